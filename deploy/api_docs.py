"""Serves the description of the API, and a page to browse it, with its scripts from our own
server.
"""

from typing import Any

from csp.constants import SELF
from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponseBase
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api import sign_in_described
from media.api import bytes_described


class Description(SpectacularAPIView):
    """Serves one description, whatever is asked: drf-spectacular copies `version` into a header
    unchecked, and keeps each new `lang` in memory."""

    @extend_schema(exclude=True)
    def get(self, request: Request, *args: object, **kwargs: object) -> Response:
        # drf-spectacular gives this method no types.
        return self._get_schema_response(request)  # type: ignore[no-untyped-call, no-any-return]

    def _get_version_parameter(self, request: Request) -> None:
        return None


_view = SpectacularSwaggerSplitView.as_view(url_name="schema")


# Swagger UI sets styles from script; only this page, which holds nobody's data, may do so.
@csp_update({"style-src": [SELF, "'unsafe-inline'"]})
def page(request: HttpRequest) -> HttpResponseBase:
    """Serve Swagger UI over /api/schema/."""
    return _view(request)


def add_other_routes(result: dict[str, Any], **kwargs: object) -> dict[str, Any]:
    """Describe the routes that are not views of the REST framework, as a hook of
    drf-spectacular.
    """
    others = sign_in_described.paths() | bytes_described.paths()
    result["paths"] = dict(sorted((result["paths"] | others).items()))
    schemas = result["components"]["schemas"] | sign_in_described.SCHEMAS
    result["components"]["schemas"] = dict(sorted(schemas.items()))
    return result
