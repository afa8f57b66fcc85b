"""Holds the rules of saving drafts that rubrics and scenarios share."""

from collections.abc import Iterable
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Max, QuerySet

from core.errors import IfMatchRequired, NotFound
from core.etags import matches
from scenarios.domain.completeness import gap
from scenarios.domain.drafts import RubricDraft, ScenarioDraft, etag
from scenarios.errors import DraftChanged, DraftExists, UnknownReference
from scenarios.models import RubricVersion, ScenarioVersion

V = TypeVar("V", RubricVersion, ScenarioVersion)


def check_if_match(stored: RubricDraft | ScenarioDraft, if_match: str | None) -> None:
    """Refuse a change by someone who has not seen the stored state."""
    if if_match is None:
        raise IfMatchRequired
    if not matches(if_match, etag(stored)):
        raise DraftChanged


def compute_next_number(versions: QuerySet[V]) -> int:
    """Return the number of the next draft among one parent's versions; DraftExists while there is a
    draft."""
    if versions.filter(published_at__isnull=True).exists():
        raise DraftExists
    return 1 + (versions.aggregate(Max("number"))["number__max"] or 0)


def prepare_draft(version: UUID, if_match: str | None, versions: QuerySet[V]) -> dict[str, Any]:
    """Return the columns of a version that does not exist yet."""
    if versions.model._default_manager.filter(pk=version).exists():
        raise NotFound  # another rubric's or organisation's: its existence is not told
    if if_match is not None:
        raise DraftChanged  # RFC 9110, 13.1.1: If-Match never matches what does not exist
    return {"id": version, "number": compute_next_number(versions)}


def require_known(found: dict[Any, Any], wanted: Iterable[tuple[str, Any]], code: str) -> None:
    """Refuse unless each wanted key was found; `wanted` pairs places with keys."""
    detail = UnknownReference.message
    missing = [gap(code, detail, attr) for attr, key in wanted if key not in found]
    if missing:
        raise UnknownReference(errors=missing)
