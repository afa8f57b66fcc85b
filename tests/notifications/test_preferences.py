"""A member switches messages off and sets quiet hours; both hold when a message is written, and
again when it is sent."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Membership
from coaching.messages import FEEDBACK_READY
from notifications import services
from notifications.messages import INVITATION, NAME_CORRECTED
from notifications.models import Delivery, Message, Preference
from notifications.queries import quiet_hours_of
from notifications.services import Outgoing, send_many, set_preference
from tests.at_once import at_once
from tests.cast import Api, Cast, code_of
from tests.meanwhile import elsewhere, just_before
from tests.notifications.conftest import MailServer, Tell
from tests.notifications.quiet import QUIET_HOURS, quiet_now
from training.messages import NUDGE

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
PREFERENCES = "/api/v1/haven/message-preferences"
NUDGE_BY_MAIL = {"kind": "nudge", "channel": "mail"}


def _off(member: Membership) -> None:
    set_preference(membership=member, **NUDGE_BY_MAIL, wanted=False)


def _mail_of(message: Message) -> Delivery | None:
    return message.deliveries.filter(channel="mail").first()


def test_rule_9_what_is_switched_off_is_not_sent_but_is_in_the_app(
    cast: Cast, api: Api, tell: Tell
) -> None:
    client = api(cast.employee)
    for _ in range(2):
        answer = client.put(PREFERENCES, NUDGE_BY_MAIL | {"wanted": False})
        [nudge] = [one for one in answer.json()["kinds"] if one["kind"] == "nudge"]
        assert nudge["label"] == "er staat een oefening klaar"
        assert {"channel": "mail", "label": "e-mail", "wanted": False} in nudge["channels"]
    nudge_of_emma, nudge_of_tom = tell(cast.employee), tell(cast.teammate)
    feedback = tell(cast.employee, kind=FEEDBACK_READY)
    assert _mail_of(nudge_of_emma) is None
    assert _mail_of(nudge_of_tom)
    assert _mail_of(feedback)
    assert len(client.get("/api/v1/haven/messages").json()["results"]) == 2
    client.put(PREFERENCES, NUDGE_BY_MAIL | {"wanted": True})
    assert Preference.objects.count() == 0
    assert _mail_of(tell(cast.employee))


def test_nobody_is_asked_about_a_channel_that_is_off(cast: Cast, api: Api, settings: Any) -> None:
    def asked() -> set[str]:
        kinds = api(cast.employee).get(PREFERENCES).json()["kinds"]
        return {channel["channel"] for kind in kinds for channel in kind["channels"]}

    assert asked() == {"mail", "push"}
    settings.VAPID_PRIVATE_KEY = ""
    assert asked() == {"mail"}


def test_rule_9_what_waits_is_stopped_at_once(
    cast: Cast, tell: Tell, mail_server: MailServer
) -> None:
    waiting, other = tell(cast.employee), tell(cast.employee, kind=FEEDBACK_READY)
    _off(cast.employee)
    stopped = _mail_of(waiting)
    assert stopped
    assert (stopped.state, stopped.reason) == ("skipped", "not_wanted")
    services.deliver(ids=[one.pk for one in (stopped, _mail_of(other)) if one])
    assert len(mail_server.accepted) == 1


def test_rule_9_it_is_checked_again_when_it_is_sent(
    cast: Cast, tell: Tell, mail_server: MailServer
) -> None:
    """Also where the verb found nothing yet, because the message was being written."""
    message = tell(cast.employee)
    Preference.objects.create(membership=cast.employee, **NUDGE_BY_MAIL, wanted=False)
    mail = _mail_of(message)
    assert mail
    services.deliver(ids=[mail.pk])
    mail.refresh_from_db()
    assert (mail.state, mail.reason) == ("skipped", "not_wanted")
    assert mail_server.accepted == []


def test_rule_9_it_holds_within_a_batch_that_a_worker_has_read(
    cast: Cast, tell: Tell, mail_server: MailServer
) -> None:
    mail = _mail_of(tell(cast.employee))
    assert mail
    with just_before('UPDATE "notifications_delivery"', elsewhere(lambda: _off(cast.employee))):
        services.deliver(ids=[mail.pk])
    assert mail_server.accepted == []


def test_two_tabs_that_switch_the_same_at_once_leave_one_row(cast: Cast) -> None:
    at_once(*[lambda: _off(cast.employee)] * 4)
    assert Preference.objects.count() == 1


def test_what_is_about_signing_in_always_comes(
    cast: Cast, api: Api, tell: Tell, mail_server: MailServer
) -> None:
    client = api(cast.employee)
    shown = {one["kind"] for one in client.get(PREFERENCES).json()["kinds"]}
    assert "nudge" in shown
    assert not shown & {INVITATION.name, NAME_CORRECTED.name, "reading_asked"}
    answer = client.put(PREFERENCES, {"kind": "nudge", "channel": "in_app", "wanted": False})
    assert (answer.status_code, code_of(answer)) == (409, "always_comes")
    quiet_now(api, cast.employee)
    invitation = tell(cast.employee, kind=INVITATION, context={"organisation": "Haven"})
    services.deliver(ids=list(invitation.deliveries.values_list("pk", flat=True)))
    assert len(mail_server.accepted) == 1


def test_rule_4_mail_waits_for_the_end_of_the_quiet_hours(
    cast: Cast, api: Api, tell: Tell, mail_server: MailServer
) -> None:
    end = quiet_now(api, cast.employee)
    mail, other = _mail_of(tell(cast.employee)), _mail_of(tell(cast.teammate))
    assert mail
    assert other
    assert (mail.due_at, mail.reason) == (end, "quiet_hours")
    services.deliver(ids=[mail.pk, other.pk])
    assert mail_server.recipients == ["tom@haven.example"]


def test_rule_4_it_is_checked_again_when_it_is_sent_and_costs_no_try(
    cast: Cast, api: Api, tell: Tell, mail_server: MailServer
) -> None:
    mail = _mail_of(tell(cast.employee))
    assert mail
    end = quiet_now(api, cast.employee)
    services.deliver(ids=[mail.pk])
    mail.refresh_from_db()
    assert (mail.state, mail.due_at, mail.tries) == ("waiting", end, 0)
    client = api(cast.employee)
    seen = client.get(QUIET_HOURS).headers["ETag"]
    none = {"begins": None, "ends": None}
    assert client.put(QUIET_HOURS, none, headers={"If-Match": seen}).json()["begins"] is None
    services.deliver(ids=[mail.pk])
    assert mail_server.recipients == ["emma@haven.example"]


def test_two_tabs_do_not_overwrite_each_others_quiet_hours(cast: Cast, api: Api) -> None:
    client = api(cast.employee)
    seen = client.get(QUIET_HOURS).headers["ETag"]
    night, evening = {"begins": "22:00", "ends": "07:00"}, {"begins": "19:00", "ends": "07:00"}

    def put(body: dict[str, Any]) -> int:
        return int(
            api(cast.employee).put(QUIET_HOURS, body, headers={"If-Match": seen}).status_code
        )

    assert sorted(at_once(lambda: put(night), lambda: put(evening))) == [200, 412]
    stands = client.get(QUIET_HOURS).json()
    other = evening if stands["begins"] == "22:00" else night
    answer = client.put(QUIET_HOURS, other, headers={"If-Match": seen})
    assert (code_of(answer), answer.json()["current"]["begins"]) == (
        "quiet_hours_changed",
        stands["begins"],
    )
    same = {name: stands[name] for name in ("begins", "ends")}
    assert client.put(QUIET_HOURS, same).status_code == 200  # what stands already is no change
    assert code_of(client.put(QUIET_HOURS, other)) == "if_match_required"


@pytest.mark.parametrize(
    "body",
    [
        {"begins": "22:00", "ends": None},
        {"begins": "22:00", "ends": "22:00"},
        {"begins": "8", "ends": "9"},
        {"begins": "22:00"},
    ],
)
def test_quiet_hours_that_make_no_sense_are_refused(
    body: dict[str, Any], cast: Cast, api: Api
) -> None:
    client = api(cast.employee)
    seen = client.get(QUIET_HOURS).headers["ETag"]
    assert client.put(QUIET_HOURS, body, headers={"If-Match": seen}).status_code == 400
    assert quiet_hours_of([cast.employee.pk]) == {}


def test_many_messages_take_as_many_statements_as_one(cast: Cast, api: Api) -> None:
    _off(cast.employee)
    quiet_now(api, cast.teammate)

    def statements(members: list[Membership]) -> int:
        words = {"title": "The desk"}
        messages = [
            Outgoing(
                kind=NUDGE,
                dedupe_key=f"{len(members)}:{one.pk}",
                recipient_id=one.pk,
                context=words,
                about=one.pk,
            )
            for one in members
        ]
        with CaptureQueriesContext(
            connection,
        ) as captured:
            send_many(messages=messages)
        return len(captured)

    few = statements([cast.coach])
    assert statements([cast.employee, cast.teammate, cast.manager, cast.admin]) == few
    assert Delivery.objects.filter(channel="mail", state="waiting").count() == 4
