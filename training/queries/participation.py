"""Reads who takes part, as far as managers and admins may see it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Case, Count, Q, QuerySet, When

from accounts.models import Membership, Role, Team
from accounts.queries import acting_as
from training.models import Enrolment, Programme, StepKind
from training.queries.progress import DONE

FEWEST = 5
"""Figures of fewer people say too much about one of them."""

PRACTISED = Q(attempts__state__in=DONE)
EXERCISES = Q(programme__steps__kind=StepKind.EXERCISE, programme__steps__order__isnull=False)
STEPS_DONE = Count(
    "attempts__step", filter=PRACTISED & Q(attempts__step__order__isnull=False), distinct=True
)
ATTEMPTS_SUBMITTED = Count("attempts", filter=PRACTISED, distinct=True)
COUNTED = ("membership_id", "done", "sent")


@dataclass(frozen=True)
class Figures:
    """Sums up the people of a team who are in a programme; `steps_done` is their average."""

    people: int
    steps_done: float
    attempts_submitted: int


@dataclass(frozen=True)
class TeamParticipation:
    """Says how far a team is; `figures` is None for fewer than FEWEST people."""

    team: Team
    figures: Figures | None


def with_participation(
    enrolments: QuerySet[Enrolment], *, reader: Membership
) -> QuerySet[Enrolment]:
    """Annotate `steps_total`, and on the reader's own `steps_done` and `attempts_submitted`, which
    are None of others: whoever reads the counts of each person adds up a team of two."""
    own = Q(membership=reader)
    return enrolments.annotate(
        steps_total=Count("programme__steps", filter=EXERCISES, distinct=True),
        steps_done=Case(When(own, then=STEPS_DONE), default=None),
        attempts_submitted=Case(When(own, then=ATTEMPTS_SUBMITTED), default=None),
    )


def participation_of(programme: Programme) -> list[TeamParticipation]:
    """Return each team with anybody in the programme, by name, in two queries. Only active
    employees count: figures that somebody who left still swells say too much about the others."""
    active = acting_as(Role.EMPLOYEE, "membership__")
    rows = Enrolment.objects.filter(active, programme=programme).annotate(
        done=STEPS_DONE, sent=ATTEMPTS_SUBMITTED
    )
    counts = {member: (done, sent) for member, done, sent in rows.values_list(*COUNTED)}
    found: dict[UUID, list[tuple[int, int]]] = defaultdict(list)
    teams: dict[UUID, Team] = {}
    for member, team in _teams_of(programme, counts):
        teams[team.pk] = team
        found[team.pk].append(counts[member])
    entries = [TeamParticipation(team, _figures(found[pk])) for pk, team in teams.items()]
    return sorted(entries, key=lambda entry: (entry.team.name.casefold(), entry.team.pk))


def _teams_of(programme: Programme, members: Iterable[UUID]) -> Iterable[tuple[UUID, Team]]:
    pairs = Membership.teams.through.objects.filter(
        membership__in=list(members), team__organisation=programme.organisation_id
    )
    return ((pair.membership_id, pair.team) for pair in pairs.select_related("team"))


def _figures(counts: list[tuple[int, int]]) -> Figures | None:
    people = len(counts)
    if people < FEWEST:
        return None
    return Figures(
        people=people,
        steps_done=sum(done for done, _sent in counts) / people,
        attempts_submitted=sum(sent for _done, sent in counts),
    )
