"""Reads what teams meet in their work, and who has not had the physical training that is asked of
them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, Min, OuterRef, Q
from django.db.models.functions import Now

from accounts.models import Membership, Role, Team
from accounts.queries import acting_as, teams_led_by
from training.models import (
    Attendance,
    AttendanceState,
    RiskProfile,
    TeamRisk,
    WorkshopKind,
    WorkshopState,
)


@dataclass(frozen=True)
class Lacking:
    """Somebody who has not had the training; `registered_for` is when the one begins in which they
    have a seat."""

    membership: UUID
    person_name: str
    registered_for: datetime | None


@dataclass(frozen=True)
class TeamDuty:
    """A team duty says what a team's work asks of its people, who are its active employees.

    `profile` is None for a team that nobody judged yet; `lacking` is empty unless training is
    asked."""

    team: Team
    profile: str | None
    physical_by: date | None
    people: int
    lacking: list[Lacking]


@dataclass(frozen=True)
class OwnDuty:
    """An own duty says by when a member must have had a physical training.

    It is the earliest day of their teams. `is_met` says that they had it, `registered_for` when the
    session begins in which they have a seat.
    """

    physical_by: date
    team: str
    is_met: bool
    registered_for: datetime | None


def duties_seen_by(member: Membership) -> list[TeamDuty]:
    """Return what the work of each team asks that the member oversees, by name, in a constant
    number of queries."""
    teams = list(teams_led_by(member).select_related("risk").order_by("name", "id"))
    people: dict[UUID, set[UUID]] = defaultdict(set)
    through = Membership.teams.through._default_manager.filter(
        acting_as(Role.EMPLOYEE, "membership__"), team__in=teams
    )
    for team, one in through.values_list("team_id", "membership_id"):
        people[team].add(one)
    asked = [team.id for team in teams if _asks(team)]
    lacking = _lacking({one for team in asked for one in people[team]})
    return [
        TeamDuty(
            team=team,
            profile=team.risk.profile if hasattr(team, "risk") else None,
            physical_by=team.risk.physical_by if hasattr(team, "risk") else None,
            people=len(people[team.id]),
            lacking=[one for one in lacking if _asks(team) and one.membership in people[team.id]],
        )
        for team in teams
    ]


def own_duty(member: Membership) -> OwnDuty | None:
    """Return what is asked of the member; None where nothing is, or they do not practise."""
    if Role.EMPLOYEE not in member.role_set:
        return None
    risks = TeamRisk.objects.filter(
        team__memberships=member, profile=RiskProfile.PHYSICAL, physical_by__isnull=False
    )
    first = risks.select_related("team").order_by("physical_by", "team__name").first()
    if first is None or first.physical_by is None:
        return None
    missing = _lacking({member.id})
    return OwnDuty(
        physical_by=first.physical_by,
        team=first.team.name,
        is_met=not missing,
        registered_for=missing[0].registered_for if missing else None,
    )


def _asks(team: Team) -> bool:
    return hasattr(team, "risk") and team.risk.physical_by is not None


def _lacking(members: Iterable[UUID]) -> list[Lacking]:
    """Return those of the members who attended no physical training, by name."""
    physical = Q(workshop__kind=WorkshopKind.PHYSICAL)
    had = Attendance.objects.filter(
        physical,
        ~Q(workshop__state=WorkshopState.CANCELLED),
        membership=OuterRef("pk"),
        state=AttendanceState.ATTENDED,
    )
    seat = Min(
        "attendances__workshop__starts_at",
        filter=Q(
            attendances__state=AttendanceState.REGISTERED,
            attendances__workshop__kind=WorkshopKind.PHYSICAL,
            attendances__workshop__state=WorkshopState.PLANNED,
            attendances__workshop__ends_at__gt=Now(),
        ),
    )
    rows = (
        Membership.objects.filter(~Exists(had), pk__in=set(members))
        .select_related("person")
        .annotate(registered_for=seat)
    )
    found = [Lacking(row.id, row.shown_name, row.registered_for) for row in rows]
    return sorted(found, key=lambda one: (one.person_name.casefold(), one.membership))
