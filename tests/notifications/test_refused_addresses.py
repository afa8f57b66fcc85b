"""Repeated hard bounces stop mail to an address, and an admin is told."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db.models.functions import Now

from accounts.models import Membership, Person, Role
from notifications import services
from notifications.models import Channel, Delivery, DeliveryState, Message, RefusedAddress
from notifications.services.addresses import REFUSALS
from tests.cast import Api, Cast, person_in
from tests.dispatched import Answer
from tests.meanwhile import just_before
from tests.notifications.conftest import Tell
from tests.notifications.odd_server import OddServer, odd_server

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
EMMA = "emma@haven.example"


@pytest.fixture
def server(settings: Any) -> Iterator[OddServer]:
    with odd_server(settings) as started:
        started.refused[EMMA] = "550 5.1.1 no such mailbox"
        yield started


def _mail_of(message: Message) -> Delivery:
    return message.deliveries.get(channel=Channel.MAIL)


def _refuse(cast: Cast, tell: Tell, run_dispatched: Answer, times: int) -> None:
    for _ in range(times):
        tell(cast.employee)
        tell(cast.teammate)
        run_dispatched()


def _told(api: Api, member: Membership) -> list[str]:
    found = api(member).get("/api/v1/haven/messages").json()["results"]
    return [one["text"] for one in found if one["kind"] == "address_stopped"]


def test_an_address_that_is_refused_again_and_again_gets_nothing_more_and_an_admin_is_told(
    cast: Cast, tell: Tell, server: OddServer, run_dispatched: Answer, api: Api
) -> None:
    _refuse(cast, tell, run_dispatched, REFUSALS)
    stopped = tell(cast.employee)
    run_dispatched()
    mail = _mail_of(stopped)
    assert (mail.state, mail.reason) == (DeliveryState.SKIPPED, "address_stopped")
    [text] = _told(api, cast.admin)
    assert text == ("Mail to Emma does not arrive: there is no such mailbox. Check the address.")
    for part, member in cast.by_role().items():
        if part not in {"admin", "stranger"}:
            assert _told(api, member) == [], part
    assert not Message.objects.filter(recipient=cast.stranger).exists()


def test_who_is_no_admin_any_more_reads_no_names_of_colleagues_and_counts_none(
    cast: Cast, tell: Tell, server: OddServer, run_dispatched: Answer, api: Api
) -> None:
    _refuse(cast, tell, run_dispatched, REFUSALS)
    client = api(cast.admin)
    [told] = client.get("/api/v1/haven/messages").json()["results"]
    assert client.get("/api/v1/haven/messages/unread").json() == {"count": 1}
    Membership.objects.filter(pk=cast.admin.pk).update(roles=["employee"])
    assert _told(api, cast.admin) == []
    assert client.get("/api/v1/haven/messages/unread").json() == {"count": 0}
    assert client.put(f"/api/v1/haven/messages/{told['id']}/reading").status_code == 404
    Membership.objects.filter(pk=cast.admin.pk).update(roles=["admin"])
    assert len(_told(api, cast.admin)) == 1


def test_an_admin_who_opens_the_person_has_read_it(
    cast: Cast, tell: Tell, server: OddServer, run_dispatched: Answer, api: Api
) -> None:
    _refuse(cast, tell, run_dispatched, REFUSALS)
    admin, path = api(cast.admin), "/api/v1/haven/messages/reading"
    assert admin.put(path, {"about": str(cast.teammate.pk)}).json() == {"count": 1}
    assert admin.put(path, {"about": str(cast.employee.pk)}).json() == {"count": 0}


def test_word_of_a_stopped_address_is_read_once_the_address_is_corrected(
    cast: Cast, tell: Tell, server: OddServer, run_dispatched: Answer, api: Api
) -> None:
    """Also by the other admins: there is nothing left to do."""
    other = person_in(cast.haven, "Otto", Role.ADMIN)
    _refuse(cast, tell, run_dispatched, REFUSALS)
    unread = "/api/v1/haven/messages/unread"
    assert api(other).get(unread).json() == {"count": 1}
    path = f"/api/v1/haven/people/{cast.employee.pk}"
    assert api(cast.admin).patch(path, {"email": "emma@new.example"}).status_code == 200
    for member in (cast.admin, other):
        assert api(member).get(unread).json() == {"count": 0}
    kinds = Message.objects.filter(recipient=cast.employee, read_at__isnull=True)
    assert "mail_stopped" not in kinds.values_list("kind", flat=True)


def test_a_refusal_or_two_stop_nothing(
    cast: Cast, tell: Tell, server: OddServer, run_dispatched: Answer, api: Api
) -> None:
    _refuse(cast, tell, run_dispatched, REFUSALS - 1)
    server.refused.clear()
    arrived = tell(cast.employee)
    run_dispatched()
    assert _mail_of(arrived).state == DeliveryState.SENT
    assert not RefusedAddress.objects.exists()
    assert _told(api, cast.admin) == []


def test_a_full_mailbox_is_no_missing_one(
    cast: Cast, tell: Tell, server: OddServer, run_dispatched: Answer
) -> None:
    server.refused[EMMA] = "552 5.2.2 mailbox full"
    _refuse(cast, tell, run_dispatched, REFUSALS)
    assert not RefusedAddress.objects.exists()


def test_a_server_that_refuses_everybody_stops_nobody(
    cast: Cast, tell: Tell, server: OddServer, run_dispatched: Answer, api: Api
) -> None:
    """Many servers say 550 without more where they do not know us."""
    server.refused.clear()
    server.answers["recipient"] = "550 relay not permitted"
    _refuse(cast, tell, run_dispatched, REFUSALS + 1)
    assert not RefusedAddress.objects.filter(stopped_at__isnull=False).exists()
    assert _told(api, cast.admin) == []


def test_a_corrected_address_gets_mail_again(
    cast: Cast, tell: Tell, server: OddServer, run_dispatched: Answer
) -> None:
    _refuse(cast, tell, run_dispatched, REFUSALS)
    Person.objects.filter(pk=cast.employee.person_id).update(email="emma@new.example")
    tell(cast.employee)
    run_dispatched()
    assert "emma@new.example" in server.accepted


def test_sending_again_tries_a_stopped_address_anew(
    cast: Cast, tell: Tell, server: OddServer, run_dispatched: Answer
) -> None:
    _refuse(cast, tell, run_dispatched, REFUSALS)
    server.refused.clear()
    failed = Delivery.objects.filter(state=DeliveryState.FAILED).values_list("pk", flat=True)
    assert services.send_again(ids=list(failed), operator=None) == REFUSALS
    run_dispatched()
    assert server.accepted.count(EMMA) == REFUSALS
    tell(cast.employee)
    run_dispatched()
    assert server.accepted.count(EMMA) == REFUSALS + 1


def test_an_address_that_no_mail_can_name_is_stopped_too_and_delays_no_other(
    cast: Cast, tell: Tell, server: OddServer, run_dispatched: Answer, api: Api
) -> None:
    """Rows of before such addresses were refused may have one."""
    Person.objects.filter(pk=cast.employee.person_id).update(email="\u00e9mma@haven.example")
    first = tell(cast.employee)
    _refuse(cast, tell, run_dispatched, REFUSALS)
    mail = _mail_of(first)
    assert (mail.state, mail.reason) == (DeliveryState.FAILED, "address_invalid")
    assert server.accepted == ["tom@haven.example"] * REFUSALS
    assert len(_told(api, cast.admin)) == 1


def test_two_workers_that_stop_one_address_tell_an_admin_once(
    cast: Cast, tell: Tell, server: OddServer, run_dispatched: Answer, api: Api
) -> None:
    """The one that comes second, just before it writes that the address is stopped."""
    _refuse(cast, tell, run_dispatched, REFUSALS - 1)

    def stop() -> None:
        RefusedAddress.objects.update(stopped_at=Now())

    with just_before('UPDATE "notifications_refusedaddress" SET "stopped_at"', stop):
        _refuse(cast, tell, run_dispatched, 1)
    assert _told(api, cast.admin) == []
