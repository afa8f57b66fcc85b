"""The fading of techniques decides which exercise comes next, in plans, on Today and in nudges."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import Membership, Role
from core.ids import new_id
from notifications.domain.kinds import kind_of, render
from notifications.models import Message
from scenarios.models import Technique
from tests.cast import Api, Cast, person_in
from tests.training.world import School, let_due, let_retry
from training import services
from training.models import (
    Enrolment,
    FinishRule,
    Nudge,
    Postponement,
    Programme,
    SkillMemory,
)
from training.services import TechniqueResult

pytestmark = [pytest.mark.usefixtures("enrolment"), pytest.mark.slow]


@pytest.fixture
def due(cast: Cast, school: School) -> Technique:
    """Emma did the first exercise long ago; what its rubric measures is due by now."""
    attempt = school.submitted(cast.employee)
    technique = Technique.objects.get(code="letting_vent")
    result = TechniqueResult(technique=technique.id, level=2, of=4)
    services.mark_scored(submission=attempt.submission.id, results=[result])
    let_fade(technique)
    return technique


def let_fade(technique: Technique, days: int = 30) -> None:
    """Move practice and memory into the past, as time would, and plan anew."""
    with connection.cursor() as cursor:  # triggers keep these instants against every verb
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE training_submission DISABLE TRIGGER USER")
        back = "UPDATE training_submission SET submitted_at = submitted_at - interval '1 day' * %s"
        cursor.execute(back, [days])
        cursor.execute("ALTER TABLE training_submission ENABLE TRIGGER USER")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    SkillMemory.objects.filter(technique=technique).update(
        due=F("due") - timedelta(days=days), last_review=F("last_review") - timedelta(days=days)
    )
    services.plan(enrolments=list(Enrolment.objects.values_list("id", flat=True)))


def card(api: Api, school: School, member: Membership) -> dict[str, Any]:
    found: dict[str, Any] = api(member).get(f"{school.base}/today").json()["card"]
    return found


def planned(enrolment: Enrolment) -> tuple[object, str, object]:
    enrolment.refresh_from_db()
    return enrolment.next_step_id, enrolment.next_reason, enrolment.next_technique_id


def test_feedback_has_the_next_step_planned_anew(
    cast: Cast, school: School, enrolment: Enrolment, run_dispatched: Callable[..., object]
) -> None:
    attempt = school.submitted(cast.employee)
    assert planned(enrolment) == (school.steps[1].id, "new", None)
    technique = Technique.objects.get(code="letting_vent")
    result = TechniqueResult(technique=technique.id, level=1, of=4)
    services.mark_scored(submission=attempt.submission.id, results=[result])
    enrolment.refresh_from_db()
    assert enrolment.next_nudge_at is None  # to be planned
    services.plan_waiting()
    # In three days it is due, and the second exercise trains it too.
    assert planned(enrolment) == (school.steps[1].id, "due", technique.id)
    assert enrolment.next_nudge_at is not None


def test_a_nudge_that_is_brought_forward_is_about_what_comes_next_now(
    cast: Cast, school: School, enrolment: Enrolment
) -> None:
    attempt = school.submitted(cast.employee)
    technique = Technique.objects.get(code="letting_vent")
    result = TechniqueResult(technique=technique.id, level=1, of=4)
    services.mark_scored(submission=attempt.submission.id, results=[result])
    services.plan_waiting()
    assert planned(enrolment)[1] == "due"  # by then
    assert services.bring_forward(enrolment=enrolment.id)
    assert planned(enrolment) == (school.steps[1].id, "new", None)
    assert services.hand_over(nudges=services.claim_due()) == 1


def test_today_says_what_is_due_in_both_languages(
    cast: Cast, api: Api, school: School, due: Technique
) -> None:
    Postponement.objects.bulk_create(
        Postponement(
            enrolment=cast.employee.enrolments.get(),
            step=step,
            until=timezone.now() + timedelta(days=1),
        )
        for step in school.steps[1:]
    )
    shown = card(api, school, cast.employee)
    assert (shown["step"], shown["why"]) == (str(school.steps[0].id), "due")
    assert shown["reason"] == "3 minuten, want letting_vent (nl) is aan de beurt."
    link = api(cast.employee).get(f"{school.base}/steps/{school.steps[0].id}").json()
    assert link["reason"] == shown["reason"]
    cast.employee.person.language = "en"
    cast.employee.person.save()
    shown = card(api, school, cast.employee)
    assert shown["reason"] == "3 minutes, because letting_vent (en) is due."


def test_a_technique_that_is_hidden_is_due_no_more(
    cast: Cast, api: Api, school: School, due: Technique
) -> None:
    assert card(api, school, cast.employee)["why"] == "due"
    Technique.objects.filter(pk=due.pk).update(is_hidden=True)
    assert card(api, school, cast.employee)["why"] == "new"


def test_a_nudge_for_a_repeat_is_sent_and_one_for_what_was_repeated_meanwhile_not(
    cast: Cast, school: School, enrolment: Enrolment, due: Technique
) -> None:
    postpone_all_but_first(cast, school)
    assert planned(enrolment) == (school.steps[0].id, "due", due.id)
    let_due(enrolment)
    assert services.hand_over(nudges=services.claim_due()) == 1
    services.plan(enrolments=[enrolment.id])
    let_due(enrolment)
    claimed = services.claim_due()
    school.submitted(cast.employee)
    assert services.hand_over(nudges=claimed) == 0
    assert Nudge.objects.get(pk=claimed[0]).skip_reason == "already_done"


def test_a_nudge_says_why_it_comes_now_and_no_subject_does(
    cast: Cast, api: Api, school: School, enrolment: Enrolment, due: Technique
) -> None:
    def line_of(member: Membership) -> str:
        member.person.save()
        line: str = api(member).get(f"{school.base}/messages").json()["results"][0]["text"]
        return line

    postpone_all_but_first(cast, school)
    newcomer = school.enrol(cast.teammate)
    let_due(enrolment, newcomer)
    assert services.hand_over(nudges=services.claim_due()) == 2
    assert line_of(cast.employee).endswith("Tijd om letting_vent (nl) weer op te frissen.")
    cast.employee.person.language = "en"
    assert line_of(cast.employee).endswith("It comes now to freshen up letting_vent (en).")
    cast.teammate.person.language = "en"
    assert line_of(cast.teammate).endswith("It is your next step in “Calm (en)”.")
    for message in Message.objects.all():
        kind = kind_of(message.kind)
        for wording in kind.wordings:
            text = render(kind, message.context, "en", wording=wording)
            assert message.context["why"]["en"] in text.line
            assert message.context["why"]["en"] not in text.subject


def postpone_all_but_first(cast: Cast, school: School) -> None:
    for step in school.steps[1:]:
        services.postpone(member=cast.employee, step=step.id)
    services.plan_waiting()


def test_a_programme_of_which_all_is_done_finishes_unless_it_lasts(
    cast: Cast, school: School, enrolment: Enrolment, due: Technique
) -> None:
    for step in (1, 2):
        school.scored(cast.employee, step)
    services.plan(enrolments=[enrolment.id])
    assert planned(enrolment) == (None, "", None)
    assert enrolment.state == "finished"
    Programme.objects.update(finish_rule=FinishRule.AT_END, weeks=30)
    services.plan(enrolments=[enrolment.id])
    assert planned(enrolment) == (school.steps[0].id, "due", due.id)
    assert enrolment.state == "active"


# --- Not this one -------------------------------------------------------------------------


def test_not_this_one_offers_something_else_at_once_and_costs_nothing(
    cast: Cast, api: Api, school: School, enrolment: Enrolment
) -> None:
    phone, url = api(cast.employee), f"{school.base}/steps/{school.steps[0].id}/postponement"
    for _twice in range(2):
        assert phone.put(url).status_code == 204
        assert card(api, school, cast.employee)["step"] == str(school.steps[1].id)
    kept = Postponement.objects.get()
    assert timedelta(days=6) < kept.until - timezone.now() <= timedelta(days=7)
    services.plan_waiting()
    assert planned(enrolment)[0] == school.steps[1].id
    # It stays there for whoever wants it after all.
    assert phone.get(f"{school.base}/steps/{school.steps[0].id}").status_code == 200
    for _twice in range(2):
        assert phone.delete(url).status_code == 204
    assert card(api, school, cast.employee)["step"] == str(school.steps[0].id)


def test_it_comes_back_by_itself(cast: Cast, api: Api, school: School) -> None:
    services.postpone(member=cast.employee, step=school.steps[0].id)
    Postponement.objects.update(until=F("until") - timedelta(days=7))
    assert card(api, school, cast.employee)["step"] == str(school.steps[0].id)
    services.postpone(member=cast.employee, step=school.steps[0].id)
    assert card(api, school, cast.employee)["step"] == str(school.steps[1].id)


def test_whoever_postpones_all_is_asked_again_later_and_gets_no_nudge(
    cast: Cast, api: Api, school: School, enrolment: Enrolment
) -> None:
    for step in school.steps:
        services.postpone(member=cast.employee, step=step.id)
    services.plan_waiting()
    enrolment.refresh_from_db()
    assert (enrolment.state, enrolment.next_nudge_at) == ("active", None)
    assert enrolment.set_aside == "postponed"
    # Sooner than the postponement ends: what was done before may fade meanwhile.
    assert enrolment.retry_at is not None
    assert enrolment.retry_at <= timezone.now() + timedelta(hours=6)
    assert card(api, school, cast.employee) is None
    Postponement.objects.update(until=F("until") - timedelta(days=7))
    let_retry()
    services.plan_waiting()
    enrolment.refresh_from_db()
    assert (enrolment.next_step, enrolment.set_aside) == (school.steps[0], "")
    assert enrolment.next_nudge_at is not None


def test_what_was_left_open_can_be_postponed_too(cast: Cast, api: Api, school: School) -> None:
    left = school.attempt(cast.employee, 1)
    assert card(api, school, cast.employee)["attempt"] == str(left.id)
    services.postpone(member=cast.employee, step=school.steps[1].id)
    assert card(api, school, cast.employee)["step"] == str(school.steps[0].id)


def test_a_nudge_on_its_way_for_it_is_not_sent(
    cast: Cast, school: School, enrolment: Enrolment
) -> None:
    let_due(enrolment)
    claimed = services.claim_due()
    services.postpone(member=cast.employee, step=school.steps[0].id)
    assert services.hand_over(nudges=claimed) == 0
    assert Nudge.objects.get().skip_reason == "postponed"


def test_nobody_postpones_what_is_not_in_their_programmes(
    cast: Cast, api: Api, school: School
) -> None:
    for member, step in (
        (cast.teammate, school.steps[0].id),
        (cast.employee, new_id()),
        (cast.stranger, school.steps[0].id),
    ):
        url = f"{school.base}/steps/{step}/postponement"
        assert api(member).put(url).status_code == 404
        assert api(member).delete(url).status_code == 404
    assert not Postponement.objects.exists()


# --- Many at once -------------------------------------------------------------------------


def test_planning_many_asks_as_many_statements_as_planning_one(
    cast: Cast,
    school: School,
    enrolment: Enrolment,
    due: Technique,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with CaptureQueriesContext(connection) as one:
        services.plan(enrolments=[enrolment.id])
    rows = [enrolment]
    for number in range(12):
        member = person_in(cast.haven, f"Extra {number}", Role.EMPLOYEE)
        rows.append(school.enrol(member))
        attempt = school.submitted(member)
        result = TechniqueResult(technique=due.id, level=2, of=4)
        services.mark_scored(submission=attempt.submission.id, results=[result])
    let_fade(due)
    with django_assert_num_queries(len(one)):
        services.plan(enrolments=[row.id for row in rows])
    chosen = Enrolment.objects.values_list("next_reason", "next_technique")
    assert set(chosen) == {("due", due.id)}
