"""Builds requests that a route accepts, and the same with one place changed."""

import json
import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote

from django.db import transaction

from tests.hostile.described import Operation, below_organisation
from tests.hostile.values import written
from tests.permissions.bodies import Ids
from tests.permissions.routes import Route, every_route
from tests.permissions.row import Row
from tests.permissions.stage import PLAYERS, Stage
from tests.permissions.table import TABLE

JSON, FILE = "application/json", "application/zip"
Place = tuple[str | int, ...]
"""Keys and indexes that lead into a JSON value."""


@dataclass(frozen=True)
class Ask:
    """A request by `who`, a name of the cast. `ids` fill the path; `body` is JSON as bytes."""

    who: str
    method: str
    path: str
    ids: Ids
    body: bytes
    headers: Mapping[str, str]
    query: str

    def with_body(self, body: bytes) -> "Ask":
        return replace(self, body=body)

    def with_value(self, place: Place, value: Any) -> "Ask":
        return replace(self, body=written(replaced(self.document, place, value)))

    def with_spelling(self, place: Place, text: str) -> "Ask":
        """Return the request with `text`, which need not be JSON, in one place of the body."""
        body = written(replaced(self.document, place, "PLACE"))
        return replace(self, body=body.replace(b'"PLACE"', text.encode()))

    def with_key(self, key: str) -> "Ask":
        return replace(self, body=written(self.document | {key: 1}))

    def with_id(self, name: str, value: str) -> "Ask":
        return replace(self, ids=self.ids | {name: value})

    def with_query(self, name: str, value: str) -> "Ask":
        return replace(self, query=f"{name}={_quoted(value)}")

    def with_header(self, name: str, value: str) -> "Ask":
        return replace(self, headers=dict(self.headers) | {name: value})

    @property
    def document(self) -> dict[str, Any]:
        """Return the body, parsed; of a file, nothing."""
        if self.headers["Content-Type"] != JSON:
            return {}
        read: dict[str, Any] = json.loads(self.body or b"{}")
        return read

    @property
    def url(self) -> str:
        path = self.path.format(**{name: _quoted(str(one)) for name, one in self.ids.items()})
        return f"{path}?{self.query}" if self.query else path


def usual(stage: Stage, operation: Operation) -> Ask:
    """Return the request of somebody who may, about a thing of theirs or of a colleague's."""
    row = TABLE[str(_route(operation))]
    who, ids = _caller(row, stage)
    body = row.body(ids, stage.things) if callable(row.body) else row.body
    return Ask(
        who=who,
        method=operation.method,
        path=operation.path,
        ids={**row.names, **ids, "organisation": "haven"},
        body=body if isinstance(body, bytes) else written(body) if body else b"",
        headers={"Content-Type": FILE if isinstance(body, bytes) else JSON} | dict(row.headers),
        query=row.query,
    )


def status_of(stage: Stage, ask: Ask) -> int:
    """Return the status of the answer; whatever the request changed is undone."""
    return int(answer_of(stage, ask).status_code)


def answer_of(stage: Stage, ask: Ask) -> Any:
    """Return the answer; whatever the request changed is undone."""
    headers = dict(ask.headers)
    content_type = headers.pop("Content-Type")
    here = transaction.savepoint()
    try:
        client = stage.clients[ask.who]
        sending: Any = client.generic  # the stubs want a str; Django takes bytes as well
        return sending(ask.method, ask.url, ask.body, content_type, headers=headers)
    finally:
        transaction.savepoint_rollback(here)


def places(value: Any, at: Place = ()) -> Iterator[Place]:
    """Return every place inside a JSON value."""
    if at:
        yield at
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from places(inner, (*at, name))
    if isinstance(value, list):
        for index, inner in enumerate(value):
            yield from places(inner, (*at, index))


def replaced(document: Any, at: Place, value: Any) -> Any:
    """Return a copy of the document with another value in one place."""
    copy = deepcopy(document)
    inner = copy
    for key in at[:-1]:
        inner = inner[key]
    inner[at[-1]] = value
    return copy


def _route(operation: Operation) -> Route:
    wanted = below_organisation(operation.path)
    for route in every_route():
        bare = re.sub(r"<\w+:", "<", route.path)
        if (route.method, bare) == (operation.method, wanted):
            return route
    raise LookupError(str(operation))


def _caller(row: Row, stage: Stage) -> tuple[str, Ids]:
    for whose, may in (("own", row.own - row.only_looking), ("colleagues", row.colleagues)):
        for who in PLAYERS:
            ids = stage.ids(row.thing, who, whose) if row.thing else {}
            if who in row.roles and ids is not None and (not row.thing or who in may):
                return who, ids
    raise LookupError(str(row))


def _quoted(text: str) -> str:
    """Percent-encode the text as UTF-8, also a lone surrogate, which a URL can carry."""
    return quote(text.encode("utf-8", "surrogatepass"), safe="")
