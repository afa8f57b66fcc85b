"""Reads who takes part, as far as managers and admins may see it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from accounts.models import Membership, Role, Team
from accounts.queries import acting_as
from training.models import Enrolment, EnrolmentState, Programme, Step, StepCompletion, StepKind
from training.queries.progress import DONE, database_now

PRACTISED = Q(attempts__state__in=DONE)
IN_PROGRAMME = Q(kind__in=(StepKind.EXERCISE, StepKind.THEORY), order__isnull=False)
EXERCISES_DONE = Count(
    "attempts__step", filter=PRACTISED & Q(attempts__step__order__isnull=False), distinct=True
)
ATTEMPTS_SUBMITTED = Count("attempts", filter=PRACTISED, distinct=True)
COUNTED = ("membership_id", "done", "sent", "state", "created_at")
FRESH = timedelta(days=7)


@dataclass(frozen=True)
class TeamCounts:
    """Holds the teams with anybody in a programme, who they are, and the steps done and attempts
    submitted of each.

    Of some the steps are known without figures: whoever reads enrolments sees who has `finished`,
    and which ones are `fresh`, begun within a week, who have hardly done anything.
    """

    teams: list[Team]
    members: dict[UUID, set[UUID]]
    counts: dict[UUID, tuple[int, int]]
    finished: set[UUID]
    fresh: set[UUID]


def with_participation(
    enrolments: QuerySet[Enrolment], *, reader: Membership
) -> QuerySet[Enrolment]:
    """Annotate `steps_total`, and on the reader's own `steps_done` and `attempts_submitted`, which
    are None of others: whoever reads the counts of each person adds up a team of two."""
    own = Q(membership=reader)
    steps = Step.objects.filter(IN_PROGRAMME, programme=OuterRef("programme"))
    return enrolments.annotate(
        steps_total=_number_of(steps, "programme"),
        steps_done=Case(When(own, then=EXERCISES_DONE + _read()), default=None),
        attempts_submitted=Case(When(own, then=ATTEMPTS_SUBMITTED), default=None),
    )


def counts_by_team(programme: Programme) -> TeamCounts:
    """Return the counts of each member of each team, in two queries. Only active employees count:
    figures that somebody who left still swells say too much about the others."""
    active = acting_as(Role.EMPLOYEE, "membership__")
    inside = Enrolment.objects.filter(active, programme=programme)
    rows = inside.exclude(state=EnrolmentState.LEFT).annotate(
        done=EXERCISES_DONE + _read(), sent=ATTEMPTS_SUBMITTED
    )
    counts: dict[UUID, tuple[int, int]] = {}
    finished, fresh, lately = set[UUID](), set[UUID](), database_now() - FRESH
    for member, done, sent, state, begun in rows.values_list(*COUNTED):
        counts[member] = (done, sent)
        if state == EnrolmentState.FINISHED:
            finished.add(member)
        elif begun > lately:
            fresh.add(member)
    members: dict[UUID, set[UUID]] = defaultdict(set)
    teams: dict[UUID, Team] = {}
    for member, team in teams_of(programme.organisation_id, counts):
        teams[team.pk] = team
        members[team.pk].add(member)
    return TeamCounts(list(teams.values()), dict(members), counts, finished, fresh)


def _read() -> Coalesce:
    """Count the theory steps of the programme that the member read."""
    rows = StepCompletion.objects.filter(enrolment=OuterRef("pk"), step__order__isnull=False)
    return _number_of(rows, "enrolment")


def _number_of(rows: QuerySet[Any], by: str) -> Coalesce:
    """Count rows in a query of their own, so that they don't multiply those of other counts."""
    counted = rows.order_by().values(by).annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)


def teams_of(organisation: UUID, members: Iterable[UUID]) -> Iterable[tuple[UUID, Team]]:
    """Return the (membership, team) pairs of these members."""
    pairs = Membership.teams.through.objects.filter(
        membership__in=list(members), team__organisation=organisation
    )
    return ((pair.membership_id, pair.team) for pair in pairs.select_related("team"))
