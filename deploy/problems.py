"""Lists everything that the API can refuse, from which docs/problems.md is written."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import TypeGuard

from django.apps import apps
from django.utils import translation
from rest_framework import exceptions

from accounts.rest.authentication import CsrfFailed
from core.errors import Refusal
from core.rest.problems import BodyTooLarge
from media.errors import REASON_TEXTS

HEAD = """# Problems

What the API answers when it refuses. Every refusal is an `application/problem+json` document
(RFC 9457) with a stable `code`; clients branch on the code and show `detail`, which is in the
person's language. `invalid` lists its parts in `errors`, each with `attr`, the field, and a code
of its own such as `required`, `max_length` or `unknown_time_zone`. Written by `make openapi`.

"""
REASONS = """
## Why a recording could not be prepared

A video in state `failed` names its reason; the original is kept.

"""
# What the framework refuses before a verb is asked. Sign-in's own codes are allauth's.
FRAMEWORK: list[type[exceptions.APIException]] = [
    exceptions.ValidationError,
    exceptions.ParseError,
    exceptions.NotAuthenticated,
    exceptions.PermissionDenied,
    CsrfFailed,
    exceptions.MethodNotAllowed,
    exceptions.NotAcceptable,
    BodyTooLarge,
    exceptions.UnsupportedMediaType,
    exceptions.Throttled,
]
UNFORESEEN = ("server_error", 500, "Something went wrong on our side. Try again.")
SIGN_IN = [
    ("email_password_mismatch", 400, "This address and password don't belong together."),
    ("too_many_login_attempts", 429, "Too many tries to sign in; Retry-After says how long."),
    ("account_inactive", 403, "The account is switched off."),
    ("incorrect_password", 400, "Signing in again: that is not the person's password."),
    ("enter_current_password", 400, "Changing it: that is not the current password."),
    ("password_too_short", 400, "A new password has 10 characters or more."),
    ("password_too_common", 400, "A new password is not one that many people use."),
    ("invalid_password_reset", 400, "The link was used or is too old."),
    ("already_signed_in", 409, "Somebody is signed in already."),
    ("session_gone", 410, "The app's session has ended."),
]


@dataclass(frozen=True, order=True)
class Row:
    """Describes one line of the table of refusals."""

    app: str
    code: str
    status: int
    message: str


def rows() -> Iterator[Row]:
    """Return every refusal of every app, by code within its app, in English."""
    for app in apps.get_app_configs():
        try:
            module = import_module(f"{app.name}.errors")
        except ModuleNotFoundError:
            continue
        for kind in vars(module).values():
            if _is_refusal(kind) and f"{kind.__module__}.".startswith(f"{module.__name__}."):
                yield Row(app.name, kind.code, kind.status, str(kind.message))


def _is_refusal(kind: object) -> TypeGuard[type[Refusal]]:
    return isinstance(kind, type) and issubclass(kind, Refusal) and kind is not Refusal


def framework_rows() -> Iterator[Row]:
    """Return what every route can refuse before a view is called."""
    for kind in FRAMEWORK:
        yield Row("every route", kind.default_code, kind.status_code, str(kind.default_detail))
    yield Row("every route", *UNFORESEEN)
    for code, status, message in SIGN_IN:
        yield Row("sign-in", code, status, message)


def page() -> str:
    """Return the whole of docs/problems.md."""
    with translation.override("en"):
        every = [*framework_rows(), *sorted(set(rows()))]
        table = "".join(f"| {r.app} | `{r.code}` | {r.status} | {r.message} |\n" for r in every)
        reasons = "".join(f"| `{code}` | {text} |\n" for code, text in REASON_TEXTS.items())
    head = "| from | code | status | meaning |\n| --- | --- | --- | --- |\n"
    return HEAD + head + table + REASONS + "| reason | meaning |\n| --- | --- |\n" + reasons
