"""Builds the problem document of RFC 9457, with which every entry point answers a refusal.

Apart from the handlers of problems.py, so that a process without the API need not load that.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

CONTENT_TYPE = "application/problem+json"
# By status; 460 is tus' own. The phrases of RFC 9110, of which the standard library has no Dutch.
TITLES = {
    400: _("Bad Request"),
    401: _("Unauthorized"),
    403: _("Forbidden"),
    404: _("Not Found"),
    405: _("Method Not Allowed"),
    406: _("Not Acceptable"),
    408: _("Request Timeout"),
    409: _("Conflict"),
    410: _("Gone"),
    411: _("Length Required"),
    412: _("Precondition Failed"),
    413: _("Content Too Large"),
    415: _("Unsupported Media Type"),
    416: _("Range Not Satisfiable"),
    423: _("Locked"),
    428: _("Precondition Required"),
    429: _("Too Many Requests"),
    460: _("Checksum Mismatch"),
    500: _("Internal Server Error"),
    502: _("Bad Gateway"),
    503: _("Service Unavailable"),
    507: _("Insufficient Storage"),
}
REFUSED = _("Refused")


def problem(
    *,
    code: str,
    status: int,
    detail: str,
    errors: list[dict[str, Any]] | None = None,
    members: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Return `{type, title, status, detail, code, errors?}` and what else a refusal tells in
    `members`; `type` is a URN, never a page that moves."""
    document: dict[str, Any] = {
        "type": f"urn:kalm:problem:{code}",
        "title": str(TITLES.get(status, REFUSED)),
        "status": status,
        "detail": detail,
        "code": code,
    }
    return dict(members or {}) | document | ({"errors": errors} if errors else {})
