"""A member who can't practise any more is not nudged, and one who can again is."""

from collections.abc import Callable

import pytest
from django.utils import timezone

from accounts import services as people
from accounts.models import Membership, Role
from core.ids import new_id
from notifications.models import Channel, Delivery
from tests.cast import Api, Cast, code_of
from tests.training.world import School, let_due, recording, take_body
from training import services
from training.models import Attempt, Enrolment, Nudge

pytestmark = pytest.mark.slow

Leave = Callable[[Api, Cast], object]


def lose_the_role(api: Api, cast: Cast) -> object:
    return patch(api, cast, roles=["coach"])


def be_deactivated(api: Api, cast: Cast) -> object:
    return patch(api, cast, is_active=False)


def patch(api: Api, cast: Cast, **change: object) -> object:
    url = f"/api/v1/haven/people/{cast.employee.id}"
    answer = api(cast.admin).patch(url, change)
    assert answer.status_code == 200, answer.content
    return answer


LEAVING = pytest.mark.parametrize("leave", [lose_the_role, be_deactivated])


@LEAVING
def test_no_nudge_is_planned_for_whom_cannot_practise(
    cast: Cast, api: Api, school: School, enrolment: Enrolment, leave: Leave
) -> None:
    leave(api, cast)
    enrolment.refresh_from_db()
    assert (enrolment.state, enrolment.next_nudge_at) == ("active", None)
    services.sweep()
    enrolment.refresh_from_db()
    assert enrolment.next_nudge_at is None


@LEAVING
def test_a_nudge_that_was_claimed_is_not_sent(
    cast: Cast, api: Api, school: School, enrolment: Enrolment, leave: Leave
) -> None:
    let_due(enrolment)
    claimed = services.claim_due()
    leave(api, cast)
    assert services.hand_over(nudges=claimed) == 0
    assert Nudge.objects.get().skip_reason in {"not_an_employee", "member_inactive"}


@LEAVING
def test_mail_that_has_not_left_does_not_leave(
    cast: Cast, api: Api, school: School, enrolment: Enrolment, leave: Leave
) -> None:
    let_due(enrolment)
    services.hand_over(nudges=services.claim_due())
    leave(api, cast)
    mail = Delivery.objects.get(message__recipient=cast.employee, channel=Channel.MAIL)
    assert (mail.state, mail.reason) == ("skipped", "not_an_employee")


def test_who_gets_the_role_back_gets_one_nudge_at_the_next_opening(
    cast: Cast, api: Api, school: School, enrolment: Enrolment
) -> None:
    patch(api, cast, roles=["coach"])
    patch(api, cast, roles=["coach", "employee"])
    enrolment.refresh_from_db()
    assert enrolment.next_nudge_at is not None
    assert enrolment.next_nudge_at > timezone.now()


def test_who_comes_back_gets_one_nudge_at_the_next_opening(
    cast: Cast, api: Api, school: School, enrolment: Enrolment
) -> None:
    patch(api, cast, is_active=False)
    patch(api, cast, is_active=True)
    enrolment.refresh_from_db()
    assert enrolment.next_nudge_at is not None
    assert enrolment.next_nudge_at > timezone.now()


def test_a_further_role_changes_no_plan(
    cast: Cast, api: Api, school: School, enrolment: Enrolment
) -> None:
    before = enrolment.next_nudge_at
    patch(api, cast, roles=["employee", "coach"])
    enrolment.refresh_from_db()
    assert enrolment.next_nudge_at == before


def test_who_paused_stays_paused(
    cast: Cast, api: Api, school: School, enrolment: Enrolment
) -> None:
    services.pause(enrolment=enrolment.id)
    patch(api, cast, roles=["coach"])
    patch(api, cast, roles=["employee"])
    enrolment.refresh_from_db()
    assert (enrolment.state, enrolment.next_nudge_at) == ("paused", None)


def test_a_change_past_the_verbs_is_seen_when_the_nudge_is_due(
    cast: Cast, school: School, enrolment: Enrolment
) -> None:
    Membership.objects.filter(pk=cast.employee.pk).update(roles=[Role.MANAGER])
    let_due(enrolment)
    assert services.hand_over(nudges=services.claim_due()) == 0
    assert Nudge.objects.get().skip_reason == "not_an_employee"
    enrolment.refresh_from_db()
    assert enrolment.next_nudge_at is None


def test_a_member_who_is_no_employee_is_not_enrolled(cast: Cast, api: Api, school: School) -> None:
    body = {"programme": str(school.programme.id), "membership": str(cast.coach.id)}
    answer = api(cast.admin).post(f"{school.base}/enrolments", body)
    assert (answer.status_code, code_of(answer)) == (409, "not_an_employee")
    assert not Enrolment.objects.exists()


def test_who_is_no_employee_any_more_starts_no_exercise(
    cast: Cast, api: Api, school: School, enrolment: Enrolment
) -> None:
    client, path = api(cast.employee), f"{school.base}/attempts/{new_id()}"
    body = {"step": str(school.steps[0].id)}
    lose_the_role(api, cast)
    answer = client.put(path, body)
    assert (answer.status_code, code_of(answer)) == (403, "role_required")
    assert not Attempt.objects.exists()
    patch(api, cast, roles=["coach", "employee"])
    assert client.put(path, body).status_code == 201
    lose_the_role(api, cast)
    assert client.put(path, body).status_code == 200  # it was started before


def test_who_is_no_employee_any_more_submits_nothing_and_keeps_what_was_made(
    cast: Cast, api: Api, school: School, enrolment: Enrolment
) -> None:
    attempt = school.attempt(cast.employee)
    take = school.take(attempt)
    client, path = api(cast.employee), f"{school.base}/attempts/{attempt.id}"
    lose_the_role(api, cast)
    answer = client.post(f"{path}/submission", {"takes": [str(take)]})
    assert (answer.status_code, code_of(answer)) == (403, "role_required")
    assert api(cast.coach).get(f"{school.base}/queue").json()["results"] == []
    (kept,) = client.get(path).json()["takes"]
    assert kept["id"] == str(take)
    body = take_body(school.scene("respond").id, recording(cast.employee).id)
    answer = client.put(f"{path}/takes/{new_id()}", body)
    assert answer.status_code == 201, "what a phone recorded before is not lost"
    assert client.delete(f"{path}/takes/{take}").status_code == 204


def test_a_submission_from_before_is_answered_the_same(
    cast: Cast, api: Api, school: School, enrolment: Enrolment
) -> None:
    attempt = school.attempt(cast.employee)
    body = {"takes": [str(school.take(attempt))]}
    client, path = api(cast.employee), f"{school.base}/attempts/{attempt.id}/submission"
    assert client.post(path, body).status_code == 200
    lose_the_role(api, cast)
    assert client.post(path, body).status_code == 200


def test_the_plan_follows_an_operator_who_deactivates_a_person(
    cast: Cast, school: School, enrolment: Enrolment
) -> None:
    people.deactivate(actor=None, membership=cast.employee)
    enrolment.refresh_from_db()
    assert enrolment.next_nudge_at is None
