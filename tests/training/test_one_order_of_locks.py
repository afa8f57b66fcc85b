"""Verbs that lock the same rows at the same instant take them in one order, and what names a team
finds it there or is told."""

from collections.abc import Callable

import pytest

from accounts import services as people
from accounts.models import Membership, Role, Team
from core.errors import Refusal
from core.etags import ANY, Precondition
from tests.cast import Cast, person_in
from tests.meanwhile import Other, just_before
from tests.training.world import School, fresh, let_due
from training import services
from training.models import Enrolment, EnrolmentRule, Programme, RiskProfile, TeamRisk
from training.services.participation import Participation
from training.services.risks import set_risk

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
ENROLMENTS = 'FROM "training_enrolment"'


@pytest.fixture
def night(cast: Cast) -> Team:
    return Team.objects.create(organisation=cast.haven, name="Night")


def told(verb: Callable[[], object]) -> str:
    try:
        verb()
    except Refusal as refusal:
        return refusal.code
    return "done"


def change_while_the_rhythm_changes(cast: Cast, school: School, act: Callable[[], object]) -> None:
    """Let `act` begin while the programme is locked and none of its enrolments is."""
    other = Other(act)
    with just_before(ENROLMENTS, other.begin):
        services.change_rhythm(
            actor=cast.admin,
            programme=school.programme.id,
            change=services.RhythmChange(gap_hours=30),
            seen=Precondition(if_match=ANY),
        )
    other.outcome()


def test_who_becomes_an_employee_again_while_the_programme_changes(
    cast: Cast, school: School, enrolment: Enrolment
) -> None:
    services.add_rule(actor=cast.admin, programme=school.programme.id, team=None)
    people.change_roles(actor=None, membership=cast.employee, roles=[Role.COACH])

    def change() -> None:
        member = Membership.objects.get(pk=cast.employee.pk)
        people.change_roles(actor=cast.admin, membership=member, roles=[Role.EMPLOYEE])

    change_while_the_rhythm_changes(cast, school, change)
    assert fresh(enrolment).next_nudge_at is not None


def test_who_gets_roles_and_a_team_at_once_while_the_programme_changes(
    cast: Cast, school: School, enrolment: Enrolment, night: Team
) -> None:
    services.add_rule(actor=cast.admin, programme=school.programme.id, team=night.id)

    def change() -> None:
        people.change_membership(
            actor=cast.admin,
            membership=Membership.objects.get(pk=cast.employee.pk),
            roles=[Role.EMPLOYEE, Role.COACH],
            teams=[night.id],
            time_zone="Asia/Tokyo",
        )

    change_while_the_rhythm_changes(cast, school, change)
    assert fresh(enrolment).next_nudge_at is not None


def test_who_is_renamed_and_gets_roles_while_their_nudge_is_handed_over(
    cast: Cast, school: School, enrolment: Enrolment
) -> None:
    """The hand-over locks people who are in several programmes, and then plans."""
    other = Programme.objects.create(organisation=cast.haven, code="x", name={"nl": "X"})
    services.enrol(actor=cast.admin, programme=other.id, membership=cast.employee.id)
    let_due(enrolment)
    claimed = services.claim_due()

    def change() -> None:
        people.change_member(
            actor=cast.admin,
            membership=Membership.objects.get(pk=cast.employee.pk),
            name="Emma B.",
            roles=[Role.EMPLOYEE, Role.COACH],
        )

    renaming = Other(change)
    with just_before("UPDATE training_nudge", renaming.begin):
        services.hand_over(nudges=claimed)
    renaming.outcome()


def add_rule(cast: Cast, school: School, team: Team) -> None:
    services.add_rule(actor=cast.admin, programme=school.programme.id, team=team.id)


def put_in_team(cast: Cast, school: School, team: Team) -> None:
    member = Membership.objects.get(pk=cast.coach.pk)
    people.set_teams(actor=cast.admin, membership=member, teams=[team.id])


def judge(cast: Cast, school: School, team: Team) -> None:
    set_risk(actor=cast.admin, team=team.id, profile=RiskProfile.LOW, physical_by=None)


WRITERS = [(add_rule, "training_enrolmentrule"), (put_in_team, "accounts_membership_teams")]
WRITERS += [(judge, "training_teamrisk")]


@pytest.mark.parametrize("write", [write for write, _table in WRITERS])
def test_what_names_a_team_that_is_removed_this_moment_is_told(
    cast: Cast, school: School, night: Team, write: Callable[..., None]
) -> None:
    other = Other(lambda: told(lambda: write(cast, school, night)))
    with just_before('DELETE FROM "accounts_team"', other.begin):
        people.remove_team(actor=cast.admin, team=night)
    assert other.outcome() in {"unknown_team", "not_found"}


@pytest.mark.parametrize(("write", "table"), WRITERS)
def test_a_team_that_is_removed_just_after_it_was_named_takes_that_with_it(
    cast: Cast, school: School, night: Team, write: Callable[..., None], table: str
) -> None:
    again = Team.objects.get(pk=night.pk)
    other = Other(lambda: told(lambda: people.remove_team(actor=cast.admin, team=again)))
    with just_before(f'INSERT INTO "{table}"', other.begin):
        write(cast, school, night)
    assert other.outcome() == "done"
    assert not Team.objects.filter(pk=night.pk).exists()
    assert not EnrolmentRule.objects.exists()
    assert not TeamRisk.objects.exists()


def test_figures_name_no_team_that_is_removed_this_moment(
    cast: Cast, school: School, night: Team
) -> None:
    for number in range(5):
        member = person_in(cast.haven, f"Night {number}", Role.EMPLOYEE)
        member.teams.add(night)
        school.enrol(member)
    other = Other(
        lambda: services.read_participation(reader=cast.admin, programme=school.programme.id)
    )
    with just_before('DELETE FROM "accounts_team"', other.begin):
        people.remove_team(actor=cast.admin, team=night)
    shown = other.outcome()
    assert isinstance(shown, Participation)
    assert [one.figures for one in shown.teams if one.team.pk == night.pk] in ([], [None])


def test_who_comes_to_lead_a_team_that_is_removed_is_told(cast: Cast, night: Team) -> None:
    """They leave that team in the same change."""
    desk = cast.employee.teams.get()

    def change() -> str:
        member = Membership.objects.get(pk=cast.employee.pk)
        return told(
            lambda: people.change_membership(
                actor=cast.admin, membership=member, teams=[night.pk], leads=[desk.pk]
            )
        )

    other = Other(change)
    with just_before('DELETE FROM "accounts_membership_teams"', other.begin):
        people.remove_team(actor=cast.admin, team=desk)
    assert other.outcome() == "unknown_team"
    assert not cast.employee.teams.exists()
