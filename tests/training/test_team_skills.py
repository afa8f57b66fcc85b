"""GET team-skills: how well teams do on each technique, from five people up."""

from datetime import timedelta
from typing import Any

import pytest
from django.db.models import F
from django.utils import timezone

from accounts.models import Membership, Role, Team
from tests.cast import Api, Cast, code_of, person_in
from tests.training.world import School
from training.models import Attempt, SkillFigures, SkillReview

pytestmark = pytest.mark.slow


def read(api: Api, school: School, reader: Membership) -> dict[str, Any]:
    answer = api(reader).get(f"{school.base}/team-skills")
    assert answer.status_code == 200, answer.content
    return {one["team"]["name"]: one["skills"] for one in answer.json()["teams"]}


def let_days_pass(days: int) -> None:
    passed = timedelta(days=days)
    SkillFigures.objects.update(week=F("week") - passed, last_shown=F("last_shown") - passed)


def reach(attempt: Attempt, share: float, source: str = "feedback", revision: int = 1) -> None:
    SkillReview.objects.create(
        membership_id=attempt.membership_id,
        technique=attempt.membership.organisation.techniques.order_by("code")[0],
        attempt=attempt,
        revision=revision,
        source=source,
        reached=share,
        rating=3,
        at=timezone.now(),
    )


def team_of(cast: Cast, school: School, name: str, size: int) -> list[Attempt]:
    """Make a team whose members each practised once."""
    team = Team.objects.create(organisation=cast.haven, name=name)
    found = []
    for one in range(size):
        member = person_in(cast.haven, f"{name} {one}", Role.EMPLOYEE)
        member.teams.add(team)
        school.enrol(member)
        found.append(school.submitted(member))
    return found


def test_the_latest_feedback_of_five_people_makes_a_figure(
    cast: Cast, api: Api, school: School
) -> None:
    attempts = team_of(cast, school, "Night", 5)
    for attempt in attempts:
        reach(attempt, 0.5)
    reach(attempts[0], 1.0, source="regrade", revision=2)
    reach(attempts[1], 0.0, source="self_check", revision=2)
    ((skill,),) = (read(api, school, cast.admin)["Night"],)
    assert (skill["people"], skill["reached"]) == (5, pytest.approx(0.6))
    assert code_of(api(cast.employee).get(f"{school.base}/team-skills")) == "role_required"


def test_four_with_feedback_make_none_though_their_team_is_larger(
    cast: Cast, api: Api, school: School
) -> None:
    for attempt in team_of(cast, school, "Night", 6)[:4]:
        reach(attempt, 0.5)
    assert read(api, school, cast.admin) == {"Night": []}


def test_a_figure_stays_for_its_week_and_no_team_is_made_to_take_one_person_out(
    cast: Cast, api: Api, school: School
) -> None:
    attempts = team_of(cast, school, "Night", 6)
    for attempt in attempts:
        reach(attempt, 0.5)
    shown = read(api, school, cast.admin)
    day = Team.objects.create(organisation=cast.haven, name="Day")
    day.memberships.add(*[attempt.membership for attempt in attempts[:5]])
    same = Team.objects.create(organisation=cast.haven, name="Same")
    same.memberships.add(*[attempt.membership for attempt in attempts])
    reach(attempts[5], 1.0, source="regrade", revision=2)
    assert read(api, school, cast.admin) == {"Day": [], "Same": [], **shown}
    let_days_pass(7)
    assert read(api, school, cast.admin)["Night"][0]["reached"] > 0.5


def test_a_skill_that_one_person_more_was_judged_on_is_not_shown_the_week_after(
    cast: Cast, api: Api, school: School
) -> None:
    attempts = team_of(cast, school, "Night", 6)
    for attempt in attempts[:5]:
        reach(attempt, 0.5)
    assert read(api, school, cast.admin)["Night"][0]["people"] == 5
    reach(attempts[5], 1.0)
    let_days_pass(7)
    assert read(api, school, cast.admin) == {"Night": []}


def test_the_week_between_is_counted_from_when_a_skill_was_last_seen(
    cast: Cast, api: Api, school: School
) -> None:
    attempts = team_of(cast, school, "Night", 6)
    for attempt in attempts:
        reach(attempt, 0.5)
    assert read(api, school, cast.admin)["Night"][0]["people"] == 6
    let_days_pass(6)
    assert read(api, school, cast.admin)["Night"][0]["people"] == 6
    attempts[0].membership.teams.clear()
    let_days_pass(8)
    assert read(api, school, cast.admin) == {"Night": []}
    let_days_pass(6)
    assert read(api, school, cast.admin)["Night"][0]["people"] == 5
