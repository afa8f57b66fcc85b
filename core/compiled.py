"""Keeps queries that are asked often: Django builds their SQL, and PostgreSQL plans it, for longer
than answering them takes."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from hashlib import sha256
from itertools import count
from typing import Any, NamedTuple
from uuid import UUID
from weakref import WeakKeyDictionary

from django.conf import settings
from django.core.exceptions import EmptyResultSet
from django.db import DatabaseError, connection
from django.db.models import QuerySet
from psycopg.sql import Literal

SHAPES = 64
"""Shapes of a query that a process keeps at most, those asked for last."""

ASKED_BEFORE = 2
"""How often a connection asks before it has the statement kept: many live for one request."""

KEPT = 32
"""Statements that a connection has PostgreSQL keep at most: each takes about half a megabyte."""

Value = UUID | str | int | None | tuple[UUID, ...] | tuple[str, ...]


class _Statement(NamedTuple):
    """Holds the texts of one shape of a query: to run it, and to have it kept and run it by its
    name; and for each of its parameters the place of its value among the ids and texts given."""

    name: str
    plain: str
    prepare: str
    execute: str
    places: tuple[int, ...]


class _Same(NamedTuple):
    """Holds a value that is part of a shape; its type tells True from 1."""

    kind: type
    value: object


class _Known:
    """Keeps how often one connection asked for each statement, which are kept for it, and which
    failed to be and are not tried again."""

    def __init__(self) -> None:
        self.asked = dict[str, int]()
        self.kept = set[str]()
        self.failed = set[str]()

    def should_keep(self, name: str) -> bool:
        """Count the asking, and tell whether the statement is worth keeping now."""
        self.asked[name] = self.asked.get(name, 0) + 1
        is_fit = name not in self.failed and len(self.kept) < KEPT
        return is_fit and self.asked[name] > ASKED_BEFORE


_known: WeakKeyDictionary[Any, _Known] = WeakKeyDictionary()


class CompiledQuery:
    """Answers a query that is compiled once per process and shape. A connection that asks it often
    has PostgreSQL keep it, with one plan for all values (deploy/settings/database.py).

    `build` returns a `values_list` for the values that it is given. It is called with stand-ins: of
    an id or a text it must not ask what it is, nor whether two are equal, nor put it anywhere but
    into a condition as itself: a column that normalises its texts is refused. What is neither, and
    how many there are in a tuple, is the shape of the query, so that `build` may ask for it. The
    time is that of the database (`Now`), and no time zone or language may be active in it: what
    Python reads is kept. Rows hold what PostgreSQL returns, such as a JSON document as a text.
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
        parameters = [given[at] for at in statement.places]
        with connection.cursor() as cursor:
            if not settings.DATABASE_PREPARE or not _run_kept(statement, parameters, cursor):
                cursor.execute(statement.plain, parameters)
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
    plain, kept = [], []
    left = iter(parameters)
    for part in re.split("(%.)", sql):
        if part == "%s":
            one = next(left)
            if _varies(one) and one in places:
                found.append(places[one])
                plain.append(part)
                kept.append(f"${len(found)}")
            else:
                constant = Literal(one).as_string()
                plain.append(constant.replace("%", "%%"))
                kept.append(constant)
        else:
            plain.append(part)
            kept.append("%" if part == "%%" else part)
    text = "".join(kept)
    name = f"kalm_{sha256(text.encode()).hexdigest()[:32]}"
    return _Statement(
        name=name,
        plain="".join(plain),
        prepare=f"PREPARE {name} AS {text}",
        execute=f"EXECUTE {name} ({', '.join(['%s'] * len(found))})"
        if found
        else f"EXECUTE {name}",
        places=tuple(found),
    )


def _run_kept(statement: _Statement, parameters: list[Any], cursor: Any) -> bool:
    """Run the statement by its name, where PostgreSQL keeps it for this connection by now; tell
    whether it ran. A rollback leaves what is kept. It fails where a migration changed a column that
    it returns, and is run as it is from then on."""
    known = _known.setdefault(connection.connection, _Known())
    name = statement.name
    if name not in known.kept and not known.should_keep(name):
        return False
    try:
        if name not in known.kept:
            cursor.execute(statement.prepare)
            known.kept.add(name)
        cursor.execute(statement.execute, parameters)
    except BaseException as error:
        known.kept.discard(name)
        known.failed.add(name)
        if not isinstance(error, DatabaseError) or connection.in_atomic_block:
            raise
        return False
    return True


def _varies(value: object) -> bool:
    return isinstance(value, UUID | str)


def _shape(value: Value) -> Any:
    """Return what all values have in common that share the SQL: their type, or what they are."""
    if isinstance(value, tuple):
        return tuple(_shape(one) for one in value)
    if isinstance(value, UUID):
        return UUID
    return str if isinstance(value, str) else _Same(type(value), value)


def _stand_ins(shape: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return values of the shape, whose ids and texts are all different and always the same."""
    numbers = count()

    def made(one: Any) -> Any:
        if one is UUID:
            return UUID(int=2**127 + next(numbers))
        if one is str:
            # Whatever normalises a text changes this one, and is found out.
            return f" A\u0301\u00a0 %_{next(numbers):03} "
        return one.value if isinstance(one, _Same) else tuple(made(each) for each in one)

    return tuple(made(one) for one in shape)


def _flat(values: tuple[Any, ...]) -> Iterator[UUID | str]:
    """Yield the ids and texts among the values, in their order."""
    for value in values:
        if isinstance(value, tuple):
            yield from _flat(value)
        elif isinstance(value, UUID):
            yield value
        elif isinstance(value, str):
            yield str(value)  # a choice is its value to Django, and its name to psycopg
