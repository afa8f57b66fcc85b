"""Every route of the API answers hostile requests with a status that it describes."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.rest.throttling import PerPerson
from tests.hostile.asking import Ask, Place, places, status_of, usual
from tests.hostile.described import Operation, operations
from tests.hostile.values import (
    BODIES,
    CURSORS,
    HEADERS,
    SPELLED,
    TEXTS,
    VALUES,
    InTurn,
    anything,
)
from tests.permissions.routes import every_route
from tests.permissions.stage import Stage

OPERATIONS = operations("/api/v1/")
NAMES = ("Accept", "Accept-Language", "Content-Type", "Cookie", "X-Session-Token")
EACH = 9
"""Values for all places of a body together; `make fuzz` sends far more."""
pytestmark = [pytest.mark.xdist_group("hostile"), pytest.mark.slow]


@pytest.fixture(autouse=True)
def _without_throttle(monkeypatch: pytest.MonkeyPatch) -> None:
    """Some people ask thousands of times here; 429 for them would hide every other answer."""
    monkeypatch.setattr(PerPerson, "THROTTLE_RATES", {"person": None})


def test_every_route_is_described() -> None:
    assert len(OPERATIONS) == len(every_route())


@pytest.mark.parametrize("operation", OPERATIONS, ids=str)
def test_the_usual_request_is_accepted(operation: Operation, stage: Stage) -> None:
    status = status_of(stage, usual(stage, operation))
    assert status < 400 or status in {409, 412, 428}
    assert str(status) in operation.statuses


@pytest.mark.parametrize("operation", OPERATIONS, ids=str)
def test_a_hostile_value_in_any_place_gets_a_described_refusal(
    operation: Operation, stage: Stage
) -> None:
    wrong = {}
    for ask in _changed(operation, usual(stage, operation)):
        status = status_of(stage, ask)
        if status >= 500 or str(status) not in operation.statuses:
            wrong[f"{status} {ask.url[:300]} {dict(ask.headers)} {ask.body[:300]!r}"] = True
    assert not wrong, f"{len(wrong)} of them:\n" + "\n".join(wrong)


@pytest.mark.parametrize("operation", [one for one in OPERATIONS if one.fields], ids=str)
def test_no_drawn_body_breaks_a_route(operation: Operation, stage: Stage) -> None:
    ask = usual(stage, operation)
    everywhere = _places(operation, ask)

    @settings(
        derandomize=True,
        max_examples=5,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(place=st.sampled_from(everywhere), value=anything)
    def ask_with(place: Place, value: object) -> None:
        status = status_of(stage, ask.with_value(place, value))
        assert status < 500
        assert str(status) in operation.statuses

    ask_with()


def _changed(operation: Operation, ask: Ask) -> Iterator[Ask]:
    """The request with a hostile value in each place; the more places, the fewer values in each."""
    name = str(operation)
    values, spelled, texts = InTurn(VALUES, name), InTurn(SPELLED, name), InTurn(TEXTS, name)
    bodies, headers = InTurn(BODIES, name), InTurn(HEADERS, name)
    queries = InTurn((*TEXTS, *CURSORS), name)
    if ask.method != "GET":
        found = _places(operation, ask)
        for place in found:
            each = max(2, EACH // len(found))
            yield from (ask.with_value(place, value) for value in values.next(each))
        for place in found[:3]:
            yield from (ask.with_spelling(place, text) for text in spelled.next(1))
        yield from (ask.with_key(key) for key in texts.next(2))
        yield from (replace(ask, body=body) for body in bodies.next(4))
    for query in operation.parameters("query"):
        yield from (ask.with_query(query, text) for text in queries.next(5))
    for part in operation.parameters("path"):
        yield from (ask.with_id(part, text) for text in texts.next(3))
    for header in operation.parameters("header"):
        yield from (ask.with_header(header, text) for text in headers.next(3))
    for header, text in zip(NAMES, headers.next(len(NAMES)), strict=True):
        yield ask.with_header(header, text)


def _places(operation: Operation, ask: Ask) -> list[Place]:
    """Return the places of the usual body, and fields that it leaves out."""
    return sorted({*places(ask.document), *((name,) for name in operation.fields)}, key=str)
