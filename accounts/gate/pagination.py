"""Lists come in pages behind an opaque cursor, newest first unless a view says otherwise."""

from rest_framework.pagination import CursorPagination


class CursorPages(CursorPagination):
    """50 rows a page; `page_size` up to 200. Ids are UUIDv7, so -id is newest first."""

    page_size = 50
    max_page_size = 200
    page_size_query_param = "page_size"
    ordering: str | tuple[str, ...] = "-id"
