"""Every route of sign-in answers hostile requests with a status that it describes."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from rest_framework.test import APIClient

from tests.cast import PASSWORD
from tests.hostile.described import Operation, operations
from tests.hostile.values import BODIES, HEADERS, SPELLED, TEXTS, VALUES, InTurn, written
from tests.permissions.stage import Stage

OPERATIONS = operations("/api/auth/")
FOR_WHO_IS_SIGNED_IN = ("auth/session", "auth/reauthenticate", "account/password/change")
Request = tuple[bytes, Mapping[str, str]]
pytestmark = [pytest.mark.xdist_group("hostile"), pytest.mark.slow]


@pytest.fixture(autouse=True)
def _cheap_passwords(settings: Any) -> None:
    """Hundreds of tries with Argon2 would take a minute; how passwords are hashed is not asked."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.mark.parametrize("operation", OPERATIONS, ids=str)
def test_a_hostile_value_in_any_place_gets_a_described_refusal(
    operation: Operation, stage: Stage
) -> None:
    wrong = []
    for body, headers in _requests(operation):
        status = _status_of(stage, operation, body, headers)
        if status >= 500 or str(status) not in operation.statuses:
            wrong.append(f"{status} {body[:200]!r} {dict(headers)}")
    assert not wrong, f"{len(wrong)} of them:\n" + "\n".join(wrong)


def _status_of(stage: Stage, operation: Operation, body: bytes, headers: Mapping[str, str]) -> int:
    cache.clear()  # or every answer after the tenth is 429
    here = transaction.savepoint()
    try:
        client = APIClient(raise_request_exception=False)
        if operation.path.endswith(FOR_WHO_IS_SIGNED_IN):
            client.cookies["sessionid"] = stage.clients["teammate"].cookies["sessionid"].value
            client.credentials(HTTP_KALM_PERSON=str(stage.cast.teammate.person_id))
        send: Any = client.generic  # the stubs want a str; Django takes bytes as well
        kind = "application/json"
        answer = send(operation.method, operation.path, body, kind, headers=headers)
        return int(answer.status_code)
    finally:
        transaction.savepoint_rollback(here)


def _requests(operation: Operation) -> Iterator[Request]:
    usual = {
        name: "tom@haven.example" if name == "email" else PASSWORD for name in operation.fields
    }
    own = str(operation)
    bodies, headers = InTurn(BODIES, own), InTurn(HEADERS, own)
    yield written(usual), {}
    for name in operation.parameters("header"):
        yield from ((written(usual), {name: text}) for text in headers.next(4))
    if operation.method == "GET":
        return
    values, spelled = InTurn(VALUES, own), InTurn(SPELLED, own)
    yield from ((body, {}) for body in bodies.next(5))
    yield from ((written(usual | {key: "x"}), {}) for key in TEXTS[:3])
    for name in usual:
        yield from ((written(usual | {name: value}), {}) for value in values.next(7))
        for text in spelled.next(1):
            body = written(usual | {name: "PLACE"}).replace(b'"PLACE"', text.encode())
            yield body, {}
