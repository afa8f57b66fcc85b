"""Databases that hold rows in a schema of before, for tests of what migrating makes of them.

Migrations are undone once per module, in a database of its own that nothing else connects to; each
test gets a copy of that database, which PostgreSQL makes in a tenth of a second. What is rendered
for undoing also serves the tests when they migrate (migrating.py).
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tests.migrations.migrating import Key, Migrator

Rows = TypeVar("Rows")
migrator = Migrator()
migrate = migrator.migrate


@dataclass(frozen=True)
class Before(Generic[Rows]):
    """Names the models of the schema of before, and the rows that a module wrote in it."""

    models: Any
    rows: Rows
    database: str

    @contextmanager
    def copied(self) -> Iterator[None]:
        """Let the default connection use a copy of the database, which is dropped afterwards."""
        copy = f"{self.database}_copy"
        with _database(copy, self.database), _connected_to(copy):
            yield


@contextmanager
def written_before(targets: list[Key], write: Callable[[], Rows]) -> Iterator[Before[Rows]]:
    """Keep a database with what `write` wrote with the models of today, migrated back to `targets`.

    It is made as Django makes this process's test database: from the template, where there is one.
    """
    own = connection.settings_dict["NAME"]
    name = f"{own}_before"
    with _database(name, connection.settings_dict["TEST"].get("TEMPLATE") or own):
        with _connected_to(name):
            rows = write()
            migrate(targets)
            models = MigrationExecutor(connection).loader.project_state(targets).apps
        yield Before(models, rows, name)
    migrator.forget()


@contextmanager
def _database(name: str, source: str) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name}")
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE {source}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            # A plain drop ends an autovacuum worker there and waits for it. FORCE is refused to
            # an ordinary role because of such a worker.
            cursor.execute(f"DROP DATABASE {name}")


@contextmanager
def _connected_to(name: str) -> Iterator[None]:
    own = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = own
