"""Days at the end of all calendars: refused wherever somebody may send a day, and the last ones
that are taken break nothing."""

from typing import Any

import pytest
from django.utils import timezone

from accounts.models import Team
from core.ids import new_id
from tests.cast import Api, Cast
from tests.training.world import School, fresh, recording, take_body
from training import services
from training.models import Enrolment, Take

pytestmark = pytest.mark.slow
HOSTILE = ("0001-01-01", "1999-12-31", "2200-01-01", "9999-12-31")
FIRST, LAST = "2000-01-01", "2199-12-31"


def days(day: str) -> dict[str, str]:
    return {"first_day": day, "last_day": day}


def send_all(cast: Cast, api: Api, school: School, day: str) -> list[Any]:
    """Send the day in each place that takes one."""
    url = f"{school.base}/programmes/{school.programme.id}"
    admin = api(cast.admin)
    tag = {"If-Match": admin.get(f"{url}/settings")["ETag"]}
    settings = {"name": {"nl": "X"}, "weeks": 260, "finish_rule": "at_end", "starts_on": day}
    team = Team.objects.get(name="Desk").id
    risk = {"profile": "physical", "physical_by": day}
    return [
        admin.put(f"{url}/settings", settings, headers=tag),
        admin.patch(url, {"pause_weeks": [days(day)]}, headers={"If-Match": "*"}),
        api(cast.employee).put(f"{school.base}/calendar/leaves/{new_id()}", days(day)),
        admin.put(f"{school.base}/teams/{team}/risk", risk),
    ]


@pytest.mark.parametrize("day", HOSTILE)
def test_they_are_refused(
    cast: Cast, api: Api, school: School, enrolment: Enrolment, day: str
) -> None:
    for answer in send_all(cast, api, school, day):
        assert answer.status_code == 400, answer.content
        codes = {one["code"] for one in answer.json()["errors"]}
        assert codes == {"day_out_of_range"}
    assert (
        api(cast.employee).put(f"{school.base}/calendar/snooze", {"until": day}).status_code == 400
    )
    assert fresh(enrolment).set_aside == ""


@pytest.mark.parametrize("day", [FIRST, LAST])
@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Niue"])
def test_the_first_and_the_last_break_nothing(
    cast: Cast, api: Api, school: School, enrolment: Enrolment, day: str, zone: str
) -> None:
    cast.employee.time_zone = zone
    cast.employee.save()
    for answer in send_all(cast, api, school, day):
        assert answer.status_code in (200, 201), answer.content
    services.plan_waiting()  # what a worker does once they are committed
    assert fresh(enrolment).set_aside in ("", "until_end")
    for path in ("journeys", "today", "calendar", "own-duty"):
        answer = api(cast.employee).get(f"{school.base}/{path}")
        assert answer.status_code == 200, answer.content


@pytest.mark.parametrize("said", ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"])
def test_a_phone_whose_clock_is_wrong_loses_no_recording(
    cast: Cast, api: Api, school: School, enrolment: Enrolment, said: str
) -> None:
    attempt = school.attempt(cast.employee)
    body = take_body(school.scene("respond").id, recording(cast.employee).id)
    url = f"{school.base}/attempts/{attempt.id}/takes/{new_id()}"
    answer = api(cast.employee).put(url, body | {"recorded_at": said})
    assert answer.status_code == 201, answer.content
    assert 2000 <= Take.objects.get().recorded_at.year <= timezone.now().year
