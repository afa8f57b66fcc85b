"""A member reads what they are about to forget, and nobody else does."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils.dateparse import parse_datetime
from pytest_django import DjangoAssertNumQueries

from accounts.models import Membership
from scenarios.models import Technique
from tests.cast import Api, Cast
from tests.training.world import School
from training import services
from training.services import TechniqueResult

pytestmark = [pytest.mark.usefixtures("enrolment"), pytest.mark.slow]


def read(api: Api, school: School, member: Membership) -> dict[str, Any]:
    answer = api(member).get(f"{school.base}/skills")
    assert answer.status_code == 200, answer.content
    found: dict[str, Any] = answer.json()
    return found


def score(school: School, member: Any, **levels: int) -> None:
    attempt = school.submitted(member)
    results = [
        TechniqueResult(technique=Technique.objects.get(code=code).id, level=level, of=4)
        for code, level in levels.items()
    ]
    services.mark_scored(submission=attempt.submission.id, results=results)


def test_it_shows_each_technique_and_what_fades_first_at_the_top(
    cast: Cast, api: Api, school: School
) -> None:
    score(school, cast.employee, thanking=4, letting_vent=1)
    shown = read(api, school, cast.employee)
    first, second = shown["skills"]
    assert [first["name"], second["name"]] == ["letting_vent (nl)", "thanking (nl)"]
    assert first["due"] < second["due"]
    assert first["exercise"]["title"] == "The barrier (nl)"
    assert first["exercise"]["step"] == str(school.steps[0].id)
    (done,) = first["practised"]
    assert (done["reached"], done["judged_by"]) == (0, "feedback")
    curve = second["curve"]
    assert [one["chance"] for one in curve] == sorted(
        (one["chance"] for one in curve), reverse=True
    )
    last, ends = parse_datetime(curve[-1]["at"]), parse_datetime(shown["ends"])
    assert last is not None
    assert ends is not None
    assert abs(ends - last) < timedelta(seconds=1)


def test_whoever_was_never_judged_has_no_skills_yet(cast: Cast, api: Api, school: School) -> None:
    assert read(api, school, cast.employee)["skills"] == []
    score(school, cast.employee, thanking=4)
    for other in (cast.teammate, cast.coach, cast.manager, cast.admin):
        assert read(api, school, other)["skills"] == []


def test_a_technique_that_is_hidden_comes_last(cast: Cast, api: Api, school: School) -> None:
    score(school, cast.employee, thanking=4, letting_vent=1)
    Technique.objects.filter(code="letting_vent").update(is_hidden=True)
    shown = read(api, school, cast.employee)["skills"]
    assert [(one["name"], one["is_hidden"]) for one in shown] == [
        ("thanking (nl)", False),
        ("letting_vent (nl)", True),
    ]
    assert shown[1]["exercise"] is None


def test_it_costs_the_same_however_much_was_practised(
    cast: Cast,
    api: Api,
    school: School,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for _again in range(4):
        score(school, cast.employee, thanking=4, letting_vent=1)
    phone = api(cast.employee)
    with django_assert_max_num_queries(20):
        shown = phone.get(f"{school.base}/skills").json()["skills"]
    assert [len(one["practised"]) for one in shown] == [4, 4]
