"""Provides reading in several statements that see one state of the database."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def one_snapshot() -> Iterator[None]:
    """Let all statements of the block see what was committed before its first one.

    For a document that is read in several statements while somebody saves it whole. A block inside
    a transaction sees what that transaction sees. Not for writing: PostgreSQL refuses to change a
    row that was changed since.
    """
    if connection.in_atomic_block:
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield
