"""Keeps queries that are asked often: Django builds their SQL, and PostgreSQL plans it, for longer
than answering them takes."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from hashlib import sha256
from typing import Any, NamedTuple
from uuid import UUID
from weakref import WeakKeyDictionary

from django.conf import settings
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from psycopg.sql import Literal

SHAPES = 64
"""Shapes of a query that a process keeps at most, those asked for last."""

Value = UUID | str | int | None | tuple[UUID, ...] | tuple[str, ...]

ASKED_BEFORE = 2
"""How often a connection asks before it has the statement kept: many live for one request."""

_asked: WeakKeyDictionary[Any, dict[str, int]] = WeakKeyDictionary()
"""How often each connection asked, by the name of the statement."""


class _Statement(NamedTuple):
    """Holds the texts of one shape of a query: to run it, and to have it kept and run it by its
    name; and for each of its parameters the place of its value among the ids and texts given."""

    name: str
    sql: str
    prepare: str
    execute: str
    places: tuple[int, ...]


class CompiledQuery:
    """Answers a query that is compiled once per process and shape, and planned once per connection.

    `build` returns a `values_list` for the values that it is given. It is called with stand-ins: of
    an id or a text it must not ask what it is, nor put it anywhere but into a condition as itself.
    What is neither, and how many there are in a tuple, is the shape of the query, so that `build`
    may ask for it. The time is that of the database (`Now`): one that Python read would be kept.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Any]]) -> None:
        self._build = build
        self._statement = lru_cache(SHAPES)(self._compile)

    def rows(self, *values: Value) -> list[tuple[Any, ...]]:
        """Return the rows of the query with these values."""
        statement = self._statement(tuple(_shape(value) for value in values))
        if statement is None:
            return []
        given = list(_flat(values))
        with connection.cursor() as cursor:
            sql = statement.execute if _is_kept(statement, cursor) else statement.sql
            cursor.execute(sql, [given[at] for at in statement.places])
            return list(cursor.fetchall())

    def _compile(self, shape: tuple[Any, ...]) -> _Statement | None:
        """Return the statement of this shape; None where it can't find any row."""
        stand_ins = _stand_ins(shape)
        try:
            sql, parameters = self._build(*stand_ins).query.sql_with_params()
        except EmptyResultSet:
            return None
        places = {one: at for at, one in enumerate(_flat(stand_ins))}
        asked = [one for one in parameters if _varies(one) and one in places]
        if lost := places.keys() - set(asked):
            raise ValueError(f"The query changes or leaves out {len(lost)} of its values")
        return _statement_of(sql, parameters, places)


def _statement_of(
    sql: str, parameters: tuple[Any, ...], places: dict[UUID | str, int]
) -> _Statement:
    """Return the texts of a query. What is the same each time stands in them as itself: PostgreSQL
    uses a partial index only where it sees that its condition holds."""
    found: list[int] = []
    ours, theirs = [], []
    left = iter(parameters)
    for part in re.split("(%.)", sql):
        if part == "%s":
            one = next(left)
            if _varies(one) and one in places:
                found.append(places[one])
                ours.append(part)
                theirs.append(f"${len(found)}")
            else:
                text = Literal(one).as_string()
                ours.append(text.replace("%", "%%"))
                theirs.append(text)
        else:
            ours.append(part)
            theirs.append("%" if part == "%%" else part)
    kept = "".join(theirs)
    name = f"kalm_{sha256(kept.encode()).hexdigest()[:32]}"
    return _Statement(
        name=name,
        sql="".join(ours),
        prepare=f"PREPARE {name} AS {kept}",
        execute=f"EXECUTE {name} ({', '.join(['%s'] * len(found))})"
        if found
        else f"EXECUTE {name}",
        places=tuple(found),
    )


def _is_kept(statement: _Statement, cursor: Any) -> bool:
    """Tell whether PostgreSQL keeps the statement for this connection, which a rollback leaves as
    it is; have it kept once that is worth it."""
    if not settings.DATABASE_PREPARE:
        return False
    asked = _asked.setdefault(connection.connection, {})
    before = asked.get(statement.name, 0)
    if before == ASKED_BEFORE:
        cursor.execute(statement.prepare)
    if before <= ASKED_BEFORE:
        asked[statement.name] = before + 1
    return before >= ASKED_BEFORE


def _varies(value: object) -> bool:
    return isinstance(value, UUID | str)


def _shape(value: Value) -> Any:
    """Return what all values have in common that share the SQL: their type, or what they are."""
    if isinstance(value, tuple):
        return tuple(_shape(one) for one in value)
    if isinstance(value, UUID):
        return UUID
    return str if isinstance(value, str) else value


def _stand_ins(shape: tuple[Any, ...], first: int = 0) -> tuple[Any, ...]:
    """Return a value of the shape, whose ids and texts are all different and always the same."""
    made: list[Any] = []
    for one in shape:
        number = first + len(list(_flat(tuple(made))))
        if isinstance(one, tuple):
            made.append(_stand_ins(one, number))
        elif one is UUID:
            made.append(UUID(int=2**127 + number))
        else:
            made.append(f"stand-in {number:03}" if one is str else one)
    return tuple(made)


def _flat(values: tuple[Any, ...]) -> Iterator[UUID | str]:
    """Yield the ids and texts among the values, in their order."""
    for value in values:
        if isinstance(value, tuple):
            yield from _flat(value)
        elif isinstance(value, UUID):
            yield value
        elif isinstance(value, str):
            yield str(value)  # a choice is its value to Django, and its name to psycopg
