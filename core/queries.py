"""The one guarded lookup: a row by its key, among those that the caller may see."""

from typing import TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet

from core.errors import NotFound

M = TypeVar("M", bound=Model)


def one_of(rows: QuerySet[M], pk: UUID) -> M:
    """Return the row with this key among `rows`, those that the caller may see. NotFound also for
    a row beyond them: nobody learns that it exists."""
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found
