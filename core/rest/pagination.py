"""Splits lists into pages behind an opaque cursor, newest first unless a view says otherwise."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import DataError
from django.db.models import QuerySet
from rest_framework.exceptions import NotFound
from rest_framework.pagination import Cursor, CursorPagination
from rest_framework.request import Request

if TYPE_CHECKING:  # views themselves import this module, by way of settings
    from rest_framework.views import APIView


class CursorPages(CursorPagination):
    """Gives 50 rows a page; `page_size` up to 200. Ids are UUIDv7, so -id is newest first.

    A cursor that we did not make is 404, also where its position fits no column.
    """

    page_size = 50
    max_page_size = 200
    page_size_query_param = "page_size"
    ordering: str | tuple[str, ...] = "-id"

    def decode_cursor(self, request: Request) -> Cursor | None:
        cursor = super().decode_cursor(request)
        if cursor and "\0" in str(cursor.position or ""):  # PostgreSQL's texts have no NUL
            raise NotFound(self.invalid_cursor_message)
        return cursor

    def paginate_queryset(
        self,
        queryset: QuerySet[Any] | Sequence[Any],
        request: Request,
        view: "APIView | None" = None,
    ) -> list[Any] | None:
        try:
            return super().paginate_queryset(queryset, request, view)
        except (ValueError, ValidationError, DataError) as misfit:
            if self.cursor_query_param not in request.query_params:
                raise
            raise NotFound(self.invalid_cursor_message) from misfit
