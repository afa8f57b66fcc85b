"""People are marked as present by the trainer's list, or by the code on the trainer's screen."""

from datetime import UTC, datetime, timedelta

import pytest

from accounts.models import AuditEvent
from core.ids import new_id
from tests.cast import Api, Cast, code_of
from tests.training.live import begin_now, planned, state_of, url_of
from training.domain.workshops import STEP, is_current, step_of
from training.domain.workshops import code_of as made_code
from training.errors import WorkshopFull
from training.models import AttendanceState, Workshop
from training.services import workshops

NOW = datetime(2027, 3, 2, 9, 30, tzinfo=UTC)
KEY, ID = b"key", new_id()


@pytest.mark.parametrize(
    ("ago", "counts"), [(0, True), (60, True), (89, True), (90, False), (-30, False)]
)
def test_a_photographed_code_is_useless_after_a_minute_and_a_half(ago: int, counts: bool) -> None:
    start = datetime.fromtimestamp(step_of(NOW) * STEP.total_seconds(), UTC)
    shown = made_code(KEY, ID, step_of(start))
    assert is_current(shown, KEY, ID, start + timedelta(seconds=ago)) == counts


def test_a_code_is_of_one_workshop_and_one_installation() -> None:
    shown = made_code(KEY, ID, step_of(NOW))
    assert not is_current(shown, KEY, new_id(), NOW)
    assert not is_current(shown, b"other", ID, NOW)
    assert not is_current("é" + shown, KEY, ID, NOW)


@pytest.mark.slow
def test_the_code_marks_who_is_registered_once(cast: Cast, api: Api) -> None:
    row = planned(cast.haven, trainer=cast.coach)
    workshops.register(member=cast.employee, workshop=row.id)
    assert code_of(api(cast.coach).get(url_of(row, "/code"))) == "check_in_closed"
    begin_now(row)
    shown = api(cast.coach).get(url_of(row, "/code")).json()
    assert 0 < shown["next_in_ms"] <= 30_000
    for _each in range(2):
        answer = api(cast.employee).put(url_of(row, "/check-in"), {"code": shown["code"]})
        assert answer.json() == {"state": "attended", "place": None}
    row.refresh_from_db()
    assert row.seats_taken == 1
    wrong = api(cast.teammate).put(url_of(row, "/check-in"), {"code": "A" * 16})
    assert code_of(wrong) == "code_expired"
    assert state_of(row, cast.teammate) is None


@pytest.mark.slow
def test_others_may_walk_in_while_seats_are_left(cast: Cast) -> None:
    row = planned(cast.haven, seats=1)
    begin_now(row)
    code = workshops.show_code(actor=cast.manager, workshop=row.id).code
    workshops.check_in(member=cast.teammate, workshop=row.id, code=code)
    with pytest.raises(WorkshopFull):
        workshops.check_in(member=cast.employee, workshop=row.id, code=code)
    # Once the trainer saw that somebody is not there, their seat is free.
    workshops.mark(
        actor=cast.manager,
        workshop=row.id,
        membership=cast.teammate.id,
        state=AttendanceState.ABSENT,
    )
    workshops.check_in(member=cast.employee, workshop=row.id, code=code)
    row.refresh_from_db()
    assert (row.seats_taken, state_of(row, cast.employee)) == (1, "attended")


@pytest.mark.slow
def test_the_list_says_who_was_there_and_the_audit_log_who_said_so(cast: Cast, api: Api) -> None:
    row = planned(cast.haven)
    workshops.register(member=cast.employee, workshop=row.id)
    url = url_of(row, f"/attendances/{cast.employee.id}")
    assert code_of(api(cast.manager).put(url, {"state": "attended"})) == "check_in_closed"
    begin_now(row)
    for state in ("absent", "attended", "attended"):
        assert api(cast.manager).put(url, {"state": state}).json()["state"] == state
    assert AuditEvent.objects.filter(verb="workshop_attendance_marked").count() == 2
    walked_in = url_of(row, f"/attendances/{cast.teammate.id}")
    assert api(cast.manager).put(walked_in, {"state": "attended"}).json()["state"] == "attended"
    assert api(cast.coach).put(url, {"state": "absent"}).status_code == 404
    assert Workshop.objects.get().seats_taken == 2
