"""A live session that is cancelled or moved tells the people who had checked in as it tells the
others."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Team
from notifications.models import Message
from tests.cast import Api, Cast
from tests.training.live import body_of, planned, state_of, told, url_of
from tests.training.test_team_risks import BODY, DUTIES, risk_of
from tests.training.test_workshop_steps import add_workshop
from tests.training.world import School, fresh
from training import services
from training.models import AttendanceState, Enrolment, Workshop
from training.queries.live_steps import attended_steps
from training.services import workshops

pytestmark = pytest.mark.slow


def about_to_begin(cast: Cast, kind: str = "physical") -> Workshop:
    """Store a workshop that begins in a quarter of an hour, at which Emma is present already and
    Tom is expected."""
    row = planned(cast.haven, kind=kind)
    starts = timezone.now().replace(second=0, microsecond=0) + timedelta(minutes=15)
    Workshop.objects.filter(pk=row.pk).update(starts_at=starts, ends_at=starts + timedelta(hours=3))
    for member in (cast.employee, cast.teammate):
        workshops.register(member=member, workshop=row.id)
    workshops.mark(
        actor=cast.manager,
        workshop=row.id,
        membership=cast.employee.id,
        state=AttendanceState.ATTENDED,
    )
    row.refresh_from_db()
    return row


def has_had_it(cast: Cast, api: Api) -> bool:
    [seen] = api(cast.manager).get(DUTIES).json()
    return "Emma" not in [one["person_name"] for one in seen["lacking"]]


def test_a_cancellation_reaches_them_and_nobody_was_there(
    cast: Cast, api: Api, school: School, enrolment: Enrolment
) -> None:
    step = add_workshop(school, 9)
    for place in range(3):
        school.submitted(cast.employee, place)
    services.plan(enrolments=[enrolment.id])
    api(cast.admin).put(risk_of(Team.objects.get(name="Desk")), BODY)
    row = about_to_begin(cast)
    assert has_had_it(cast, api)
    assert fresh(enrolment).state == "finished"
    assert api(cast.admin).put(url_of(row, "/cancellation")).status_code == 200
    assert told(cast.employee) == ["registered", "cancelled"]
    message = Message.objects.get(recipient=cast.employee, kind="workshop_cancelled")
    assert message.context["calendar"]["method"] == "CANCEL"
    assert not has_had_it(cast, api)
    assert (enrolment.id, step.id) not in attended_steps([enrolment.id])
    assert fresh(enrolment).state == "active"


def test_another_date_reaches_them_and_they_are_expected_there(
    cast: Cast, api: Api, school: School, enrolment: Enrolment
) -> None:
    step = add_workshop(school, 9)
    api(cast.admin).put(risk_of(Team.objects.get(name="Desk")), BODY)
    row = about_to_begin(cast)
    mo = api(cast.admin)
    tag = mo.get(url_of(row)).headers["ETag"]
    # Another place alone leaves them present.
    here = mo.get(url_of(row)).json()
    other = {
        "kind": "physical",
        "place": "Elsewhere",
        "starts_local": here["starts_local"],
        "ends_local": here["ends_local"],
    }
    answer = mo.put(url_of(row), body_of(**other), HTTP_IF_MATCH=tag)
    assert (answer.status_code, state_of(row, cast.employee)) == (200, "attended")
    assert told(cast.employee) == ["registered", "changed"]

    moved = body_of(kind="physical", place="Elsewhere")
    answer = mo.put(url_of(row), moved, HTTP_IF_MATCH=answer.headers["ETag"])
    assert answer.status_code == 200, answer.content
    assert told(cast.employee) == told(cast.teammate) == ["registered", "changed", "changed"]
    last = Message.objects.filter(recipient=cast.employee, kind="workshop_changed").last()
    assert last is not None
    assert last.context["calendar"]["method"] == "REQUEST"
    assert state_of(row, cast.employee) == "registered"
    row.refresh_from_db()
    assert row.seats_taken == 2
    assert not has_had_it(cast, api)
    assert (enrolment.id, step.id) not in attended_steps([enrolment.id])
