"""PUT programmes/{id}/settings and .../archival: a programme is made, changed, ended, restored."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from accounts.models import Membership
from core.ids import new_id
from notifications.models import Channel, Delivery
from tests.cast import Api, Cast, code_of
from tests.training.world import Json, School, fresh, let_due, let_retry
from training import services
from training.models import Enrolment, Programme

pytestmark = pytest.mark.slow
NEW: Json = {"name": {"nl": "Rustig aan de balie", "en": "Calm at the desk"}}


def save(
    api: Api, school: School, actor: Membership, id: object, tag: str | None, **body: object
) -> Any:
    headers = {"If-Match": tag} if tag else {"If-None-Match": "*"}
    url = f"{school.base}/programmes/{id}/settings"
    return api(actor).put(url, {**NEW, **body}, headers=headers)


@pytest.mark.parametrize("actor", ["manager", "admin"])
def test_it_makes_a_programme_once(cast: Cast, api: Api, school: School, actor: str) -> None:
    id, who = new_id(), cast.by_role()[actor]
    first = save(api, school, who, id, None, weeks=12, starts_on="2027-01-04")
    again = save(api, school, who, id, None, weeks=12, starts_on="2027-01-04")
    assert (first.status_code, again.status_code) == (201, 200), first.content
    assert first.json() == again.json()
    assert first["ETag"] == again["ETag"]
    assert (first.json()["weeks"], first.json()["finish_rule"]) == (12, "all_steps")
    listed = api(cast.employee).get(f"{school.base}/programmes").json()["results"]
    assert "Calm at the desk" not in str(listed)  # Emma reads Dutch
    assert "Rustig aan de balie" in [one["name"] for one in listed]


def test_of_two_who_change_it_the_second_is_told(cast: Cast, api: Api, school: School) -> None:
    id = new_id()
    tag = save(api, school, cast.manager, id, None)["ETag"]
    assert save(api, school, cast.admin, id, tag, review_promise_hours=24).status_code == 200
    late = save(api, school, cast.manager, id, tag, review_promise_hours=72)
    assert (late.status_code, code_of(late)) == (412, "programme_changed")
    assert code_of(save(api, school, cast.manager, id, None)) == "programme_changed"
    assert Programme.objects.get(pk=id).review_promise_hours == 24


def test_it_refuses_what_is_no_programme(cast: Cast, api: Api, school: School) -> None:
    for body, attr in (
        ({"name": {"nl": " "}}, "name"),
        ({"name": {"de": "Ruhig"}}, "name.de"),
        ({"finish_rule": "at_end"}, "weeks"),
        ({"weeks": 0}, "weeks"),
    ):
        answer = save(api, school, cast.admin, new_id(), None, **body)
        assert (answer.status_code, code_of(answer)) == (400, "invalid")
        assert [one["attr"] for one in answer.json()["errors"]] == [attr]
    foreign = Programme.objects.create(organisation=cast.burcht, code="x", name={"nl": "X"})
    answer = save(api, school, cast.admin, foreign.id, None)
    assert (answer.status_code, code_of(answer)) == (404, "not_found")


def change(school: School, cast: Cast, **settings: Any) -> None:
    Programme.objects.filter(pk=school.programme.id).update(**settings)
    ids: list[UUID] = list(Enrolment.objects.values_list("id", flat=True))
    services.plan(enrolments=ids)


def test_no_nudge_comes_before_it_begins(
    cast: Cast, api: Api, school: School, enrolment: Enrolment
) -> None:
    day = timezone.localdate() + timedelta(days=30)
    tag = api(cast.admin).get(f"{school.base}/programmes/{school.programme.id}/settings")["ETag"]
    answer = save(api, school, cast.admin, school.programme.id, tag, starts_on=day.isoformat())
    assert answer.status_code == 200, answer.content
    services.plan_waiting()  # what a worker does once it is committed
    planned = fresh(enrolment).next_nudge_at
    assert planned is not None
    assert day <= planned.date() <= day + timedelta(days=3)


def test_it_ends_with_its_weeks_where_that_is_the_rule(
    cast: Cast, school: School, enrolment: Enrolment
) -> None:
    change(school, cast, weeks=2, finish_rule="at_end")
    for step in range(3):
        school.submitted(cast.employee, step)
    assert (fresh(enrolment).state, enrolment.set_aside) == ("active", "until_end")
    # Before its end, too: a technique fades, or a member who was switched off is back.
    assert enrolment.retry_at is not None
    assert enrolment.retry_at <= timezone.now() + timedelta(hours=6)
    Enrolment.objects.update(created_at=timezone.now() - timedelta(days=15))
    let_retry()
    services.plan_waiting()
    assert (fresh(enrolment).state, enrolment.set_aside) == ("finished", "")


def test_no_nudge_comes_after_its_weeks(cast: Cast, school: School, enrolment: Enrolment) -> None:
    Enrolment.objects.update(created_at=timezone.now() - timedelta(days=6, hours=23))
    change(school, cast, weeks=1, finish_rule="at_end", days_between=1, weekdays=[1])
    school.submitted(cast.employee)
    change(school, cast, days_between=14, days_at_most=14)
    assert fresh(enrolment).next_nudge_at is None


def test_mail_that_waits_does_not_leave_once_the_programme_is_archived(
    cast: Cast, school: School, enrolment: Enrolment
) -> None:
    let_due(enrolment)
    assert services.hand_over(nudges=services.claim_due()) == 1
    services.archive_programme(actor=cast.admin, programme=school.programme.id)
    mail = Delivery.objects.get(message__recipient=cast.employee, channel=Channel.MAIL)
    assert (mail.state, mail.reason) == ("skipped", "archived")


def test_an_archived_programme_is_silent_and_goes_on_once_restored(
    cast: Cast, api: Api, school: School, enrolment: Enrolment
) -> None:
    url = f"{school.base}/programmes/{school.programme.id}/archival"
    let_due(enrolment)
    (nudge,) = services.claim_due()
    admin = api(cast.admin)
    first, again = admin.put(url), admin.put(url)
    assert first.json()["archived_at"] == again.json()["archived_at"] is not None
    assert services.hand_over(nudges=[nudge]) == 0
    services.sweep()
    assert (fresh(enrolment).state, enrolment.next_nudge_at) == ("active", None)
    assert api(cast.employee).get(f"{school.base}/today").json()["card"] is None
    body = {"programme": str(school.programme.id), "membership": str(cast.teammate.id)}
    refused = api(cast.manager).post(f"{school.base}/enrolments", body)
    assert (refused.status_code, code_of(refused)) == (409, "programme_archived")
    assert admin.delete(url).json()["archived_at"] is None
    services.plan_waiting()  # what a worker does once it is committed
    assert fresh(enrolment).next_nudge_at is not None
