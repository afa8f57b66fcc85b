"""Reads every route under /api/v1 from the URL table that serves requests."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern

from tests.permissions.row import Row

PREFIX = "api/v1/"
IN_ORGANISATION = "<slug:organisation>/"
FREE = {"options", "head", "trace"}  # they say no more than the route's existence, or than GET


@dataclass(frozen=True)
class Route:
    """A route's method and path. `path` is below the organisation where there is one, such as
    videos/<uuid:id>."""

    method: str
    path: str

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


@cache
def every_route() -> tuple[Route, ...]:
    """Return every route, sorted by path, then method."""
    found = {
        Route(method.upper(), path.removeprefix(PREFIX).removeprefix(IN_ORGANISATION))
        for path, view in _walk(get_resolver(), "")
        if path.startswith(PREFIX)
        for method in _methods(view)
    }
    return tuple(sorted(found, key=lambda route: (route.path, route.method)))


def first_parts() -> set[str]:
    """Return the first part of each path that the server answers by itself."""
    return {
        str(entry.pattern).partition("/")[0]
        for entry in get_resolver().url_patterns
        if isinstance(entry.pattern, RoutePattern)
    }


def _walk(resolver: URLResolver, before: str) -> Iterator[tuple[str, type]]:
    for entry in resolver.url_patterns:
        if not isinstance(entry.pattern, RoutePattern):
            continue  # regular expressions serve the client and unknown addresses
        path = before + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield path, getattr(entry.callback, "view_class", type(None))
        else:
            yield from _walk(entry, path)


def _methods(view: type) -> set[str]:
    allowed: list[str] = getattr(view, "http_method_names", [])
    methods = {name for name in allowed if hasattr(view, name)} - FREE
    # A view that is a plain function tells no methods; the table must then name it as ANY.
    return methods or {"any"}


def url_of(route: Route, row: Row, organisation: str, ids: Mapping[str, Any]) -> str:
    """Return the address to ask, with these ids in the path."""
    path = re.sub(r"<\w+:(\w+)>", lambda name: str({**row.names, **ids}[name[1]]), route.path)
    path += f"?{row.query}" if row.query else ""
    return f"/api/v1/{path}" if row.personal or row.public else f"/api/v1/{organisation}/{path}"
