"""Records what a mail service reports of mail that it had taken."""

from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.db.models import Q

from accounts.domain.addresses import normal_address
from accounts.models import Person
from notifications.domain.mail_events import Report
from notifications.models import Channel, Delivery, DeliveryState
from notifications.services.addresses import address_allowed_at, stop_by_report

CLOCKS = timedelta(minutes=5)
"""How far the service's clock may be behind the database's."""


WENT = [DeliveryState.SENDING, DeliveryState.SENT, DeliveryState.UNKNOWN]
"""The states of mail that may have reached the service."""


@transaction.atomic
def record_mail_event(*, address: str, report: Report, at: datetime | None) -> None:
    """Stop mail to the address, for good; repeatable. An address that is nobody's, or to which no
    mail of ours went, is ignored, and so is an old report that comes once more: any from before an
    operator allowed mail again, and a bounce from before the newest mail, which has its own.
    """
    person = Person.objects.filter(email=normal_address(address)).first()
    newest = _newest_mail_to(person) if person else None
    if person is None or newest is None:
        return
    if at and at.tzinfo is None:
        at = at.replace(tzinfo=UTC)
    if at and _is_old(at, report, newest, address_allowed_at(person)):
        return
    stop_by_report(person=person, delivery=newest, report=report)


def _is_old(at: datetime, report: Report, newest: Delivery, allowed: datetime | None) -> bool:
    if allowed and at < allowed:
        return True
    claimed = newest.claimed_at
    return report == Report.NO_MAILBOX and claimed is not None and at < claimed - CLOCKS


def _newest_mail_to(person: Person) -> Delivery | None:
    # One by one, each by an index: together they would read all deliveries.
    found = [
        Delivery.objects.filter(whose, channel=Channel.MAIL, state__in=WENT, address=person.email)
        .order_by("-pk")
        .first()
        for whose in (Q(message__recipient__person=person), Q(message__person=person))
    ]
    return max((one for one in found if one), key=lambda one: one.pk, default=None)
