"""Lets a test that commits rows empty the tables afterwards, append-only ones too.

The database refuses TRUNCATE where history must stay. Those triggers rest while pytest-django
flushes, and at no other moment, so that tests see them at work.
"""

from collections.abc import Iterable

from django.db import connection, transaction
from django.db.backends.base.operations import BaseDatabaseOperations

REFUSALS = """
    SELECT tgrelid::regclass::text, tgname FROM pg_trigger
    WHERE NOT tgisinternal AND tgtype & 32 <> 0
"""


def let_flush_empty_every_table() -> None:
    """Wrap Django's flush for the rest of the test run."""
    flush = BaseDatabaseOperations.execute_sql_flush

    def unhindered(self: BaseDatabaseOperations, sql_list: Iterable[str]) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(REFUSALS)
            triggers = cursor.fetchall()
            for table, name in triggers:
                cursor.execute(f'ALTER TABLE {table} DISABLE TRIGGER "{name}"')
            flush(self, sql_list)
            for table, name in triggers:
                cursor.execute(f'ALTER TABLE {table} ENABLE TRIGGER "{name}"')

    BaseDatabaseOperations.execute_sql_flush = unhindered  # type: ignore[method-assign]
