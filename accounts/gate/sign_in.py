"""allauth's sign-in answers in our error shape, and nobody signs up uninvited."""

import json
from collections.abc import Callable

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from accounts.gate.problems import CONTENT_TYPE, problem

PREFIX = "/api/auth/"


class ByInvitationOnly(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """People are added by their organisation."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


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


def _as_problem(response: HttpResponseBase) -> HttpResponseBase:
    if not isinstance(response, HttpResponse):
        return response
    try:
        body = json.loads(response.content)
    except ValueError:
        body = {}
    if not isinstance(body, dict):
        return response
    errors = body.get("errors") or []
    first = errors[0] if errors else {}
    code = first.get("code") or _code_of(response.status_code)
    detail = first.get("message") or response.reason_phrase
    document = problem(code=code, status=response.status_code, detail=detail) | body
    response.content = json.dumps(document).encode()
    response.headers["Content-Type"] = CONTENT_TYPE
    return response


def _code_of(status: int) -> str:
    names = {401: "not_authenticated", 403: "permission_denied", 404: "not_found", 429: "throttled"}
    return names.get(status, "sign_in_refused")
