"""A mail service reports bounces and complaints by webhook: mail to that address is off, and the
person is told in the app."""

import hashlib
import hmac
import json
import time
from base64 import b64encode
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db.models.functions import Now
from django.test import Client

from accounts.models import AuditEvent, Membership, Person
from notifications.models import Channel, Delivery, Message, RefusedAddress
from tests.at_once import at_once
from tests.cast import PASSWORD, Api, Cast
from tests.dispatched import Answer
from tests.notifications.conftest import MailServer, Tell

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
EMMA = "emma@haven.example"
SECRET = "kalm:a-long-enough-secret-of-one"
AUTHORIZED = {"Authorization": f"Basic {b64encode(SECRET.encode()).decode()}"}
KEY = "key-of-the-mail-service"
Report = Callable[..., int]
DEEP = "[" * 200_000
CONFIRM = {
    "Type": "SubscriptionConfirmation",
    "MessageId": "165545c9-2a5c-472c-8df2-7ff2be2b3b1b",
    "Token": "2336412f37",
    "TopicArn": "arn:aws:sns:us-west-2:123456789012:MyTopic",
}
CONFIRM_HEADERS = AUTHORIZED | {
    "X-Amz-Sns-Message-Type": "SubscriptionConfirmation",
    "X-Amz-Sns-Message-Id": "165545c9-2a5c-472c-8df2-7ff2be2b3b1b",
}


@pytest.fixture
def report(settings: Any) -> Report:
    """Post a report as the service does: no cookie, no CSRF token. Returns the status."""

    def posted(
        body: object, service: str = "postmark", headers: dict[str, str] = AUTHORIZED
    ) -> int:
        settings.MAIL_EVENTS = "postmark" if service == "brevo" else service
        settings.ANYMAIL = {"WEBHOOK_SECRET": SECRET, "MAILGUN_WEBHOOK_SIGNING_KEY": KEY}
        data = body if isinstance(body, str) else json.dumps(body)
        client = Client(enforce_csrf_checks=True)
        path = f"/api/mail-events/{service}"
        return client.post(
            path, data=data, content_type="application/json", headers=headers
        ).status_code

    return posted


def postmark(kind: str = "HardBounce", address: str = EMMA, at: str = "") -> dict[str, object]:
    """Return what Postmark posts, from its documentation."""
    record = "SpamComplaint" if kind == "SpamComplaint" else "Bounce"
    return {
        "RecordType": record,
        "MessageStream": "outbound",
        "ID": 4323372036854775807,
        "Type": kind,
        "TypeCode": 1,
        "Name": "Hard bounce",
        "Tag": "Test",
        "MessageID": "883953f4-6105-42a2-a16a-77a8eac79483",
        "Metadata": {},
        "ServerID": 23,
        "Description": "The server was unable to deliver your message",
        "Details": "smtp;550 5.1.1 The email account that you tried to reach does not exist.",
        "Email": address,
        "From": "kalm@example.com",
        "BouncedAt": at or datetime.now(UTC).isoformat(),
        "DumpAvailable": True,
        "Inactive": True,
        "CanActivate": True,
        "Subject": "Je volgende oefening",
        "Content": "<Full dump of bounce>",
    }


def mailgun(
    event: str = "failed", key: str = KEY, reason: str = "bounce", severity: str = "permanent"
) -> dict[str, object]:
    """Return what Mailgun posts, from its documentation, signed with the key."""
    now, token = str(int(time.time())), "b4b4f0e1c9f0a3b6d8e7"
    signature = hmac.new(key.encode(), f"{now}{token}".encode(), hashlib.sha256).hexdigest()
    return {
        "signature": {"timestamp": now, "token": token, "signature": signature},
        "event-data": {
            "event": event,
            "id": "G9Bn5sl1TC6nu79C8C0bwg",
            "timestamp": time.time(),
            "log-level": "error",
            "severity": severity,
            "reason": reason,
            "recipient": EMMA,
            "recipient-domain": "haven.example",
            "delivery-status": {"code": 605, "attempt-no": 1, "description": "", "message": ""},
            "flags": {"is-routed": False, "is-authenticated": True},
            "message": {"headers": {"to": EMMA, "message-id": "20130503.1@example.com"}},
            "user-variables": {},
            "tags": [],
        },
    }


def told(api: Api, member: Membership) -> list[str]:
    found = api(member).get("/api/v1/haven/messages").json()["results"]
    kinds = {"mail_stopped", "mail_unwanted", "address_stopped"}
    return [one["kind"] for one in found if one["kind"] in kinds]


def mail_state(message: Message, run_dispatched: Answer) -> tuple[str, str]:
    run_dispatched()
    row = message.deliveries.get(channel=Channel.MAIL)
    return row.state, row.reason


@pytest.fixture
def mailed(cast: Cast, tell: Tell, mail_server: MailServer, run_dispatched: Answer) -> Delivery:
    """A mail that the service took."""
    message = tell(cast.employee)
    assert mail_state(message, run_dispatched) == ("sent", "")
    return message.deliveries.get(channel=Channel.MAIL)


def test_a_hard_bounce_stops_mail_and_tells_the_person_and_an_admin(
    cast: Cast, api: Api, tell: Tell, mailed: Delivery, report: Report, run_dispatched: Answer
) -> None:
    preferences = "/api/v1/haven/message-preferences"
    assert api(cast.employee).get(preferences).json()["mail_stopped"] == ""
    for _ in range(2):
        assert report(postmark(address="Emma@Haven.example")) == 200
    assert mail_state(tell(cast.employee), run_dispatched) == ("skipped", "address_stopped")
    assert told(api, cast.employee) == ["mail_stopped"]
    assert told(api, cast.admin) == ["address_stopped"]
    assert api(cast.employee).get(preferences).json()["mail_stopped"] == "no_mailbox"
    assert RefusedAddress.objects.count() == 1
    assert mail_state(tell(cast.teammate), run_dispatched) == ("sent", "")


def test_a_complaint_is_told_to_nobody_else_and_outlasts_a_mail_that_is_taken(
    cast: Cast,
    api: Api,
    tell: Tell,
    mailed: Delivery,
    report: Report,
    run_dispatched: Answer,
    client: Client,
) -> None:
    assert report(mailgun("complained"), "mailgun") == 200
    assert told(api, cast.employee) == ["mail_unwanted"]
    assert told(api, cast.admin) == []
    preferences = api(cast.employee).get("/api/v1/haven/message-preferences").json()
    assert preferences["mail_stopped"] == "complaint"
    client.post(
        "/api/auth/browser/v1/auth/password/request",
        {"email": EMMA},
        content_type="application/json",
    )
    run_dispatched()  # it writes the mail
    run_dispatched()
    link = Delivery.objects.get(message__kind="password_link")
    assert link.state == "sent"
    assert mail_state(tell(cast.employee), run_dispatched) == ("skipped", "address_stopped")


@pytest.mark.parametrize(
    ("service", "body"),
    [
        ("postmark", postmark("SoftBounce")),
        ("postmark", postmark("Transient")),
        ("postmark", postmark("SpamNotification")),
        ("postmark", {"RecordType": "Delivery", "Recipient": EMMA, "DeliveredAt": "2026-11-29"}),
        ("postmark", postmark(address="nobody@haven.example")),
        ("postmark", postmark(address="tom@haven.example")),  # no mail went there yet
        ("postmark", postmark(at="2026-11-01T10:00:00Z")),  # older than the newest mail
        ("mailgun", mailgun(severity="temporary")),
        ("mailgun", mailgun(reason="generic")),
        ("mailgun", mailgun("opened", reason="")),
    ],
)
def test_what_is_not_final_or_not_ours_changes_nothing(
    mailed: Delivery, report: Report, service: str, body: object
) -> None:
    assert report(body, service) == 200
    assert not RefusedAddress.objects.exists()


@pytest.mark.parametrize(
    ("service", "body", "headers", "status"),
    [
        ("postmark", postmark(), {}, 401),
        ("postmark", postmark(), {"Authorization": "Basic a2FsbTpndWVzc2Vk"}, 401),
        ("mailgun", mailgun(key="another key"), AUTHORIZED, 401),
        ("mailgun", mailgun(), {}, 401),
        ("brevo", {"event": "hard_bounce", "email": EMMA}, AUTHORIZED, 404),
        ("postmark", "no json", AUTHORIZED, 400),
        ("postmark", "[1]", AUTHORIZED, 400),
        ("postmark", '{"RecordType": "Bounce", "Type": [], "Email": 7}', AUTHORIZED, 400),
        ("postmark", '{"RecordType": "Bounce", "Type": "HardBounce", "Email": 7}', AUTHORIZED, 200),
        ("postmark", postmark(address="emma\0@haven.example"), AUTHORIZED, 200),
        ("postmark", postmark(address="emma\ud800@haven.example"), AUTHORIZED, 200),
        ("postmark", DEEP, AUTHORIZED, 400),
        ("amazon_ses", DEEP, AUTHORIZED, 400),
        ("amazon_ses", DEEP, {"Authorization": "Basic a2FsbTpndWVzc2Vk"}, 401),
        ("amazon_ses", CONFIRM, CONFIRM_HEADERS, 503),
    ],
)
def test_who_has_no_secret_or_says_nothing_readable_is_refused(
    monkeypatch: pytest.MonkeyPatch,
    mailed: Delivery,
    report: Report,
    service: str,
    body: object,
    headers: dict[str, str],
    status: int,
) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    assert report(body, service, headers) == status
    assert not RefusedAddress.objects.exists()


def test_who_tries_the_address_needs_the_secret_too(settings: Any) -> None:
    settings.MAIL_EVENTS, settings.ANYMAIL = "postmark", {"WEBHOOK_SECRET": SECRET}
    tried = [Client().head("/api/mail-events/postmark", headers=one) for one in ({}, AUTHORIZED)]
    assert [one.status_code for one in tried] == [401, 200]


@pytest.mark.parametrize("time", [253402300799, 1e30, "soon"])
@pytest.mark.parametrize("email", ["emma\0@haven.example", "tom@haven.example"])
def test_a_report_that_cannot_be_worked_on_stops_no_other(
    mailed: Delivery, report: Report, time: object, email: str
) -> None:
    bad = {"event": "bounce", "time": time, "email": email, "hard_bounce": True}
    good = bad | {"time": int(datetime.now(UTC).timestamp()), "email": EMMA}
    assert report([bad, good], "mailjet") == 200
    assert [one.address for one in RefusedAddress.objects.all()] == [EMMA]


@pytest.mark.parametrize("state", ["sending", "unknown"])
def test_a_bounce_of_mail_that_may_have_arrived_counts(
    mailed: Delivery, report: Report, state: str
) -> None:
    Delivery.objects.filter(pk=mailed.pk).update(state=state)
    assert report(postmark()) == 200
    assert RefusedAddress.objects.exists()


def test_without_the_operators_choice_there_is_no_such_route(client: Client) -> None:
    answer = client.post("/api/mail-events/postmark", postmark(), content_type="application/json")
    assert answer.status_code == 404


def test_four_reports_at_once_are_one_notice(
    cast: Cast, api: Api, mailed: Delivery, report: Report
) -> None:
    statuses = at_once(*[lambda: report(postmark())] * 4)
    assert set(statuses) == {200}
    assert told(api, cast.employee) == ["mail_stopped"]


@pytest.mark.parametrize("kind", ["HardBounce", "SpamComplaint"])
def test_an_operator_allows_mail_again_and_an_old_report_does_not_stop_it(
    cast: Cast, tell: Tell, mailed: Delivery, report: Report, run_dispatched: Answer, kind: str
) -> None:
    body = postmark(kind, at=(datetime.now(UTC) - timedelta(minutes=30)).isoformat())
    Delivery.objects.update(claimed_at=Now() - timedelta(hours=1))
    assert report(body) == 200
    operator = Person.objects.create_superuser("root@kalm.example", PASSWORD, name="Root")
    client = Client()
    client.force_login(operator)
    form = {"action": "allow_again", "_selected_action": [RefusedAddress.objects.get().pk]}
    page = "/admin/notifications/refusedaddress/"
    assert "1 address again" in client.post(page, form, follow=True).content.decode()
    was = "complaint" if kind == "SpamComplaint" else "no_mailbox"
    [event] = AuditEvent.objects.filter(verb="address_allowed")
    assert event.object_id == cast.employee.person_id
    assert event.detail == {"was": was, "operator": str(operator.pk)}
    assert mail_state(tell(cast.employee), run_dispatched) == ("sent", "")
    assert report(body) == 200
    assert not RefusedAddress.objects.exists()
    assert report(postmark(kind)) == 200  # a new one
    assert RefusedAddress.objects.exists()
