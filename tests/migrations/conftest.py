"""Gives each test a database of its own in the schema of before."""

from collections.abc import Iterator
from typing import Any

import pytest
import pytest_django

from tests.migrations.before import Before, written_before


def pytest_itemcollected(item: pytest.Item) -> None:
    """Keep a module's tests in one xdist worker: they share what undoing migrations made."""
    item.add_marker(pytest.mark.slow)
    item.add_marker(pytest.mark.xdist_group(f"migrations-{item.path.stem}"))


@pytest.fixture(scope="module")
def written(
    request: pytest.FixtureRequest,
    django_db_setup: None,
    django_db_blocker: pytest_django.DjangoDbBlocker,
) -> Iterator[Before[Any]]:
    """Return the rows of the module's `write`, migrated back to its `BEFORE`."""
    with (
        django_db_blocker.unblock(),
        written_before(request.module.BEFORE, request.module.write) as made,
    ):
        yield made


@pytest.fixture
def before(
    written: Before[Any], django_db_blocker: pytest_django.DjangoDbBlocker
) -> Iterator[Before[Any]]:
    """Return the module's rows in a copy of their database, which this test may migrate."""
    with django_db_blocker.unblock(), written.copied():
        yield written
