"""Provides packages that are exported once in a process: that takes longer than what most tests do
with them.

What needs the settings is imported inside: pytest reads this file before there are any.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from pytest_django import DjangoDbBlocker

if TYPE_CHECKING:
    from accounts.models import Membership

Made = Callable[[Callable[["Membership"], bytes]], bytes]


@pytest.fixture(scope="session")
def made_by_an_author(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Made:
    """Return what an author of Haven makes, who is gone again afterwards, with all other rows."""
    from django.db import transaction

    from tests.cast import make_cast
    from tests.scenarios.content import library

    def made(make: Callable[[Membership], bytes]) -> bytes:
        with django_db_blocker.unblock(), transaction.atomic():
            cast = make_cast()
            library(cast.haven)
            package = make(cast.author)
            transaction.set_rollback(True)
        return package

    return made


@pytest.fixture(scope="session")
def package(made_by_an_author: Made) -> bytes:
    """Export an exercise without clips."""
    from tests.scenarios import packages

    return made_by_an_author(packages.plain)


@pytest.fixture(scope="session")
def filmed(made_by_an_author: Made, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Export an exercise with clips and captions."""
    from tests.scenarios import packages

    folder = tmp_path_factory.getbasetemp() / "clips"
    return made_by_an_author(lambda author: packages.filmed(author, folder))
