"""Makes one stage for all tests that walk the routes, where no request leaves a row behind."""

import logging
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

if TYPE_CHECKING:
    from tests.permissions.stage import Stage


@pytest.fixture(scope="package")
def db(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Open one transaction for the whole package, instead of one for each test.

    By this name pytest-django sees that a database is needed.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _without_throttle(monkeypatch: pytest.MonkeyPatch) -> None:
    """Count no requests: each person asks every route several times within a minute."""
    from accounts.rest.throttling import PerPerson

    monkeypatch.setattr(PerPerson, "THROTTLE_RATES", {"person": None})


@pytest.fixture(scope="package")
def stage(db: None) -> Iterator["Stage"]:
    # pytest reads this file before there are settings.
    from tests.permissions.stage import Stage

    # A refusal is what is asked for here; a log line for each would bury the failing case.
    log = logging.getLogger("django.request")
    before = log.level
    log.setLevel(logging.CRITICAL)
    yield Stage()
    log.setLevel(before)
