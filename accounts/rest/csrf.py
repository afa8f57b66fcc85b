"""A missing or stale CSRF token has its own code, so that a client can fetch a new one and try
again instead of sending people to sign in."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.csrf import csrf_failure

from accounts.rest.authentication import CsrfFailed
from core.problem import CONTENT_TYPE, problem


def refuse(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a request without a valid CSRF token, as Django's CSRF_FAILURE_VIEW. The reason is for
    the log, not for the caller."""
    if not request.path.startswith("/api/"):
        return csrf_failure(request, reason)
    document = problem(
        code=CsrfFailed.default_code, status=403, detail=str(CsrfFailed.default_detail)
    )
    return JsonResponse(document, status=403, content_type=CONTENT_TYPE)
