"""Answers every error in one shape: RFC 9457 problem documents with a stable `code`.

`{type, title, status, detail, code, errors?}`; `errors` lists {code, detail, attr} of fields at
fault. `type` is a URN made of the code, so that it never points at a page that has moved.
"""

from typing import Any

import structlog
from django.core.exceptions import RequestDataTooBig
from django.core.exceptions import ValidationError as DjangoValidationError
from django.db import DataError, InterfaceError, OperationalError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_standardized_errors.formatter import ExceptionFormatter
from drf_standardized_errors.handler import ExceptionHandler
from drf_standardized_errors.types import ErrorResponse
from rest_framework import exceptions
from rest_framework.fields import get_error_detail
from rest_framework.response import Response

from core.errors import Refusal, Unavailable
from core.problem import CONTENT_TYPE, problem

log = structlog.get_logger(__name__)
OUTAGES = (OperationalError, InterfaceError)
RETRY_AFTER = 5  # seconds, in which a service that restarts is usually back


class RefusedByVerb(exceptions.APIException):
    """Carries a Refusal through the exception handling of the REST framework."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(detail=str(refusal.message), code=refusal.code)
        self.status_code = refusal.status
        self.refusal = refusal
        self.wait = refusal.retry_after


class BodyTooLarge(exceptions.APIException):
    """The body is larger than settings.DATA_UPLOAD_MAX_MEMORY_SIZE. Videos go through uploads
    instead."""

    status_code = 413
    default_code = "too_large"
    default_detail = gettext_lazy("That is too much to send at once.")


class ProblemHandler(ExceptionHandler):
    """Converts refusals to API exceptions, so that every answer is a problem document."""

    def convert_known_exceptions(self, exc: Exception) -> Exception:
        if isinstance(exc, Refusal):
            return RefusedByVerb(exc)
        if isinstance(exc, OUTAGES):
            return RefusedByVerb(Unavailable(retry_after=RETRY_AFTER))
        if isinstance(exc, (DataError, UnicodeEncodeError)):
            log.warning("value_refused_by_database", exc_info=exc)
            return exceptions.ParseError(_("We can't read that request."))
        if isinstance(exc, DjangoValidationError):
            return exceptions.ValidationError(get_error_detail(exc))
        if isinstance(exc, RequestDataTooBig):
            return BodyTooLarge()
        converted: Exception = super().convert_known_exceptions(exc)
        return converted

    def convert_unhandled_exceptions(self, exc: Exception) -> exceptions.APIException:
        """Turn an unforeseen exception into a plain server error; its cause goes to the log
        alone.
        """
        if isinstance(exc, exceptions.APIException):
            return exc
        return exceptions.APIException(
            detail=_("Something went wrong on our side. Try again."), code="server_error"
        )

    def get_response(self, exc: exceptions.APIException, data: dict[str, Any]) -> Response:
        response: Response = super().get_response(exc, data)
        response.content_type = CONTENT_TYPE
        return response


class ProblemFormatter(ExceptionFormatter):
    """Formats the library's flat list of errors as one problem document."""

    def format_error_response(self, error_response: ErrorResponse) -> dict[str, Any]:
        errors = error_response.errors
        first = errors[0]
        if isinstance(self.exc, exceptions.ValidationError):
            parts = [{"code": e.code, "detail": e.detail, "attr": e.attr} for e in errors]
            return problem(code="invalid", status=400, detail=first.detail, errors=parts)
        if isinstance(self.exc, RefusedByVerb):
            parts = [dict(part) for part in self.exc.refusal.errors]
            members = self.exc.refusal.members
        else:
            parts, members = [], {}
        return problem(
            code=first.code,
            status=self.exc.status_code,
            detail=first.detail,
            errors=parts,
            members=members,
        )
