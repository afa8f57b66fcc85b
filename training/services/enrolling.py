"""Holds the verbs that enrol many at once, and the rules that do so for new members."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from accounts.errors import RoleRequired, UnknownTeam
from accounts.models import Membership, Role
from accounts.queries import acting_as, people_led_by, teams_led_by
from accounts.services import lock_teams
from core.queries import one_of
from training.errors import ProgrammeArchived
from training.models import Enrolment, EnrolmentRule, EnrolmentState, Programme
from training.queries.access import rules_seen_by
from training.services.planning import BATCH, plan
from training.services.programmes.locking import lock_programme, record


@dataclass(frozen=True)
class Wanted:
    """Names whom to enrol, by membership and by team; `everyone` is each active employee whom the
    actor oversees."""

    members: frozenset[UUID] = frozenset()
    teams: frozenset[UUID] = frozenset()
    everyone: bool = False


@dataclass
class Enrolled:
    """Says what became of each member that was named: the ids of memberships, and in `unknown` the
    ids of whom and what the actor doesn't oversee."""

    enrolled: list[UUID] = field(default_factory=list)
    already: list[UUID] = field(default_factory=list)
    left: list[UUID] = field(default_factory=list)
    not_employees: list[UUID] = field(default_factory=list)
    inactive: list[UUID] = field(default_factory=list)
    unknown: list[UUID] = field(default_factory=list)


@transaction.atomic
def enrol_many(*, actor: Membership, programme: UUID, wanted: Wanted) -> Enrolled:
    """Put members whom the actor oversees in a programme and plan their first nudges, in a constant
    number of statements per 500 people. Repeating it enrols nobody twice.

    Whoever can't be enrolled is named in the answer, and the others are enrolled. Whoever left
    comes back only where they are named themselves, not by their team. ProgrammeArchived.
    """
    course = lock_programme(actor, programme)
    if course.archived_at is not None:
        raise ProgrammeArchived
    found, outcome = _named(actor, wanted)
    before = dict(
        Enrolment.objects.filter(programme=course, membership__in=found).values_list(
            "membership", "state"
        )
    )
    back: list[UUID] = []
    for id, member in found.items():
        was = before.get(id)
        if was == EnrolmentState.LEFT and id not in wanted.members:
            outcome.left.append(id)
        elif was is not None and was != EnrolmentState.LEFT:
            outcome.already.append(id)
        elif not (member.is_active and member.person.is_active):
            outcome.inactive.append(id)
        elif Role.EMPLOYEE not in member.role_set:
            outcome.not_employees.append(id)
        else:
            outcome.enrolled.append(id)
            if was is not None:
                back.append(id)
    Enrolment.objects.filter(programme=course, membership__in=back).update(
        state=EnrolmentState.ACTIVE
    )
    _enrol([(course.id, id) for id in outcome.enrolled if id not in back])
    _plan(Enrolment.objects.filter(programme=course, membership__in=outcome.enrolled))
    if outcome.enrolled:
        record(actor, "enrolled", course, memberships=sorted(str(id) for id in outcome.enrolled))
    return outcome


@transaction.atomic
def add_rule(
    *, actor: Membership, programme: UUID, team: UUID | None
) -> tuple[EnrolmentRule, bool]:
    """Let whoever becomes a member of the team from now on be put in the programme; without a team,
    which admins alone may ask for, whoever becomes an employee. The second value tells whether the
    rule is new. RoleRequired, UnknownTeam for one that the actor doesn't oversee,
    ProgrammeArchived."""
    course = lock_programme(actor, programme)
    if course.archived_at is not None:
        raise ProgrammeArchived
    found = None
    if team is not None:
        [found] = lock_teams(organisation=actor.organisation_id, teams=[team])
        if not teams_led_by(actor).filter(pk=team).exists():
            raise UnknownTeam
    elif Role.ADMIN not in actor.role_set:
        raise RoleRequired
    rule, is_new = EnrolmentRule.objects.get_or_create(
        programme=course, team=found, defaults={"created_by": actor}
    )
    if is_new:
        record(actor, "enrolment_rule_added", course, team=str(team) if team else None)
    return rule, is_new


@transaction.atomic
def remove_rule(*, actor: Membership, programme: UUID, rule: UUID) -> None:
    """End a rule; whom it enrolled stays in. NotFound for one that is not this programme's, or of
    people whom the actor doesn't oversee."""
    course = lock_programme(actor, programme)
    row = one_of(rules_seen_by(actor, course), rule)
    team = str(row.team_id) if row.team_id else None
    row.delete()
    record(actor, "enrolment_rule_removed", course, team=team)


@transaction.atomic
def obey_rules(*, joined: Iterable[tuple[UUID, UUID | None]]) -> None:
    """Enrol the members who joined a team, given as (membership, team) pairs; None for whoever
    became an employee. Whoever is in the programme already, or was taken out of it, stays so."""
    pairs = set(joined)
    members = Membership.objects.filter(
        acting_as(Role.EMPLOYEE), pk__in={member for member, _team in pairs}
    )
    organisation_of = dict(members.values_list("pk", "organisation"))
    in_organisation = lock_ruled(organisations=organisation_of.values())
    teams = {team for _member, team in pairs if team}
    rules = EnrolmentRule.objects.filter(
        Q(team__in=teams) | Q(team=None), programme__in=in_organisation
    )
    new = {
        (rule.programme_id, member)
        for rule in rules
        for member, team in pairs
        if rule.team_id == team
        and in_organisation[rule.programme_id] == organisation_of.get(member)
    }
    if new:
        _plan(Enrolment.objects.filter(pk__in=_enrol(new)))


def lock_ruled(*, organisations: Iterable[UUID]) -> dict[UUID, UUID]:
    """Lock the programmes of these organisations that enrol by a rule, until the transaction ends,
    and return the organisation of each.

    Whatever changes a membership locks all of them before any enrolment, since it may both plan the
    member's enrolments and make new ones: verbs on a programme lock that first, and enrolments
    afterwards. So steps that are published at this instant find a new enrolment, or are found by
    it.
    """
    ruled = EnrolmentRule.objects.filter(programme__organisation__in=set(organisations))
    rows = Programme.objects.select_for_update(no_key=True).order_by("pk")
    courses = rows.filter(pk__in=ruled.values("programme"), archived_at=None)
    return dict(courses.values_list("pk", "organisation"))


def _named(actor: Membership, wanted: Wanted) -> tuple[dict[UUID, Membership], Enrolled]:
    """Return the members that are named, with an outcome that has the unknown ids alone."""
    everybody, all_teams = people_led_by(actor), teams_led_by(actor)
    named = Q(pk__in=wanted.members) | Q(teams__in=all_teams.filter(pk__in=wanted.teams))
    if wanted.everyone:
        named |= acting_as(Role.EMPLOYEE)
    ids = everybody.filter(named).values("pk")
    rows = everybody.filter(pk__in=ids).select_related("person").order_by("pk")
    found = {row.pk: row for row in rows}
    teams = all_teams.filter(pk__in=wanted.teams).values_list("pk", flat=True)
    known = {*found, *teams}
    unknown = sorted((wanted.members | wanted.teams) - known)
    # Whoever left the organisation and is named by a team alone is no news.
    gone = {id for id, row in found.items() if not row.is_active} - wanted.members
    return {id: row for id, row in found.items() if id not in gone}, Enrolled(unknown=unknown)


def _enrol(pairs: Collection[tuple[UUID, UUID]]) -> list[UUID]:
    """Write the enrolments of (programme, membership) pairs that are not there yet, and return
    their ids."""
    there = set(
        Enrolment.objects.filter(
            programme__in={course for course, _member in pairs},
            membership__in={member for _course, member in pairs},
        ).values_list("programme", "membership")
    )
    rows = [
        Enrolment(programme_id=course, membership_id=member)
        for course, member in sorted(pairs)
        if (course, member) not in there
    ]
    Enrolment.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)
    return [row.id for row in rows]


def _plan(rows: Iterable[Enrolment]) -> None:
    ids = [row.id for row in rows]
    for start in range(0, len(ids), BATCH):
        plan(enrolments=ids[start : start + BATCH])
