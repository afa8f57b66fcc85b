"""Provides the one guarded lookup: a row among those that the caller may see, else NotFound."""

from typing import TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet

from core.errors import NotFound

M = TypeVar("M", bound=Model)


def first_of(rows: QuerySet[M]) -> M:
    """Return the first of `rows`, those that the caller may see; NotFound where there are none."""
    found = rows.first()
    if found is None:
        raise NotFound
    return found


def one_of(rows: QuerySet[M], pk: UUID) -> M:
    """Return the row with this key among `rows`, those that the caller may see. NotFound also for a
    row beyond them, so that nobody learns that it exists."""
    return first_of(rows.filter(pk=pk))
