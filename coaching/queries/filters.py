"""Narrows the queue to what somebody looks for."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import F, Prefetch, QuerySet, Value
from django.db.models.functions import Coalesce, Now, NullIf

from accounts.models import Membership, Team
from coaching.models import WaitingSubmission
from core.searching import Plain, plain
from scenarios.models import Scenario, ScenarioVersion
from training.models import Programme


@dataclass(frozen=True)
class Filters:
    """Says what the queue is narrowed to; nothing of it shows all. Each of `words` is in the
    person's name; `is_late` leaves what was promised for later out."""

    exercise: UUID | None = None
    team: UUID | None = None
    language: str = ""
    is_late: bool = False
    words: str = ""


def narrowed(
    rows: QuerySet[WaitingSubmission], filters: Filters, organisation: UUID
) -> QuerySet[WaitingSubmission]:
    """Return those of the organisation's rows that the filters leave."""
    if filters.exercise:
        rows = rows.filter(exercise=filters.exercise)
    if filters.team:
        rows = rows.filter(membership__teams=filters.team)
    if filters.language:
        rows = rows.filter(language=filters.language)
    if filters.is_late:
        rows = rows.filter(promised_at__lt=Now())
    if words := plain(filters.words).split():
        called = Plain(Coalesce(NullIf(F("name"), Value("")), F("person__name")))
        people = Membership.objects.filter(organisation=organisation).alias(called=called)
        for word in words:
            people = people.filter(called__contains=word)
        rows = rows.filter(membership__in=people.values("pk"))
    return rows


MOST = 500


def exercises_in(organisation: UUID) -> QuerySet[Any]:
    """Return the exercises that a submission of the organisation can be of, by code, at most
    MOST, each with its `published` versions, the newest first."""
    used = Scenario.objects.filter(organisation=organisation, steps__isnull=False).distinct()
    published = ScenarioVersion.objects.filter(published_at__isnull=False).order_by("-number")
    titles = published.only("scenario", "number", "title")
    with_titles = used.prefetch_related(Prefetch("versions", titles, to_attr="published"))
    return with_titles.order_by("code")[:MOST]


def teams_in(organisation: UUID) -> QuerySet[Team]:
    return Team.objects.filter(organisation=organisation).order_by("name", "id")[:MOST]


def programmes_in(organisation: UUID) -> QuerySet[Programme]:
    """Return the programmes that feedback may be of, also archived ones, the newest first."""
    return Programme.objects.filter(organisation=organisation).order_by("-id")[:MOST]
