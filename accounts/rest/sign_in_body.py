"""Checks bodies of sign-in before allauth reads them: known members, each a text.

allauth makes a text of whatever comes, ignores what it does not know, and fails on numbers past
what Python reads.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import wraps
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils.translation import gettext as _

from core.rest.bodies import UNKNOWN
from core.rest.parsing import read_json

View = Callable[..., HttpResponseBase]
Members = Mapping[str, Collection[str]]
"""By HTTP method, the members that a body may have."""


def check_members(view: View, members: Members) -> View:
    """Return the view, refusing bodies with other members than these. accounts.rest.sign_in makes
    problem documents of the refusals."""

    @wraps(view)
    def checking(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method != "GET":
            refused = _refusal(request, members.get(request.method or "", ()))
            if refused:
                return refused
        return view(request, *args, **kwargs)

    return checking


def _refusal(request: HttpRequest, known: Collection[str]) -> HttpResponse | None:
    try:
        body = read_json(request.body or b"{}")
    except RequestDataTooBig:
        return HttpResponse(status=413)
    except ValueError:
        return HttpResponse(status=400)
    if not isinstance(body, dict):
        return HttpResponse(status=400)
    errors = list(_errors(body, known))
    return JsonResponse({"status": 400, "errors": errors}, status=400) if errors else None


def _errors(body: Mapping[str, Any], known: Collection[str]) -> Iterator[dict[str, str]]:
    """Yield an error in allauth's shape for each member at fault."""
    for name, value in body.items():
        if name not in known:
            yield {
                "code": "unknown_field",
                "message": str(UNKNOWN),
                "param": name,
            }
        elif not isinstance(value, str):
            yield {"code": "invalid", "message": _("Send a text."), "param": name}
