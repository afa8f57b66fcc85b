"""GET programmes/{id}/participation: how far teams are, and nothing of fewer than five people."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db.models import F
from django.utils import timezone

from accounts import services as people
from accounts.models import Membership, Person, Role, Team
from tests.cast import Api, Cast, person_in
from tests.training.world import School
from training.models import Enrolment, TeamFigures

pytestmark = pytest.mark.slow


def _read(api: Api, school: School, reader: Membership) -> list[dict[str, Any]]:
    answer = api(reader).get(f"{school.base}/programmes/{school.programme.id}/participation")
    assert answer.status_code == 200
    found: list[dict[str, Any]] = answer.json()["teams"]
    return found


def _let_days_pass(days: int = 7) -> None:
    passed = timedelta(days=days)
    TeamFigures.objects.update(week=F("week") - passed, last_shown=F("last_shown") - passed)


def _team(cast: Cast, school: School, name: str, size: int) -> list[Membership]:
    """A new team of employees who are in the programme."""
    team = Team.objects.create(organisation=cast.haven, name=name)
    members = [person_in(cast.haven, f"{name} {one}", Role.EMPLOYEE) for one in range(size)]
    for member in members:
        member.teams.add(team)
        school.enrol(member)
    return members


def test_five_people_make_figures(cast: Cast, api: Api, school: School) -> None:
    first, second, *_others = _team(cast, school, "Night", 5)
    school.scored(first, 0)
    school.submitted(first, 0)
    school.submitted(first, 1)
    school.submitted(second, 0)
    school.attempt(second, 1)
    (night,) = _read(api, school, cast.admin)
    assert night["team"]["name"] == "Night"
    assert night["figures"] == {"people": 5, "steps_done": 0.6, "attempts_submitted": 4}
    assert _read(api, school, cast.admin) == [night]


def test_four_make_none_however_large_their_team_is(cast: Cast, api: Api, school: School) -> None:
    members = _team(cast, school, "Night", 4)
    team = members[0].teams.get()
    person_in(cast.haven, "Nina", Role.EMPLOYEE).teams.add(team)
    school.submitted(members[0])
    assert _read(api, school, cast.admin) == [
        {"team": {"id": str(team.pk), "name": "Night"}, "figures": None}
    ]


def deactivate(member: Membership) -> None:
    people.deactivate(actor=None, membership=member)


def lose_the_role(member: Membership) -> None:
    people.change_roles(actor=None, membership=member, roles=[Role.COACH])


def switch_the_person_off(member: Membership) -> None:
    Person.objects.filter(pk=member.person_id).update(is_active=False)


@pytest.mark.parametrize("leave", [deactivate, lose_the_role, switch_the_person_off])
def test_who_practises_no_more_does_not_count(
    leave: Callable[[Membership], None], cast: Cast, api: Api, school: School
) -> None:
    """Five less four is the figure of one person: the five stay for the week in which they were
    shown, and four are none of the next."""
    stays, *leaving = _team(cast, school, "Night", 5)
    school.submitted(stays)
    shown = _read(api, school, cast.admin)
    assert shown[0]["figures"]["people"] == 5
    for member in leaving:
        leave(member)
    school.submitted(stays, 1)
    assert _read(api, school, cast.admin) == shown
    _let_days_pass()
    (night,) = _read(api, school, cast.admin)
    assert night["figures"] is None
    leave(stays)
    assert _read(api, school, cast.admin) == []


def test_what_differs_by_one_person_from_the_week_before_is_not_shown(
    cast: Cast, api: Api, school: School
) -> None:
    """Six less five is what the sixth did, where the others did nothing meanwhile."""
    emma, *others = _team(cast, school, "Night", 6)
    school.submitted(emma)
    assert _read(api, school, cast.admin)[0]["figures"]["people"] == 6
    row = Enrolment.objects.get(membership=emma)
    body = {"state": "left"}
    answer = api(cast.admin).patch(f"{school.base}/enrolments/{row.pk}", body, format="json")
    assert answer.status_code == 200
    _let_days_pass()
    (night,) = _read(api, school, cast.admin)
    assert night["figures"] is None
    _let_days_pass()
    (night,) = _read(api, school, cast.admin)
    assert night["figures"]["people"] == len(others)


def test_the_week_between_is_counted_from_when_figures_were_last_seen(
    cast: Cast, api: Api, school: School
) -> None:
    """Otherwise whoever looks on the last day of the old figures waits for the new ones alone."""
    emma, *others = _team(cast, school, "Night", 6)
    assert _read(api, school, cast.admin)[0]["figures"]["people"] == 6
    _let_days_pass(6)
    assert _read(api, school, cast.admin)[0]["figures"]["people"] == 6
    deactivate(emma)
    _let_days_pass(8)
    assert _read(api, school, cast.admin)[0]["figures"] is None
    _let_days_pass(5)
    assert _read(api, school, cast.admin)[0]["figures"] is None
    _let_days_pass(1)
    assert _read(api, school, cast.admin)[0]["figures"]["people"] == len(others)


def test_figures_stay_for_seven_days_on_whichever_day_they_were_made(
    cast: Cast, api: Api, school: School
) -> None:
    """From a Sunday to the Monday after it, one person may have been the only one."""
    members = _team(cast, school, "Night", 5)
    shown = _read(api, school, cast.admin)
    school.submitted(members[0])
    _let_days_pass(6)
    assert _read(api, school, cast.admin) == shown
    _let_days_pass(1)
    assert _read(api, school, cast.admin)[0]["figures"]["attempts_submitted"] == 1


def test_two_teams_that_differ_by_one_have_no_figures_both(
    cast: Cast, api: Api, school: School
) -> None:
    six = _team(cast, school, "Night", 6)
    day = Team.objects.create(organisation=cast.haven, name="Day")
    day.memberships.add(*six[:5])
    figures = {one["team"]["name"]: one["figures"] for one in _read(api, school, cast.admin)}
    assert figures["Night"]["people"] == 6
    assert figures["Day"] is None


def test_a_team_that_is_made_to_find_out_has_no_figures(
    cast: Cast, api: Api, school: School
) -> None:
    """Not even where the team whose figures were shown is gone."""
    six = _team(cast, school, "Night", 6)
    assert _read(api, school, cast.admin)[0]["figures"]["people"] == 6
    Team.objects.filter(name="Night").delete()
    day = Team.objects.create(organisation=cast.haven, name="Day")
    day.memberships.add(*six[:5])
    assert [one["figures"] for one in _read(api, school, cast.admin)] == [None]


def test_a_team_of_the_same_people_has_no_later_figures(
    cast: Cast, api: Api, school: School
) -> None:
    """The difference would be what one person did in between."""
    six = _team(cast, school, "Night", 6)
    shown = _read(api, school, cast.admin)
    day = Team.objects.create(organisation=cast.haven, name="Day")
    day.memberships.add(*six)
    school.submitted(six[0])
    assert [one["figures"] for one in _read(api, school, cast.admin)] == [None, shown[0]["figures"]]


def test_of_a_team_in_which_all_but_a_few_have_finished_there_are_none(
    cast: Cast, api: Api, school: School
) -> None:
    """A finished enrolment says how many steps that was: the rest are the others'."""
    six = _team(cast, school, "Night", 6)
    for member in six[:4]:
        for step in range(3):
            school.submitted(member, step)
    school.submitted(six[4])
    assert [one["figures"] for one in _read(api, school, cast.admin)] == [None]
    for member in six[4:]:
        for step in range(3):
            school.submitted(member, step)
    (night,) = _read(api, school, cast.admin)
    assert night["figures"]["steps_done"] == 3


def test_nobody_is_found_out_by_enrolling_others_beside_them(
    cast: Cast, api: Api, school: School
) -> None:
    """A team's sum would be one person's, since a member who has just begun did nothing."""
    members = _team(cast, school, "Night", 5)
    school.submitted(members[0])
    old = Enrolment.objects.filter(membership=members[0])
    old.update(created_at=timezone.now() - timedelta(days=30))
    assert [one["figures"] for one in _read(api, school, cast.admin)] == [None]
    Enrolment.objects.update(created_at=timezone.now() - timedelta(days=30))
    (night,) = _read(api, school, cast.admin)
    assert night["figures"]["people"] == 5


def test_what_is_listed_adds_up_to_no_team_of_fewer(cast: Cast, api: Api, school: School) -> None:
    """Counts of each person would say what the figures of a small team do not."""
    for member in _team(cast, school, "Night", 2):
        school.submitted(member)
    rows = api(cast.admin).get(f"{school.base}/enrolments").json()["results"]
    assert len(rows) == 2
    assert {(row["steps_done"], row["attempts_submitted"]) for row in rows} == {(None, None)}


def test_teams_come_by_name_and_those_without_anybody_in_it_do_not(
    cast: Cast, api: Api, school: School
) -> None:
    _team(cast, school, "night", 5)
    _team(cast, school, "Day", 6)
    names = [entry["team"]["name"] for entry in _read(api, school, cast.admin)]
    assert names == ["Day", "night"]


def test_somebody_in_two_teams_counts_in_both(cast: Cast, api: Api, school: School) -> None:
    members = _team(cast, school, "Night", 5)
    day = Team.objects.create(organisation=cast.haven, name="Day")
    day.memberships.add(*members)
    school.submitted(members[0])
    assert [entry["figures"] for entry in _read(api, school, cast.admin)] == [
        {"people": 5, "steps_done": 0.2, "attempts_submitted": 1}
    ] * 2
