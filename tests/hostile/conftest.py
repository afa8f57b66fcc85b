"""One stage for all tests here: everyone with one of everything, and no request leaves a trace."""

import logging
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from pytest_django import DjangoDbBlocker

if TYPE_CHECKING:
    from tests.permissions.stage import Stage


@pytest.fixture(scope="package")
def db(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """One transaction for the whole folder. By this name pytest-django sees that a database is
    needed."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="package")
def stage(db: None) -> "Iterator[Stage]":
    from tests.permissions.stage import Stage

    # Refusals are what is asked for here; a log line for each would bury the failing case.
    log = logging.getLogger("django.request")
    before = log.level
    log.setLevel(logging.CRITICAL)
    yield Stage()
    log.setLevel(before)
