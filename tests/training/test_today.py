from datetime import timedelta

import pytest
from django.db.models import F
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from pytest_django import DjangoAssertNumQueries

from accounts.models import Membership
from core.ids import new_id
from tests.cast import Api, Cast, code_of
from tests.training.world import School
from training import services
from training.models import Attempt, Enrolment, Programme, Step

pytestmark = pytest.mark.slow


def read(api: Api, school: School, member: Membership) -> dict[str, object]:
    answer = api(member).get(f"{school.base}/today")
    assert answer.status_code == 200, answer.content
    today: dict[str, object] = answer.json()
    return today


def test_it_offers_the_next_step_and_says_how_long_and_why(
    cast: Cast, api: Api, school: School, enrolment: Enrolment
) -> None:
    today = read(api, school, cast.employee)
    card = today["card"]
    assert isinstance(card, dict)
    assert card["step"] == str(school.steps[0].id)
    assert card["programme"] == {"id": str(school.programme.id), "name": "Calm (nl)"}
    assert card["exercise"]["title"] == "The barrier (nl)"
    assert card["exercise"]["techniques"] == ["thanking (nl)", "letting_vent (nl)"]
    assert card["reason"] == "3 minuten. Je volgende stap: thanking (nl)."
    assert card["attempt"] is None
    assert (today["waiting"], today["feedback"]) == ([], [])
    shown = parse_datetime(str(today["next_nudge_at"]))
    assert shown == enrolment.next_nudge_at


def test_it_speaks_the_readers_language(cast: Cast, api: Api, school: School) -> None:
    school.enrol(cast.teammate)
    card = read(api, school, cast.teammate)["card"]
    assert isinstance(card, dict)
    assert card["reason"] == "3 minutes. Your next step: thanking (en)."


def test_it_goes_on_with_what_was_left_open(
    cast: Cast, api: Api, school: School, enrolment: Enrolment
) -> None:
    left = school.attempt(cast.employee, 1)
    card = read(api, school, cast.employee)["card"]
    assert isinstance(card, dict)
    assert (card["step"], card["attempt"]) == (str(left.step_id), str(left.id))
    assert card["reason"] == "3 minuten. Ga verder waar je was."


def test_it_does_not_insist_on_what_was_left_long_ago(
    cast: Cast, api: Api, school: School, enrolment: Enrolment
) -> None:
    school.attempt(cast.employee, 1)
    Attempt.objects.update(started_at=F("started_at") - timedelta(days=4))
    card = read(api, school, cast.employee)["card"]
    assert isinstance(card, dict)
    assert (card["step"], card["attempt"]) == (str(school.steps[0].id), None)


def test_it_lists_what_waits_and_what_came_back(
    cast: Cast, api: Api, school: School, enrolment: Enrolment
) -> None:
    read_one, unread = school.scored(cast.employee, 0), school.scored(cast.employee, 1)
    services.mark_feedback_read(attempt=read_one)
    waiting = school.submitted(cast.employee, 2)
    today = read(api, school, cast.employee)
    shown = today["waiting"]
    assert isinstance(shown, list)
    assert [(one["attempt"], one["title"]) for one in shown] == [
        (str(waiting.id), "The barrier (nl)")
    ]
    feedback = today["feedback"]
    assert isinstance(feedback, list)
    assert [(one["attempt"], one["read"]) for one in feedback] == [
        (str(unread.id), False),
        (str(read_one.id), True),
    ]
    assert (today["card"], today["next_nudge_at"]) == (None, None)


def test_it_lists_the_ten_newest_of_what_came_back(
    cast: Cast, api: Api, school: School, enrolment: Enrolment
) -> None:
    scored = [school.scored(cast.employee) for _ in range(11)]
    feedback = read(api, school, cast.employee)["feedback"]
    assert isinstance(feedback, list)
    assert [one["attempt"] for one in feedback] == [str(row.id) for row in scored[:0:-1]]


def test_it_is_empty_for_someone_without_a_programme(cast: Cast, api: Api, school: School) -> None:
    empty: dict[str, object] = {
        "card": None,
        "theory": None,
        "next_nudge_at": None,
        "waiting": [],
        "feedback": [],
        "calendar": {"leaves": [], "leave_until": None, "snoozed_until": None},
    }
    for member in (cast.teammate, cast.coach, cast.manager, cast.admin):
        assert read(api, school, member) == empty


def test_it_offers_nothing_while_paused(
    cast: Cast, api: Api, school: School, enrolment: Enrolment
) -> None:
    services.pause(enrolment=enrolment.id)
    assert read(api, school, cast.employee)["card"] is None


def test_it_offers_nothing_of_a_programme_that_is_still_to_begin(
    cast: Cast, api: Api, school: School, enrolment: Enrolment
) -> None:
    Programme.objects.update(starts_on=timezone.now().date() + timedelta(days=30))
    services.plan(enrolments=[enrolment.id])
    today = read(api, school, cast.employee)
    assert today["card"] is None
    assert today["next_nudge_at"] is not None
    left = school.attempt(cast.employee)  # from the programme: Today goes on with it
    card = read(api, school, cast.employee)["card"]
    assert isinstance(card, dict)
    assert card["attempt"] == str(left.id)


@pytest.mark.parametrize(("rule", "offers"), [("at_end", False), ("all_steps", True)])
def test_it_offers_nothing_once_the_weeks_are_over_where_they_are_the_end(
    cast: Cast, api: Api, school: School, enrolment: Enrolment, rule: str, offers: bool
) -> None:
    school.submitted(cast.employee)
    Programme.objects.update(finish_rule=rule, weeks=1)
    Enrolment.objects.update(created_at=timezone.now() - timedelta(days=9))
    for planned in ([], [enrolment.id]):
        services.plan(enrolments=planned)
        assert (read(api, school, cast.employee)["card"] is not None) == offers


def test_it_costs_the_same_however_much_was_practised(
    cast: Cast,
    api: Api,
    school: School,
    enrolment: Enrolment,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for _again in range(4):
        school.scored(cast.employee, 0)
        school.submitted(cast.employee, 1)
    phone = api(cast.employee)
    with django_assert_max_num_queries(28):
        phone.get(f"{school.base}/today")


# --- The card behind a nudge's link -------------------------------------------------------


def test_a_link_leads_to_the_card_of_its_step(
    cast: Cast, api: Api, school: School, enrolment: Enrolment
) -> None:
    card = api(cast.employee).get(f"{school.base}/steps/{school.steps[1].id}").json()
    assert (card["step"], card["attempt"]) == (str(school.steps[1].id), None)


def test_a_link_to_something_done_says_so(
    cast: Cast, api: Api, school: School, enrolment: Enrolment
) -> None:
    url, phone = f"{school.base}/steps/{school.steps[0].id}", api(cast.employee)
    attempt = school.submitted(cast.employee)
    assert phone.get(url).json()["reason"] == "3 minuten. Je laatste antwoord ligt bij je coach."
    services.mark_scored(submission=attempt.submission.id, results=[])
    assert phone.get(url).json()["reason"] == "3 minuten. Deze deed je al. Nog eens helpt."


def test_a_link_of_someone_else_leads_nowhere(
    cast: Cast, api: Api, school: School, enrolment: Enrolment
) -> None:
    url = f"{school.base}/steps/{school.steps[0].id}"
    for other in (cast.teammate, cast.coach, cast.manager, cast.admin, cast.stranger):
        assert api(other).get(url).status_code == 404
    assert api(cast.employee).get(f"{school.base}/steps/{new_id()}").status_code == 404


def test_a_step_without_a_published_version_says_so(
    cast: Cast, api: Api, school: School, enrolment: Enrolment
) -> None:
    from scenarios.services import create_scenario

    draft = create_scenario(author=cast.author, code="draft")
    step = Step.objects.create(programme=school.programme, order=9, scenario=draft)
    answer = api(cast.employee).get(f"{school.base}/steps/{step.id}")
    assert (answer.status_code, code_of(answer)) == (409, "exercise_not_ready")


@pytest.mark.parametrize("path", ["today", "attempts", "programmes", "enrolments"])
def test_a_stranger_and_nobody_are_kept_out(
    cast: Cast, api: Api, school: School, path: str
) -> None:
    assert api(cast.stranger).get(f"{school.base}/{path}").status_code == 404
    assert api(None).get(f"{school.base}/{path}").status_code == 401
