"""Tells what a mail service reports of a mail that it had taken: that there is no such mailbox, or
that its reader called it spam.

anymail gives the reports of all services one shape, in which some soft bounces look like hard ones;
the service's own words tell them apart.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Report(StrEnum):
    """A report stops mail to an address; all others say nothing that lasts."""

    NO_MAILBOX = "no_mailbox"
    COMPLAINT = "complaint"


@dataclass(frozen=True)
class Service:
    """A mail service: the view of anymail that reads its reports, the setting of anymail that holds
    the key with which it signs them (empty where it signs none), and where it says that a bounce is
    final: a path in its report, and the values that mean so."""

    view: str
    key: str
    path: tuple[str, ...]
    final: frozenset[object]


def _service(view: str, path: str, *final: object, key: str = "") -> Service:
    return Service(f"anymail.webhooks.{view}", key, tuple(path.split(" ")), frozenset(final))


SERVICES = {
    "amazon_ses": _service(
        "amazon_ses.AmazonSESTrackingWebhookView", "bounce bounceType", "Permanent"
    ),
    "brevo": _service("brevo.BrevoTrackingWebhookView", "event", "hard_bounce", "invalid_email"),
    "mailersend": _service(
        "mailersend.MailerSendTrackingWebhookView",
        "data type",
        "hard_bounced",
        key="MAILERSEND_SIGNING_SECRET",
    ),
    "mailgun": _service(
        "mailgun.MailgunTrackingWebhookView",
        "event-data reason",
        "bounce",
        "suppress-bounce",
        key="MAILGUN_WEBHOOK_SIGNING_KEY",
    ),
    "mailjet": _service("mailjet.MailjetTrackingWebhookView", "hard_bounce", True),
    "mailtrap": _service("mailtrap.MailtrapTrackingWebhookView", "event", "bounce"),
    "postmark": _service(
        "postmark.PostmarkTrackingWebhookView", "Type", "HardBounce", "BadEmailAddress"
    ),
    "resend": _service("resend.ResendTrackingWebhookView", "data bounce type", "Permanent"),
    "sparkpost": _service(
        "sparkpost.SparkPostTrackingWebhookView", "msys message_event bounce_class", "10", "30"
    ),
}
"""The services by name. Left out are those whose reports do not tell a final bounce from a passing
one, and those that anymail does not test any more."""

NO_COMPLAINTS = {
    # The reader said that it is no spam.
    ("amazon_ses", ("complaint", "complaintFeedbackType"), "not-spam"),
    # A filter did, not the reader.
    ("postmark", ("Type",), "SpamNotification"),
}


def report_of(service: str, kind: str, said: Mapping[str, Any]) -> Report | None:
    """Return what a report means, from anymail's name of its kind and the service's own words; None
    for one that stops nothing."""
    if kind == "complained":
        is_none = any(
            service == name and _at(said, path) == value for name, path, value in NO_COMPLAINTS
        )
        return None if is_none else Report.COMPLAINT
    if kind not in {"bounced", "rejected"}:
        return None
    known = SERVICES[service]
    value = _at(said, known.path)
    is_final = any(value == one and type(value) is type(one) for one in known.final)
    return Report.NO_MAILBOX if is_final else None


def _at(said: Any, path: tuple[str, ...]) -> object:
    for name in path:
        said = said.get(name) if isinstance(said, Mapping) else None
    return said
