"""PATCH /{org}/enrolments/{id}: pausing and resuming somebody's nudges."""

import pytest

from accounts.models import AuditEvent
from tests.cast import Api, Cast, code_of
from tests.training.world import School
from training.models import Enrolment

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("actor", ["manager", "admin"])
def test_a_manager_or_admin_pauses_and_resumes(
    cast: Cast, api: Api, school: School, enrolment: Enrolment, actor: str
) -> None:
    who = cast.by_role()[actor]
    url = f"{school.base}/enrolments/{enrolment.id}"
    for _ in range(2):
        answer = api(who).patch(url, {"state": "paused"})
        assert (answer.status_code, answer.json()["state"]) == (200, "paused")
    enrolment.refresh_from_db()
    assert enrolment.next_nudge_at is None
    answer = api(who).patch(url, {"state": "active"})
    assert (answer.status_code, answer.json()["state"]) == (200, "active")
    enrolment.refresh_from_db()
    assert enrolment.next_nudge_at is not None
    events = AuditEvent.objects.filter(object_id=enrolment.id).order_by("id")
    assert [(one.verb, one.actor_id) for one in events] == [
        ("enrolment_paused", who.id),
        ("enrolment_resumed", who.id),
    ]


@pytest.mark.parametrize("state", ["finished", "gone", None])
def test_another_state_can_not_be_asked_for(
    cast: Cast, api: Api, school: School, enrolment: Enrolment, state: str | None
) -> None:
    url = f"{school.base}/enrolments/{enrolment.id}"
    answer = api(cast.admin).patch(url, {"state": state} if state else {})
    assert (answer.status_code, code_of(answer)) == (400, "invalid")
    before = enrolment.next_nudge_at
    enrolment.refresh_from_db()
    assert (enrolment.state, enrolment.next_nudge_at) == ("active", before)


def test_a_finished_enrolment_stays_finished(
    cast: Cast, api: Api, school: School, enrolment: Enrolment
) -> None:
    for step in range(3):
        school.scored(cast.employee, step)
    answer = api(cast.admin).patch(f"{school.base}/enrolments/{enrolment.id}", {"state": "paused"})
    assert (answer.status_code, answer.json()["state"]) == (200, "finished")
    assert not AuditEvent.objects.filter(object_id=enrolment.id).exists()
