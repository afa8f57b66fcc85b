"""Serves the web client's page for every address that is neither a file nor a route of the
server.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from core.problem import CONTENT_TYPE, problem

NOT_BUILT = (
    "The web client is not built yet. Run `make web`, then load this page again.\n"
    "The API is at /api/v1/, its description at /api/docs/.\n"
)


def page(request: HttpRequest, path: str = "") -> HttpResponse:
    """Serve the client's one page, whose scripts know its addresses. Never cached, so that a new
    version is found at once; the files it names carry their content's hash."""
    try:
        body = (settings.WEB_BUILD_DIR / "index.html").read_bytes()
    except FileNotFoundError:
        return HttpResponse(NOT_BUILT, status=503, content_type="text/plain")
    answer = HttpResponse(body)
    answer["Cache-Control"] = "no-cache"
    return answer


def no_such_route(request: HttpRequest, path: str = "") -> HttpResponse:
    """Answer an unknown address: below /api/ with a problem document, never with a page."""
    document = problem(code="not_found", status=404, detail=_("We can't find that here."))
    return JsonResponse(document, status=404, content_type=CONTENT_TYPE)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request that Django itself refuses, such as one for an unknown host."""
    document = problem(
        code="bad_request", status=400, detail=_("We can't answer this request as it is.")
    )
    return JsonResponse(document, status=400, content_type=CONTENT_TYPE)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer when no other handler could; the answer says nothing of the cause."""
    document = problem(
        code="server_error", status=500, detail=_("Something went wrong on our side. Try again.")
    )
    return JsonResponse(document, status=500, content_type=CONTENT_TYPE)
