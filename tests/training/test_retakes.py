"""Another take that a coach asked for comes first, until it was submitted."""

from typing import Any

import pytest

from accounts.models import Membership
from notifications.domain.kinds import kind_of, render
from notifications.models import Message
from tests.cast import Api, Cast
from tests.training.test_retired import retire
from tests.training.world import School, fresh, let_due
from training import services
from training.errors import NotSubmitted
from training.models import Attempt, Enrolment, Retake

pytestmark = [pytest.mark.usefixtures("enrolment"), pytest.mark.slow]

REMARK = "Zeg eerst dat je het hoort."


def asked(cast: Cast, school: School, step: int = 0) -> Attempt:
    """Return Emma's scored attempt, of which her coach asked for another take."""
    attempt = school.scored(cast.employee, step)
    services.ask_retake(attempt=attempt, coach=cast.coach, remark=REMARK)
    services.plan_waiting()
    return attempt


def card(api: Api, school: School, member: Membership) -> dict[str, Any]:
    found: dict[str, Any] = api(member).get(f"{school.base}/today").json()["card"]
    return found


def test_today_and_the_link_show_it_first_with_the_coachs_remark(
    cast: Cast, api: Api, school: School, enrolment: Enrolment
) -> None:
    attempt = asked(cast, school)
    school.attempt(cast.employee, 1)  # left open, and yet it comes after this
    shown = card(api, school, cast.employee)
    assert (shown["step"], shown["why"]) == (str(school.steps[0].id), "requested")
    assert shown["reason"] == "3 minuten. Je coach vraagt je om een nieuwe opname."
    assert shown["retake"] == {
        "attempt": str(attempt.id),
        "coach_name": cast.coach.shown_name,
        "remark": REMARK,
    }
    link = api(cast.employee).get(f"{school.base}/steps/{school.steps[0].id}").json()
    assert link == shown
    assert (fresh(enrolment).next_step, enrolment.next_reason) == (school.steps[0], "requested")


def test_the_nudge_says_why_also_soon_after_the_first_take(
    cast: Cast, school: School, enrolment: Enrolment
) -> None:
    asked(cast, school)
    let_due(enrolment)
    assert services.hand_over(nudges=services.claim_due()) == 1
    message = Message.objects.get(kind="nudge")
    said = render(kind_of("nudge"), message.context, "nl")
    assert "Je coach vraagt je om een nieuwe opname." in said.line
    assert REMARK not in f"{said}{message.context}"


def test_beginning_leaves_it_and_submitting_ends_it(
    cast: Cast, api: Api, school: School, enrolment: Enrolment
) -> None:
    first = asked(cast, school)
    again = school.attempt(cast.employee, follows=first.id)
    shown = card(api, school, cast.employee)
    assert (shown["why"], shown["attempt"]) == ("go_on", str(again.id))
    assert shown["retake"]["attempt"] == str(first.id)
    assert Retake.objects.get().done_at is None
    take = school.take(again)
    services.submit(member=cast.employee, attempt=again.id, takes=[take])
    assert Retake.objects.get().done_by == again
    shown = card(api, school, cast.employee)
    assert (shown["step"], shown["retake"]) == (str(school.steps[1].id), None)
    # A take that goes back to its owner was not made.
    again.refresh_from_db()
    services.return_takes(again)
    assert Retake.objects.get().done_at is None
    assert card(api, school, cast.employee)["retake"]["attempt"] == str(first.id)


def test_a_programme_that_was_finished_goes_on_for_it(
    cast: Cast, api: Api, school: School, enrolment: Enrolment
) -> None:
    first = school.scored(cast.employee)
    for step in (1, 2):
        school.scored(cast.employee, step)
    assert fresh(enrolment).state == "finished"
    ended = enrolment.finished_at
    services.ask_retake(attempt=first, coach=cast.coach, remark=REMARK)
    services.plan_waiting()
    assert (fresh(enrolment).state, enrolment.next_reason) == ("active", "requested")
    assert enrolment.next_nudge_at is not None
    assert card(api, school, cast.employee)["why"] == "requested"
    school.submitted(cast.employee)
    assert (fresh(enrolment).state, enrolment.finished_at) == ("finished", ended)


def test_who_finished_an_archived_programme_stays_finished_until_it_is_restored(
    cast: Cast, school: School, enrolment: Enrolment
) -> None:
    first = school.scored(cast.employee)
    for step in (1, 2):
        school.scored(cast.employee, step)
    programme = enrolment.programme_id
    services.archive_programme(actor=cast.admin, programme=programme)
    services.ask_retake(attempt=first, coach=cast.coach, remark=REMARK)
    services.plan(enrolments=[enrolment.id])
    assert fresh(enrolment).state == "finished"
    services.restore_programme(actor=cast.admin, programme=programme)
    services.plan_waiting()
    assert (fresh(enrolment).state, enrolment.next_reason) == ("active", "requested")


def test_an_attempt_that_was_submitted_too_has_done_it_where_the_first_is_given_back(
    cast: Cast, school: School
) -> None:
    asked(cast, school)
    second, third = (school.submitted(cast.employee) for _number in range(2))
    assert Retake.objects.get().done_by == second
    second.refresh_from_db()
    services.return_takes(second)
    assert Retake.objects.get().done_by == third
    third.refresh_from_db()
    services.return_takes(third)
    assert Retake.objects.get().done_by is None


def test_what_nobody_can_start_any_more_is_not_asked_for(
    cast: Cast, api: Api, school: School, enrolment: Enrolment
) -> None:
    asked(cast, school)
    retire(api, cast, school)
    assert card(api, school, cast.employee)["step"] == str(school.steps[1].id)
    services.plan(enrolments=[enrolment.id])
    assert fresh(enrolment).next_reason == "new"


def test_it_can_be_put_off_as_any_exercise(cast: Cast, api: Api, school: School) -> None:
    asked(cast, school)
    services.postpone(member=cast.employee, step=school.steps[0].id)
    assert card(api, school, cast.employee)["step"] == str(school.steps[1].id)


def test_asking_again_changes_nothing(cast: Cast, school: School, enrolment: Enrolment) -> None:
    attempt = asked(cast, school)
    school.submitted(cast.employee)
    planned = fresh(enrolment).next_nudge_at
    services.ask_retake(attempt=attempt, coach=cast.second_coach, remark="Other")
    retake = Retake.objects.get()
    assert (retake.asked_by, retake.remark, retake.done_at is None) == (cast.coach, REMARK, False)
    assert fresh(enrolment).next_nudge_at == planned


def test_only_feedback_asks_for_it(cast: Cast, school: School) -> None:
    attempt = school.submitted(cast.employee)
    with pytest.raises(NotSubmitted):
        services.ask_retake(attempt=attempt, coach=cast.coach, remark=REMARK)
