"""Libraries' messages in sign-in, forms and the API are in the person's language."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.password_validation import get_default_password_validators
from django.utils import translation
from django.utils.functional import Promise
from rest_framework import exceptions, serializers

from accounts.models import Language
from accounts.rest.sign_in import ByInvitationOnly
from core.problem import TITLES
from tests.accounts.conftest import APP, BROWSER, Browser, browser, fresh_limits
from tests.cast import PASSWORD, Cast, signed_in

__all__ = ["browser", "fresh_limits"]
OURS = ("core", "accounts", "notifications", "media", "scenarios", "training", "coaching")
NEW = "een-heel-rustig-woord"
LOGIN = f"{BROWSER}/auth/login"
RESET = f"{BROWSER}/auth/password/reset"
EMMA = "emma@haven.example"


def _in(code: str, text: str | Promise) -> str:
    with translation.override(code):
        return str(text)


def _below(kind: type[Any]) -> Iterator[type[Any]]:
    for one in kind.__subclasses__():
        yield one
        yield from _below(one)


def _fields_of(field: Any) -> Iterator[Any]:
    yield field
    if getattr(field, "child", None):
        yield from _fields_of(field.child)
    for one in getattr(field, "fields", {}).values():
        yield from _fields_of(one)


def _kinds_of_fields() -> list[type[serializers.Field[Any, Any, Any, Any]]]:
    """Every class of field, serializers too, of all bodies that the API takes and answers."""
    import deploy.urls  # noqa: F401  # loads every view

    ours = [
        one
        for one in _below(serializers.BaseSerializer)
        if one.__module__.partition(".")[0] in OURS and not getattr(one, "__abstractmethods__", 0)
    ]
    kinds = {type(field) for one in ours if _is_whole(one) for field in _fields_of(one())}
    return sorted(kinds, key=lambda kind: kind.__qualname__)


def _is_whole(one: type[Any]) -> bool:
    """Not a base that others extend: one of a model names it."""
    return not issubclass(one, serializers.ModelSerializer) or hasattr(one, "Meta")


def _messages_of(kind: type[Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for one in reversed(kind.__mro__):
        found |= getattr(one, "default_error_messages", {})
    return found


def test_every_error_of_a_field_of_ours_speaks_dutch() -> None:
    kinds = _kinds_of_fields()
    assert len(kinds) > 30
    english = {
        f"{kind.__qualname__}.{code}: {message}"
        for kind in kinds
        for code, message in _messages_of(kind).items()
        if _in("nl", message) == _in("en", message)
    }
    assert not english, "\n".join(sorted(english))


def test_every_error_of_the_api_speaks_dutch() -> None:
    kinds = [exceptions.APIException, *_below(exceptions.APIException)]
    said = {
        text
        for kind in kinds
        for name in ("default_detail", "extra_detail_singular", "extra_detail_plural")
        if (text := getattr(kind, name, None)) is not None
    }
    # A refusal's own text replaces this one (core.rest.problems.RefusedByVerb).
    assert [str(one) for one in said if _in("nl", one) == _in("en", one)] == []


@pytest.mark.parametrize("status", TITLES)
def test_every_title_speaks_dutch(status: int) -> None:
    assert _in("nl", TITLES[status]) != _in("en", TITLES[status])


def test_every_error_of_sign_in_speaks_dutch() -> None:
    said = ByInvitationOnly.error_messages
    assert [code for code, one in said.items() if _in("nl", one) == _in("en", one)] == []


def test_every_rule_of_passwords_speaks_dutch() -> None:
    for rule in get_default_password_validators():
        told = {}
        for code in ("nl", "en"):
            with translation.override(code):
                told[code] = (rule.get_help_text(), getattr(rule, "get_error_message", str)())
        assert told["nl"][0] != told["en"][0]
        assert told["nl"][1] != told["en"][1]


def _texts(answer: Any) -> list[str]:
    document = answer.json()
    parts = document.get("errors", [])
    said = [document["title"], document["detail"], *(part["detail"] for part in parts)]
    return said + [part["message"] for part in parts if "message" in part]


WRONG: list[tuple[str, str, Any]] = [
    ("POST", LOGIN, {}),
    ("POST", LOGIN, {"email": "", "password": ""}),
    ("POST", LOGIN, {"email": "no address", "password": PASSWORD}),
    ("POST", LOGIN, {"email": EMMA, "password": "wrong"}),
    ("POST", LOGIN, {"email": EMMA, "password": "x" * 5000}),
    ("POST", LOGIN, {"email": "a" * 300 + "@haven.example", "password": PASSWORD}),
    ("POST", LOGIN, {"email": EMMA, "password": "a\0b"}),
    ("POST", LOGIN, {"email": 1, "password": PASSWORD}),
    ("POST", LOGIN, {"email": EMMA, "password": PASSWORD, "remember": "yes"}),
    ("POST", LOGIN, []),
    ("PUT", LOGIN, {}),
    ("POST", f"{BROWSER}/auth/signup", {"email": EMMA, "password": PASSWORD}),
    ("POST", f"{BROWSER}/auth/password/request", {}),
    ("POST", f"{BROWSER}/auth/password/request", {"email": "no address"}),
    ("POST", f"{BROWSER}/auth/password/request", {"email": ["x"]}),
    ("POST", RESET, {}),
    ("POST", RESET, {"key": "used", "password": NEW}),
    ("GET", RESET, None),
    ("GET", f"{BROWSER}/auth/session", None),
    ("POST", f"{BROWSER}/auth/reauthenticate", {"password": PASSWORD}),
    ("POST", f"{BROWSER}/account/password/change", {}),
    ("GET", f"{APP}/auth/session", None),
    ("POST", f"{APP}/auth/login", {"email": EMMA, "password": ""}),
]


@pytest.mark.parametrize(("method", "path", "body"), WRONG, ids=lambda one: ascii(one)[:60])
def test_a_refusal_before_sign_in_is_in_the_browsers_language(
    method: str, path: str, body: Any, cast: Cast, browser: Browser
) -> None:
    dutch, english = (
        browser.send(method, path, body, **{"Accept-Language": code}) for code in ("nl", "en")
    )
    assert 400 <= dutch.status_code == english.status_code < 500
    both = list(zip(_texts(dutch), _texts(english), strict=True))
    assert [pair for pair in both if pair[0] == pair[1]] == []


ONES_OWN: list[tuple[str, str, Any]] = [
    ("POST", f"{BROWSER}/auth/reauthenticate", {}),
    ("POST", f"{BROWSER}/auth/reauthenticate", {"password": "wrong"}),
    ("POST", f"{BROWSER}/account/password/change", {}),
    (
        "POST",
        f"{BROWSER}/account/password/change",
        {"current_password": "wrong", "new_password": NEW},
    ),
    (
        "POST",
        f"{BROWSER}/account/password/change",
        {"current_password": PASSWORD, "new_password": "short"},
    ),
    (
        "POST",
        f"{BROWSER}/account/password/change",
        {"current_password": PASSWORD, "new_password": "1234567890"},
    ),
    ("POST", LOGIN, {"email": EMMA, "password": PASSWORD}),
    ("PATCH", "/api/v1/me", {"name": "", "language": "xx"}),
    ("PATCH", "/api/v1/me", {"name": None, "more": 1}),
    ("PATCH", "/api/v1/me", {"name": "x" * 201}),
    ("PATCH", "/api/v1/me", []),
    ("DELETE", "/api/v1/me", None),
    ("PATCH", "/api/v1/haven/membership", {"time_zone": "Mars/Crater"}),
    ("GET", "/api/v1/haven/enrolments?programme=x&state=y", None),
    ("GET", "/api/v1/haven/messages?cursor=x", None),
    ("GET", "/api/v1/nowhere/membership", None),
]


@pytest.mark.parametrize(("method", "path", "body"), ONES_OWN, ids=lambda one: ascii(one)[:60])
def test_a_refusal_is_in_the_persons_language(
    method: str, path: str, body: Any, cast: Cast, browser: Browser
) -> None:
    assert browser.sign_in(EMMA, PASSWORD).status_code == 200
    here = path.startswith("/api/v1/haven")
    more = {"Kalm-Membership": str(cast.employee.pk)} if here else {}
    person, told = cast.employee.person, {}
    for code in Language.values:
        person.language = code
        person.save(update_fields=["language"])
        answer = browser.send(method, path, body, **more, **{"Accept-Language": code})
        assert 400 <= answer.status_code < 500, answer.content
        told[code] = _texts(answer)
    both = list(zip(told["nl"], told["en"], strict=True))
    assert [pair for pair in both if pair[0] == pair[1]] == []


PEOPLE: list[dict[str, Any]] = [
    {},
    {"email": "x", "name": "x" * 300, "roles": ["king"], "teams": ["x"], "time_zone": "x"},
    {"email": 1, "name": 1, "roles": "coach", "teams": {}, "time_zone": 1, "language": "xx"},
    {"email": None, "name": None, "roles": [], "teams": None, "time_zone": None},
    {"email": "", "name": "\u200b", "roles": None, "teams": [1], "time_zone": ""},
]


@pytest.mark.parametrize("body", PEOPLE, ids=lambda one: ascii(one)[:60])
def test_each_field_at_fault_is_told_in_the_persons_language(
    body: dict[str, Any], cast: Cast
) -> None:
    told = {}
    for code in Language.values:
        cast.admin.person.language = code
        cast.admin.person.save(update_fields=["language"])
        answer = signed_in(cast.admin).post("/api/v1/haven/people", body)
        assert answer.status_code == 400
        told[code] = _texts(answer)
    both = list(zip(told["nl"], told["en"], strict=True))
    assert [pair for pair in both if pair[0] == pair[1]] == []
