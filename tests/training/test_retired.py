"""Nobody starts a retired exercise any more, and programmes go on without it."""

import pytest

from notifications.models import Channel, Delivery
from tests.cast import Api, Cast, code_of
from tests.training.world import School, begin, let_due
from training import services
from training.models import Enrolment, Nudge

pytestmark = pytest.mark.slow


def retire(api: Api, cast: Cast, school: School, step: int = 0) -> None:
    url = f"{school.base}/scenarios/{school.versions[step].scenario_id}/retirement"
    answer = api(cast.author).put(url)
    assert answer.status_code in (200, 204), answer.content
    services.plan_waiting()  # what a worker does once this is committed


def restore(api: Api, cast: Cast, school: School, step: int = 0) -> None:
    url = f"{school.base}/scenarios/{school.versions[step].scenario_id}/retirement"
    assert api(cast.author).delete(url).status_code in (200, 204)
    services.plan_waiting()


def fresh(enrolment: Enrolment) -> Enrolment:
    enrolment.refresh_from_db()
    return enrolment


def test_no_new_attempt_starts_and_a_running_one_goes_on(
    cast: Cast, api: Api, school: School, enrolment: Enrolment
) -> None:
    running, phone = school.attempt(cast.employee), api(cast.employee)
    retire(api, cast, school)
    url = f"{school.base}/attempts/{running.id}"
    same = phone.put(url, {"step": str(school.steps[0].id)})
    assert same.status_code == 200
    take = school.take(running)
    assert phone.post(f"{url}/submission", {"takes": [str(take)]}).status_code == 200
    again = begin(phone, school)
    assert (again.status_code, code_of(again)) == (409, "exercise_retired")
    card = phone.get(f"{school.base}/steps/{school.steps[0].id}")
    assert (card.status_code, code_of(card)) == (409, "exercise_retired")


def test_mail_that_waits_does_not_leave_once_its_exercise_is_retired(
    cast: Cast, api: Api, school: School, enrolment: Enrolment
) -> None:
    let_due(enrolment)
    assert services.hand_over(nudges=services.claim_due()) == 1
    retire(api, cast, school, 1)
    mail = Delivery.objects.get(message__recipient=cast.employee, channel=Channel.MAIL)
    assert mail.state == "waiting"
    retire(api, cast, school)
    mail.refresh_from_db()
    assert (mail.state, mail.reason) == ("skipped", "retired")


def test_the_programme_goes_on_with_the_next_step(
    cast: Cast, api: Api, school: School, enrolment: Enrolment
) -> None:
    assert fresh(enrolment).next_step == school.steps[0]
    retire(api, cast, school)
    assert fresh(enrolment).next_step == school.steps[1]
    assert enrolment.next_nudge_at is not None
    shown = api(cast.employee).get(f"{school.base}/today").json()["card"]
    assert shown["step"] == str(school.steps[1].id)
    restore(api, cast, school)
    assert fresh(enrolment).next_step == school.steps[0]


def test_a_programme_is_finished_without_it_and_goes_on_when_it_is_restored(
    cast: Cast, api: Api, school: School, enrolment: Enrolment
) -> None:
    retire(api, cast, school, 2)
    for step in range(2):
        school.submitted(cast.employee, step)
    assert (fresh(enrolment).state, enrolment.next_step) == ("finished", None)
    restore(api, cast, school, 2)
    assert (fresh(enrolment).state, enrolment.next_step) == ("active", school.steps[2])


def test_a_nudge_that_was_claimed_before_is_not_sent(
    cast: Cast, api: Api, school: School, enrolment: Enrolment
) -> None:
    let_due(enrolment)
    claimed = services.claim_due()
    retire(api, cast, school)
    assert services.hand_over(nudges=claimed) == 0
    assert Nudge.objects.get().skip_reason == "retired"
    assert fresh(enrolment).next_step == school.steps[1]
