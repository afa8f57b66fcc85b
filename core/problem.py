"""Builds the problem document of RFC 9457, with which every entry point answers a refusal.

Apart from the handlers of problems.py, so that a process without the API need not load that.
"""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

CONTENT_TYPE = "application/problem+json"


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
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "code": code,
    }
    return dict(members or {}) | document | ({"errors": errors} if errors else {})
