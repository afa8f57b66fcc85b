"""Records what a mail service reports of mail that it had taken."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from accounts.domain.addresses import normal_address
from accounts.models import Person
from notifications.domain.mail_events import Report
from notifications.models import Channel, Delivery, DeliveryState
from notifications.services.addresses import stop_by_report

CLOCKS = timedelta(minutes=5)
"""How far the service's clock may be behind the database's."""


@transaction.atomic
def record_mail_event(*, address: str, report: Report, at: datetime | None) -> None:
    """Stop mail to the address, for good; repeatable. An address that is nobody's, or to which no
    mail of ours went, is ignored.

    A bounce from before the newest mail to the address is ignored, too: it may be an old report
    that comes once more, after mail was allowed again, and the newest has its own.
    """
    person = Person.objects.filter(email=normal_address(address)).first()
    newest = _newest_mail_to(person) if person else None
    if person is None or newest is None:
        return
    is_old = at is not None and newest.claimed_at is not None and at + CLOCKS < newest.claimed_at
    if report == Report.NO_MAILBOX and is_old:
        return
    stop_by_report(person=person, delivery=newest, report=report)


def _newest_mail_to(person: Person) -> Delivery | None:
    # One by one, each by an index: together they would read all deliveries.
    found = [
        Delivery.objects.filter(
            whose, channel=Channel.MAIL, state=DeliveryState.SENT, address=person.email
        )
        .order_by("-pk")
        .first()
        for whose in (Q(message__recipient__person=person), Q(message__person=person))
    ]
    return max((one for one in found if one), key=lambda one: one.pk, default=None)
