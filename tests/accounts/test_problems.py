"""Every error below /api/ is answered with a problem document."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.test import Client
from django.urls import path
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.rest.throttling import PerPerson
from accounts.rest.views import PersonView
from core.errors import Refusal
from deploy.urls import urlpatterns as real
from tests.cast import Api, Cast, code_of


class _Busy(Refusal):
    code = "busy"
    status = 423


class _Fails(PersonView):
    def get(self, request: Request) -> Response:
        raise RuntimeError("the secret recipe")

    def post(self, request: Request) -> Response:
        parts: list[dict[str, str | None]] = [{"code": "c", "detail": "d", "attr": "a"}]
        raise _Busy(errors=parts, retry_after=7)

    def put(self, request: Request) -> Response:
        raise ValidationError("No.", code="no_such_thing")

    def delete(self, request: Request) -> Response:
        raise PermissionError("the secret recipe")


class _Misfits(PersonView):
    def get(self, request: Request) -> Response:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("select %s::integer", [request.query_params["number"]])
        return Response({})


urlpatterns = [
    path("api/v1/fails", _Fails.as_view()),
    path("api/v1/misfits", _Misfits.as_view()),
    *real,
]
FAILS = "/api/v1/fails"
MEMBERS = {"type", "title", "status", "detail", "code"}


@pytest.fixture(autouse=True)
def _with_a_failing_route(settings: Any) -> None:
    settings.ROOT_URLCONF = __name__


def test_an_unforeseen_failure_says_nothing_of_its_cause(cast: Cast, api: Api) -> None:
    client = api(cast.teammate)
    client.raise_request_exception = False
    for answer in (client.get(FAILS), client.delete(FAILS)):
        assert (answer.status_code, code_of(answer)) == (500, "server_error")
        assert "secret" not in answer.content.decode()


def test_an_unforeseen_failure_is_in_the_log_with_its_cause(
    cast: Cast, api: Api, caplog: pytest.LogCaptureFixture
) -> None:
    client = api(cast.teammate)
    client.raise_request_exception = False
    client.get(FAILS)
    assert any(
        record.levelname == "ERROR" and record.exc_info and "secret" in str(record.exc_info[1])
        for record in caplog.records
    )


def test_a_refusal_carries_its_parts_and_when_to_try_again(cast: Cast, api: Api) -> None:
    answer = api(cast.teammate).post(FAILS)
    assert (answer.status_code, code_of(answer), answer["Retry-After"]) == (423, "busy", "7")
    body = answer.json()
    assert body.keys() == MEMBERS | {"errors"}
    assert (body["type"], body["status"]) == ("urn:kalm:problem:busy", 423)
    assert body["errors"] == [{"code": "c", "detail": "d", "attr": "a"}]


def test_a_validation_by_a_verb_keeps_its_code(cast: Cast, api: Api) -> None:
    answer = api(cast.teammate).put(FAILS)
    assert (answer.status_code, code_of(answer)) == (400, "invalid")
    assert answer.json()["errors"][0]["code"] == "no_such_thing"


@pytest.mark.parametrize(("number", "status"), [("7", 200), ("x", 400), ("9" * 30, 400)])
def test_a_value_that_only_the_database_refuses_is_the_callers_fault(
    number: str, status: int, cast: Cast, api: Api
) -> None:
    answer = api(cast.teammate).get("/api/v1/misfits", {"number": number})
    assert answer.status_code == status
    if status == 400:
        assert code_of(answer) == "parse_error"


@pytest.mark.parametrize("method", ["patch", "options"])
def test_a_method_that_is_not_there(method: str, cast: Cast, api: Api) -> None:
    client = api(cast.teammate)
    answer = getattr(client, method)("/api/v1/haven/messages/" + "0" * 8)
    assert answer.status_code == 404
    if method == "patch":
        answer = client.patch(FAILS)
        assert (answer.status_code, code_of(answer)) == (405, "method_not_allowed")


@pytest.mark.parametrize(
    "address", ["/api/v1/haven/no-such-thing", "/api/v1/no-such-thing", "/api/nothing", "/api/"]
)
def test_a_route_that_is_not_there(address: str, cast: Cast, api: Api) -> None:
    answer = api(cast.teammate).get(address)
    assert (answer.status_code, code_of(answer)) == (404, "not_found")


def test_json_that_is_not_json(cast: Cast, api: Api) -> None:
    answer = api(cast.employee).patch("/api/v1/me", "{", content_type="application/json")
    assert (answer.status_code, code_of(answer)) == (400, "parse_error")


def test_json_of_another_shape(cast: Cast, api: Api) -> None:
    answer = api(cast.employee).patch("/api/v1/me", "[]", content_type="application/json")
    assert (answer.status_code, code_of(answer)) == (400, "invalid")


def test_a_body_that_is_not_json(cast: Cast, api: Api) -> None:
    answer = api(cast.employee).patch("/api/v1/me", "<name/>", content_type="text/xml")
    assert (answer.status_code, code_of(answer)) == (415, "unsupported_media_type")


def test_an_answer_that_nobody_can_give(cast: Cast, api: Api) -> None:
    answer = api(cast.employee).get("/api/v1/me", headers={"Accept": "text/xml"})
    assert (answer.status_code, code_of(answer)) == (406, "not_acceptable")


def test_a_body_that_is_too_large(cast: Cast, api: Api) -> None:
    answer = api(cast.employee).patch("/api/v1/me", {"name": "x" * 2_000_000})
    assert (answer.status_code, code_of(answer)) == (413, "too_large")


def test_a_cursor_that_nobody_gave(cast: Cast, api: Api) -> None:
    answer = api(cast.admin).get("/api/v1/haven/people", {"cursor": "x"})
    assert (answer.status_code, code_of(answer)) == (404, "not_found")


@pytest.fixture
def two_a_minute(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    cache.clear()
    monkeypatch.setattr(PerPerson, "THROTTLE_RATES", {"person": "2/min"})
    yield
    cache.clear()


def test_too_many_requests_have_to_wait(two_a_minute: None, cast: Cast, api: Api) -> None:
    client = api(cast.employee)
    answers = [client.get("/api/v1/me") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert code_of(answers[-1]) == "throttled"
    assert 0 < int(answers[-1]["Retry-After"]) <= 60
    assert answers[-1]["Content-Language"] == "nl"
    assert api(cast.teammate).get("/api/v1/me").status_code == 200


def test_nobody_is_kept_out_when_the_counter_is_down(cast: Cast, api: Api, settings: Any) -> None:
    nothing = {"BACKEND": "core.valkey.Valkey", "LOCATION": "redis://127.0.0.1:1/0"}
    settings.CACHES = {"default": nothing}
    assert api(cast.employee).get("/api/v1/me").status_code == 200


def test_a_refusal_is_in_the_persons_language(cast: Cast, api: Api) -> None:
    """The chosen language counts, not the browser's: Emma chose Dutch, Tom English."""
    dutch = api(cast.employee).get("/api/v1/haven/people", headers={"Accept-Language": "en"})
    assert dutch.json()["detail"] == "Je rol in deze organisatie staat dat niet toe."
    english = api(cast.teammate).get("/api/v1/haven/people", headers={"Accept-Language": "nl"})
    assert english.json()["detail"] == "Your role in this organisation doesn't allow that."


def test_one_persons_language_does_not_reach_the_next(cast: Cast, api: Api) -> None:
    """Requests of one server thread follow each other here as they do there."""
    assert api(cast.employee).get("/api/v1/me")["Content-Language"] == "nl"
    anonymous = Client().get("/api/v1/me", headers={"Accept-Language": "en"})
    assert anonymous["Content-Language"] == "en"
    assert anonymous.json()["detail"].startswith("Authentication credentials")
    dutch = Client().get("/api/v1/me", headers={"Accept-Language": "nl"})
    assert dutch["Content-Language"] == "nl"
    assert not dutch.json()["detail"].startswith("Authentication credentials")
