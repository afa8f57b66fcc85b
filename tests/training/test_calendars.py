"""Calendars: the invitation that a mail carries, and the feed behind a secret address."""

from datetime import timedelta
from typing import Any

import pytest
from django.db.models.functions import Now
from django.test import Client
from icalendar import Calendar

from accounts.models import Membership
from core.etags import ANY, Precondition
from core.ids import new_id
from notifications import services as notifications
from notifications.models import Channel, Delivery
from tests.cast import Api, Cast, code_of
from tests.notifications.conftest import MailServer, mail_server
from tests.training.live import end_now, planned, url_of
from tests.training.world import School
from training.models import CalendarFeed, Workshop
from training.services import workshops

__all__ = ["mail_server"]
pytestmark = pytest.mark.slow
FEED = "/api/v1/haven/calendar-feed"


def _invitations(server: MailServer) -> list[tuple[str, Any]]:
    """Return method and event of each mail's calendar part, in the order in which they left."""
    found = []
    for mail in server.accepted:
        for part in mail.walk():
            if part.get_content_type() == "text/calendar":
                calendar = Calendar.from_ical(part.get_content())
                [event] = calendar.walk("VEVENT")
                assert part.get_param("method") == calendar["METHOD"]
                found.append((str(calendar["METHOD"]), event))
    return found


def _deliver() -> None:
    rows = Delivery.objects.filter(channel=Channel.MAIL, state="waiting").order_by("id")
    notifications.deliver(ids=list(rows.values_list("id", flat=True)))


@pytest.mark.django_db(transaction=True)
def test_a_mail_invites_changes_and_cancels_one_entry(cast: Cast, mail_server: MailServer) -> None:
    row = planned(cast.haven, seats=1)
    for member in (cast.employee, cast.teammate):
        workshops.register(member=member, workshop=row.id)
    _deliver()
    names = ("title", "description", "kind", "starts_at", "ends_at", "time_zone", "seats")
    kept = {name: getattr(row, name) for name in names}
    workshops.save(
        actor=cast.admin,
        workshop=row.id,
        plan=workshops.WorkshopPlan(**kept, place="Elsewhere"),
        seen=Precondition(if_match=ANY),
    )
    _deliver()
    workshops.cancel(actor=cast.admin, workshop=row.id)
    _deliver()
    # Tom, who waits, is told by mail too, without anything for his calendar.
    assert len(mail_server.accepted) == 5
    sent = _invitations(mail_server)
    assert [method for method, _event in sent] == ["REQUEST", "REQUEST", "CANCEL"]
    assert {str(event["UID"]) for _method, event in sent} == {str(row.id)}
    numbers = [int(event["SEQUENCE"]) for _method, event in sent]
    assert numbers == sorted(set(numbers))
    assert [str(event["LOCATION"]) for _method, event in sent] == ["Utrecht", *["Elsewhere"] * 2]
    event = sent[-1][1]
    assert str(event["STATUS"]) == "CANCELLED"
    assert str(event["ATTENDEE"]) == "mailto:emma@haven.example"
    assert event.decoded("DTSTART") == row.starts_at.replace(microsecond=0)
    assert event["DTSTART"].to_ical().endswith(b"Z")
    assert str(event["SUMMARY"]) == row.title["nl"]


@pytest.mark.django_db(transaction=True)
def test_who_withdraws_and_comes_back_has_one_entry(cast: Cast, mail_server: MailServer) -> None:
    row = planned(cast.haven)
    for verb in (workshops.register, workshops.withdraw, workshops.register):
        verb(member=cast.employee, workshop=row.id)
        _deliver()
    sent = _invitations(mail_server)
    assert [method for method, _event in sent] == ["REQUEST", "CANCEL", "REQUEST"]
    assert [int(event["SEQUENCE"]) for _method, event in sent] == [0, 1, 2]


def test_a_feed_is_read_without_signing_in_until_it_is_renewed_or_ended(
    cast: Cast, api: Api
) -> None:
    row = planned(cast.haven)
    workshops.register(member=cast.employee, workshop=row.id)
    emma = api(cast.employee)
    assert emma.get(FEED).json()["is_on"] is False
    assert code_of(emma.patch(FEED, {"with_practice": True})) == "not_found"
    first = _path(emma.post(FEED, {"with_practice": False}))
    assert emma.get(FEED).json()["address"] is None
    assert first.split("/")[-1].removesuffix(".ics") not in CalendarFeed.objects.get().secret_hash
    answer = Client().get(first)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert "private" in answer["Cache-Control"]
    assert [str(event["UID"]) for event in _events(answer.content)] == [str(row.id)]

    second = _path(emma.post(FEED, {"with_practice": False}))
    emma_gone = Client().get(second)
    emma.delete(FEED)
    unknown = "/api/calendar/never-was.ics"
    answers = [Client().get(path) for path in (first, second, unknown)]
    assert emma_gone.status_code == 200
    assert [one.status_code for one in answers] == [404] * 3
    assert len({(one.content, str(one.headers)) for one in answers}) == 1


def test_the_feed_of_somebody_who_left_is_unknown(cast: Cast, api: Api) -> None:
    path = _path(api(cast.employee).post(FEED, {"with_practice": True}))
    Membership.objects.filter(pk=cast.employee.pk).update(is_active=False)
    assert Client().get(path).status_code == 404


def test_what_did_not_change_is_not_sent_again(cast: Cast, api: Api) -> None:
    row = planned(cast.haven)
    workshops.register(member=cast.employee, workshop=row.id)
    path = _path(api(cast.employee).post(FEED, {"with_practice": False}))
    tag = Client().get(path)["ETag"]
    same = Client().get(path, headers={"If-None-Match": tag})
    assert (same.status_code, same.content, same["ETag"]) == (304, b"", tag)
    workshops.cancel(actor=cast.admin, workshop=row.id)
    changed = Client().get(path, headers={"If-None-Match": tag})
    assert changed.status_code == 200
    [event] = _events(changed.content)
    assert (str(event["STATUS"]), int(event["SEQUENCE"])) == ("CANCELLED", 1)


def test_it_has_what_one_goes_to_and_planned_practice_only_if_wished(
    cast: Cast, api: Api, school: School
) -> None:
    enrolment = school.enrol(cast.employee)
    going, left, over = (planned(cast.haven) for _each in range(3))
    for row in (going, left, over):
        workshops.register(member=cast.employee, workshop=row.id)
    workshops.withdraw(member=cast.employee, workshop=left.id)
    end_now(over)
    Workshop.objects.filter(pk=over.pk).update(
        starts_at=Now() - timedelta(days=100), ends_at=Now() - timedelta(days=99)
    )
    emma = api(cast.employee)
    path = _path(emma.post(FEED, {"with_practice": False}))
    assert [str(event["UID"]) for event in _events(Client().get(path).content)] == [str(going.id)]
    emma.patch(FEED, {"with_practice": True})
    content = Client().get(path).content
    practice = _events(content)[1]
    assert practice.decoded("DTSTART") == enrolment.next_nudge_at
    assert str(practice["TRANSP"]) == "TRANSPARENT"
    # Neither an exercise nor a person is named.
    for name in ("barrier", "Emma", "emma@"):
        assert name not in content.decode()


def test_one_session_is_a_file(cast: Cast, api: Api) -> None:
    row = planned(cast.haven)
    answer = api(cast.employee).get(url_of(row, "/calendar"))
    assert answer["Content-Disposition"] == 'attachment; filename="live-session.ics"'
    [event] = _events(answer.content)
    assert str(event["LOCATION"]) == "Utrecht"
    assert api(cast.employee).get(url_of(new_id(), "/calendar")).status_code == 404


def _path(answer: Any) -> str:
    assert answer.status_code == 201, answer.content
    address = str(answer.json()["address"])
    return address[address.index("/api/calendar/") :]


def _events(content: bytes) -> list[Any]:
    return list(Calendar.from_ical(content).walk("VEVENT"))
