"""The browsable description of the API, with its scripts from our own server."""

from csp.constants import SELF
from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponseBase
from drf_spectacular.views import SpectacularSwaggerSplitView

_view = SpectacularSwaggerSplitView.as_view(url_name="schema")


# Swagger UI sets styles from script; only this page, which holds nobody's data, may do so.
@csp_update({"style-src": [SELF, "'unsafe-inline'"]})
def page(request: HttpRequest) -> HttpResponseBase:
    """Swagger UI over /api/schema/."""
    return _view(request)
