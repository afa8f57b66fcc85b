"""A programme in which somebody did nothing is not finished by them, and no certificate comes of
it."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import Membership, Role
from core.ids import new_id
from tests.cast import Api, Cast, code_of, person_in
from tests.training.test_retired import restore, retire
from tests.training.test_workshop_steps import add_workshop, be_there
from tests.training.world import School, fresh, let_retry
from training import services
from training.models import Certificate, Enrolment, Programme

pytestmark = pytest.mark.slow


def ask_certificate(api: Api, school: School, member: Membership, row: Enrolment) -> Any:
    return api(member).put(f"{school.base}/enrolments/{row.id}/certificate")


def publish(api: Api, cast: Cast, school: School, programme: object) -> None:
    url = f"{school.base}/programmes/{programme}/draft"
    admin = api(cast.admin)
    step = {
        "id": str(new_id()),
        "kind": "exercise",
        "scenario": str(school.versions[0].scenario_id),
    }
    tag = admin.get(url)["ETag"]
    tag = admin.put(url, {"steps": [step]}, headers={"If-Match": tag})["ETag"]
    done = admin.post(f"{url}/publication", headers={"If-Match": tag})
    assert done.status_code == 200, done.content
    services.plan_waiting()  # what a worker does once it is committed


def test_a_programme_without_steps_waits_for_them(cast: Cast, api: Api, school: School) -> None:
    empty = new_id()
    url = f"{school.base}/programmes/{empty}"
    settings = {"name": {"nl": "Leeg"}, "description": {}}
    assert api(cast.manager).put(f"{url}/settings", settings).status_code == 201
    body = {"programme": str(empty), "membership": str(cast.employee.id)}
    assert api(cast.manager).post(f"{school.base}/enrolments", body).status_code == 201
    assert api(cast.admin).post(f"{url}/enrolment-rules", {"team": None}).status_code == 201
    person_in(cast.haven, "New", Role.EMPLOYEE)
    rows = list(Enrolment.objects.filter(programme=empty))
    assert [(row.state, row.set_aside) for row in rows] == [("active", "no_steps")] * 2
    own = next(row for row in rows if row.membership_id == cast.employee.id)
    refused = ask_certificate(api, school, cast.employee, own)
    assert (refused.status_code, code_of(refused)) == (409, "not_finished")
    let_retry()
    assert services.plan_waiting() == 0
    assert (fresh(own).state, own.finished_at) == ("active", None)
    publish(api, cast, school, empty)
    assert (fresh(own).state, own.set_aside, own.finished_at) == ("active", "", None)
    assert own.next_nudge_at is not None


def test_retiring_every_exercise_finishes_it_for_those_alone_who_did_one(
    cast: Cast, api: Api, school: School, enrolment: Enrolment
) -> None:
    other = school.enrol(cast.teammate)
    school.submitted(cast.teammate)
    for step in range(3):
        retire(api, cast, school, step)
    assert (fresh(other).state, fresh(enrolment).state) == ("finished", "active")
    assert (enrolment.set_aside, enrolment.finished_at) == ("no_steps", None)
    assert ask_certificate(api, school, cast.employee, enrolment).status_code == 409
    assert ask_certificate(api, school, cast.teammate, other).status_code == 201
    restore(api, cast, school, 2)
    assert (fresh(enrolment).state, enrolment.next_step) == ("active", school.steps[2])
    # Whoever finished a former version keeps that.
    assert fresh(other).state == "active"
    assert other.finished_at is not None


def test_whoever_was_finished_without_doing_anything_is_so_no_more(
    cast: Cast, api: Api, school: School, enrolment: Enrolment
) -> None:
    rows = Enrolment.objects.filter(pk=enrolment.pk)
    rows.update(state="finished", finished_at=timezone.now(), next_nudge_at=None)
    services.plan(enrolments=[enrolment.id])
    assert (fresh(enrolment).state, enrolment.finished_at) == ("active", None)


def test_weeks_that_are_over_give_no_certificate_to_who_did_nothing(
    cast: Cast, api: Api, school: School, enrolment: Enrolment
) -> None:
    other = school.enrol(cast.teammate)
    school.submitted(cast.teammate)
    Programme.objects.update(weeks=2, finish_rule="at_end")
    Enrolment.objects.update(created_at=timezone.now() - timedelta(days=15))
    services.plan(enrolments=[enrolment.id, other.id])
    assert (fresh(enrolment).state, fresh(other).state) == ("finished", "finished")
    refused = ask_certificate(api, school, cast.employee, enrolment)
    assert (refused.status_code, code_of(refused)) == (409, "not_finished")
    assert ask_certificate(api, school, cast.teammate, other).status_code == 201
    assert Certificate.objects.count() == 1


def test_a_live_session_counts_also_when_its_step_was_removed(
    cast: Cast, school: School, enrolment: Enrolment
) -> None:
    school.programme.steps.update(order=None)
    session = add_workshop(school, 1)
    be_there(cast, cast.employee)
    assert fresh(enrolment).finished_at is not None
    session.order = None
    session.save()
    services.plan(enrolments=[enrolment.id])
    assert fresh(enrolment).finished_at is not None
