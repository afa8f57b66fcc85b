"""allauth's sign-in answers in our error shape, and nobody signs up uninvited."""

import json
from collections.abc import Callable
from typing import Any

import structlog
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.headless.internal.restkit.response import ErrorResponse
from django.db import DataError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext_lazy as _
from redis.exceptions import RedisError

from accounts.domain.addresses import normal_address
from accounts.models import Person
from accounts.rest import known_devices, password_tries
from accounts.rest.client_address import find_counted_address
from accounts.services import announce_password_change, renew_hash, replace_password
from core.dispatch import dispatch
from core.errors import Unavailable
from core.problem import CONTENT_TYPE, REFUSED, problem
from core.rest.problems import OUTAGES, RETRY_AFTER, BodyTooLarge

log = structlog.get_logger(__name__)
PREFIX = "/api/auth/"
OPERATOR = "/admin/"
USUAL_WINDOW = 60  # seconds, of allauth's limits by address or person

DETAILS = {
    400: ("invalid", _("We can't read that request.")),
    401: ("not_authenticated", _("Sign in first.")),
    403: ("permission_denied", _("That is not allowed.")),
    404: ("not_found", _("We can't find that here.")),
    405: ("method_not_allowed", _("That can't be done here.")),
    409: ("already_signed_in", _("You are signed in already.")),
    410: ("session_gone", _("Your session has ended. Sign in again.")),
    413: (BodyTooLarge.default_code, BodyTooLarge.default_detail),
    429: ("throttled", _("Too many tries. Wait a little and try again.")),
    503: (Unavailable.code, Unavailable.message),
}


class ByInvitationOnly(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """People are added by their organisation; mail about sign-in leaves through a worker."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This account is switched off. Ask your organisation."),
        "email_password_mismatch": _("This mail address and password do not belong together."),
        "enter_current_password": _("That is not your current password."),
        "incorrect_password": _("That is not your password."),
        "invalid_password_reset": _("This link is used up or too old. Ask for a new one."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def clean_email(self, email: str) -> str:
        """Return the one spelling under which a person is stored, whichever was typed."""
        return normal_address(email)

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """Return the person who signs in with this address and password, or None."""
        person = self._checked(request, **credentials)
        if person is not None:
            renew_hash(person=person, password=credentials["password"])
        return person

    def reauthenticate(self, user: Person, password: str) -> bool:
        """Return whether this is the password of the person who is signed in."""
        found = self._checked(self.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk

    def _checked(self, request: HttpRequest, *, email: str, password: str) -> Any:
        return super().authenticate(request, email=normal_address(email), password=password)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count a try before each check of a password; TooManyTries past a limit."""
        self._login_failed_rl_usage = password_tries.count(request, credentials["email"])

    def login(self, request: HttpRequest, user: Person) -> None:
        super().login(request, user)
        known_devices.remember(request, user.email)

    def set_password(self, user: Person, password: str) -> None:
        """Set the password and forget the wrong tries at the old one.

        Refused where the password or the address became another one since the link or the current
        password was checked: the second of two that run together, or who has an old address.
        """
        if not replace_password(person=user, password=password):
            is_change = self.request.user.is_authenticated
            code = "enter_current_password" if is_change else "invalid_password_reset"
            refusal = self.validation_error(code)
            raise ImmediateHttpResponse(ErrorResponse(self.request, exception=refusal))
        password_tries.forget(self.request, user.email)

    def get_client_ip(self, request: HttpRequest) -> str:
        return find_counted_address(request)

    def pre_login(self, request: HttpRequest, user: Person, **kwargs: Any) -> None:
        """Refuse a switched-off account, of which only the right password may learn."""
        if not user.is_active:
            refusal = self.validation_error("account_inactive")
            raise ImmediateHttpResponse(ErrorResponse(request, exception=refusal, status=403))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Dispatch for a known and for an unknown address alike, so that neither the answer nor the
        time it takes tells them apart. The worker makes the secret link, so none is queued."""
        person = context.get("user")
        known = str(person.pk) if isinstance(person, Person) and person.is_active else None
        dispatch("accounts.mail_reset_link", known)

    def send_notification_mail(
        self, template_prefix: str, user: Person, context: object = None, email: object = None
    ) -> None:
        """Tell a person of their changed password, in case it was not them (ASVS 6.3.7)."""
        if template_prefix.rpartition("/")[2].startswith("password_"):
            announce_password_change(person=user)


class ProblemsFromSignIn:
    """Adds the members of a problem document to allauth's refusals; keeps its own members, which
    allauth clients read. A 401 that only says "go on signing in" gets code not_authenticated."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.path.startswith(PREFIX) and response.status_code >= 400:
            return _as_problem(response)
        return response

    def process_exception(self, request: HttpRequest, failure: Exception) -> HttpResponse | None:
        """Answer failures that allauth does not. Nobody signs in without the counter of wrong
        passwords, and what only PostgreSQL refuses, such as a NUL in a cookie, is no request."""
        if not request.path.startswith((PREFIX, OPERATOR)):
            return None
        if isinstance(failure, DataError):
            return HttpResponse(status=400)
        if isinstance(failure, (RedisError, *OUTAGES)):
            log.error("sign_in_unavailable", exc_info=failure)
            return HttpResponse(status=503, headers={"Retry-After": str(RETRY_AFTER)})
        return None


def _as_problem(response: HttpResponseBase) -> HttpResponseBase:
    if not isinstance(response, HttpResponse):
        return response
    body = _body_of(response)
    errors = body.get("errors") or []
    usual_code, usual_detail = DETAILS.get(response.status_code, ("sign_in_refused", REFUSED))
    code = errors[0]["code"] if errors else body.get("code", usual_code)
    if response.status_code == 429:
        response.headers.setdefault("Retry-After", str(USUAL_WINDOW))
    detail = str(errors[0]["message"] if errors else body.get("detail", usual_detail))
    document = body | problem(code=code, status=response.status_code, detail=detail)
    if errors:
        document["errors"] = [_part(error) for error in errors]
    response.content = json.dumps(document).encode()
    response.headers["Content-Type"] = CONTENT_TYPE
    return response


def _body_of(response: HttpResponse) -> dict[str, Any]:
    try:
        body = json.loads(response.content)
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}


def _part(error: dict[str, Any]) -> dict[str, Any]:
    """Return an error with allauth's message and param, and the same again under our names."""
    return error | {"detail": error["message"], "attr": error.get("param")}
