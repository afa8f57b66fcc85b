"""Lets a test that commits rows empty the tables afterwards, append-only ones too.

The database refuses TRUNCATE and DELETE where history must stay. Those triggers rest while
pytest-django flushes, and at no other moment, so that tests see them at work.
"""

from collections.abc import Iterable

from django.core.management.commands import flush
from django.db import connection, transaction
from django.db.backends.base.operations import BaseDatabaseOperations
from django.db.backends.utils import CursorWrapper

KEPT = frozenset({"django_migrations", "django_content_type", "auth_permission"})
"""Tables that Django fills after a migration, which a flush does too, and no test writes to."""

OWN_TRIGGERS = "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal"


def let_flush_empty_every_table() -> None:
    """Replace Django's flush for the rest of the test run.

    TRUNCATE makes new files for each of some sixty tables and for their indexes, which takes most
    of a second; a test writes few rows to a few tables, and these are deleted.
    """

    def empty(self: BaseDatabaseOperations, sql_list: Iterable[str]) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            written = _tables_with_rows(cursor)
            cursor.execute(OWN_TRIGGERS)
            guarded = [name for (name,) in cursor.fetchall() if name in written]
            for name in guarded:
                cursor.execute(f"ALTER TABLE {name} DISABLE TRIGGER USER")
            for name in written:
                cursor.execute(f"DELETE FROM {name}")  # noqa: S608  # a name from the catalogue
            # Foreign keys are checked now: a table with checks to come can't be altered.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for name in guarded:
                cursor.execute(f"ALTER TABLE {name} ENABLE TRIGGER USER")

    BaseDatabaseOperations.execute_sql_flush = empty  # type: ignore[method-assign]  # for tests alone
    # It would fill again what is kept.
    flush.emit_post_migrate_signal = _do_nothing  # type: ignore[attr-defined]


def _do_nothing(*_positional: object, **_named: object) -> None:
    pass


def _tables_with_rows(cursor: CursorWrapper) -> list[str]:
    names = [name for name in connection.introspection.table_names() if name not in KEPT]
    # Names from the catalogue.
    each = (f"SELECT '{name}' WHERE EXISTS (SELECT FROM {name})" for name in names)  # noqa: S608
    cursor.execute(" UNION ALL ".join(each))
    return [name for (name,) in cursor.fetchall()]
