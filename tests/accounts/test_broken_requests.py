"""Malformed requests are answered as the caller's fault, never with 5xx."""

from base64 import b64encode
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from tests.accounts.conftest import APP, fresh_limits
from tests.cast import PASSWORD, Api, Cast, code_of

# Dates that Python reads and PostgreSQL cannot store once they are in UTC, or the other way.
DATES = [
    "p=0001-01-01T00:00:00%2B14:00",
    "p=9999-12-31T23:59:59-14:00",
    "p=infinity",
    "p=-4713-01-01",
]
DEEP = "[" * 100_000 + "]" * 100_000


def test_json_nested_past_reading_is_refused(cast: Cast, api: Api) -> None:
    answer = api(cast.employee).patch("/api/v1/me", DEEP, content_type="application/json")
    assert (answer.status_code, code_of(answer)) == (400, "parse_error")


def test_json_nested_past_reading_is_refused_at_sign_in_too(fresh_limits: None) -> None:
    answer = Client().post(f"{APP}/auth/login", DEEP, content_type="application/json")
    assert (answer.status_code, code_of(answer)) == (400, "invalid")


def test_half_a_character_in_a_password_is_refused(cast: Cast, fresh_limits: None) -> None:
    body = '{"email": "emma@haven.example", "password": "\\ud800"}'
    answer = Client().post(f"{APP}/auth/login", body, content_type="application/json")
    assert (answer.status_code, code_of(answer)) == (400, "invalid")


@pytest.mark.parametrize(
    "body",
    [
        '{"language": "\\ud800"}',
        '{"\\udfff": 1}',
        '{"name": 1e400}',
        '{"name": NaN}',
        f'{{"name": {"1" * 5000}}}',
    ],
)
def test_json_that_nobody_can_store_is_refused(body: str, cast: Cast, api: Api) -> None:
    answer = api(cast.employee).patch("/api/v1/me", body, content_type="application/json")
    assert (answer.status_code, code_of(answer)) == (400, "parse_error")


def test_a_character_spelled_as_two_halves_is_kept(cast: Cast, api: Api) -> None:
    body = '{"name": "Emma \\ud83d\\ude42"}'
    answer = api(cast.employee).patch("/api/v1/me", body, content_type="application/json")
    assert answer.json()["name"] == "Emma \N{SLIGHTLY SMILING FACE}"


@pytest.mark.parametrize(
    "position", ["p=%00", "p=abc", "p=99999999-01-01", "o=1&p=%00&r=1", *DATES]
)
@pytest.mark.parametrize(
    "route", ["people", "teams", "messages", "techniques", "attempts", "queue"]
)
def test_a_forged_cursor_is_not_found(route: str, position: str, cast: Cast, api: Api) -> None:
    client, cursor = api(cast.stranger), b64encode(position.encode()).decode()
    answer = client.get(f"/api/v1/burcht/{route}", {"cursor": cursor})
    if answer.status_code != 200:  # a text is a fine place in a list by name
        assert (answer.status_code, code_of(answer)) == (404, "not_found")


def test_an_address_longer_than_addresses_are_is_refused(cast: Cast, api: Api) -> None:
    email = f"{'a' * 60}.{'b' * 200}@haven.example"
    body = {"email": email, "name": "Ann", "roles": ["employee"]}
    answer = api(cast.admin).post("/api/v1/haven/people", body)
    assert (answer.status_code, code_of(answer)) == (400, "invalid")
    assert [part["attr"] for part in answer.json()["errors"]] == ["email"]


def test_options_names_the_methods_of_a_route_that_takes_writes(cast: Cast, api: Api) -> None:
    answer = api(cast.employee).options(f"/api/v1/haven/messages/{cast.employee.pk}/reading")
    assert (answer.status_code, answer["Allow"]) == (204, "PUT, OPTIONS")


@pytest.mark.django_db(transaction=True)
def test_without_the_database_the_answer_says_when_to_try_again(cast: Cast, api: Api) -> None:
    client = api(cast.employee)
    client.raise_request_exception = False
    connection.ensure_connection()
    connection.connection.close()  # as PostgreSQL does when it is stopped
    try:
        answer = client.get("/api/v1/me")
    finally:
        connection.close()
    assert (answer.status_code, code_of(answer), answer["Retry-After"]) == (503, "unavailable", "5")
    assert client.get("/api/v1/me").status_code == 200


def test_without_the_counter_nobody_signs_in_and_hears_when_to_try_again(
    cast: Cast, settings: Any
) -> None:
    nothing = {"BACKEND": "core.valkey.Valkey", "LOCATION": "redis://127.0.0.1:1/0"}
    settings.CACHES = {"default": nothing}
    body = {"email": cast.employee.person.email, "password": PASSWORD}
    answer = Client().post(f"{APP}/auth/login", body, content_type="application/json")
    assert (answer.status_code, code_of(answer), answer["Retry-After"]) == (503, "unavailable", "5")
    form = {"username": cast.employee.person.email, "password": PASSWORD}
    answer = Client().post("/admin/login/", form)
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")


__all__ = ["fresh_limits"]
