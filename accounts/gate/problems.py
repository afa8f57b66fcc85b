"""One error shape: RFC 9457 problem documents with a stable `code`.

`{type, title, status, detail, code, errors?}`; `errors` lists {code, detail, attr} of fields at
fault. `type` is a URN made of the code, so that it never points at a page that has moved.
"""

from http import HTTPStatus
from typing import Any

from drf_standardized_errors.formatter import ExceptionFormatter
from drf_standardized_errors.handler import ExceptionHandler
from drf_standardized_errors.types import ErrorResponse
from rest_framework import exceptions
from rest_framework.response import Response

from accounts.errors import Refusal

CONTENT_TYPE = "application/problem+json"


def problem(
    *, code: str, status: int, detail: str, errors: list[dict[str, Any]] | None = None
) -> dict[str, Any]:
    """The problem document."""
    document: dict[str, Any] = {
        "type": f"urn:kalm:problem:{code}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "code": code,
    }
    return document | ({"errors": errors} if errors else {})


class RefusedByVerb(exceptions.APIException):
    """A Refusal on its way through DRF."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(detail=str(refusal.message), code=refusal.code)
        self.status_code = refusal.status
        self.refusal = refusal
        self.wait = refusal.retry_after


class ProblemHandler(ExceptionHandler):
    """Refusals become API exceptions; every answer is a problem document."""

    def convert_known_exceptions(self, exc: Exception) -> Exception:
        if isinstance(exc, Refusal):
            return RefusedByVerb(exc)
        converted: Exception = super().convert_known_exceptions(exc)
        return converted

    def get_response(self, exc: exceptions.APIException, data: dict[str, Any]) -> Response:
        response: Response = super().get_response(exc, data)
        response.content_type = CONTENT_TYPE
        return response


class ProblemFormatter(ExceptionFormatter):
    """From the library's flat list of errors to one problem document."""

    def format_error_response(self, error_response: ErrorResponse) -> dict[str, Any]:
        errors = error_response.errors
        first = errors[0]
        if isinstance(self.exc, exceptions.ValidationError):
            parts = [{"code": e.code, "detail": e.detail, "attr": e.attr} for e in errors]
            return problem(code="invalid", status=400, detail=first.detail, errors=parts)
        if isinstance(self.exc, RefusedByVerb):
            parts = [dict(part) for part in self.exc.refusal.errors]
        else:
            parts = []
        return problem(
            code=first.code, status=self.exc.status_code, detail=first.detail, errors=parts
        )
