"""Sends again what failed or whose outcome is unknown, when an operator decides so."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now

from accounts.models import Person
from accounts.services import record_audit
from notifications import queries
from notifications.models import Channel, Delivery, DeliveryState
from notifications.services.addresses import forget_refusals
from notifications.services.dispatching import dispatch_deliveries


@transaction.atomic
def send_again(*, ids: Collection[UUID], operator: Person | None) -> int:
    """Put deliveries that failed or whose outcome is unknown back into the outbox, as new, and
    return how many.

    Left out: what has arrived or still waits, what may not be sent any more by its `not_after`, and
    mail about signing in, which its reader can ask for anew.

    What an address was refused for before is forgotten. `operator` is None at a terminal.
    """
    rows = list(
        queries.may_be_sent_again()
        .filter(pk__in=ids)
        .select_related("message__recipient__organisation")
        .select_for_update(of=("self",))
        .order_by("pk")
    )
    for channel in {row.channel for row in rows}:
        addresses = {row.address for row in rows if row.channel == channel}
        forget_refusals(channel=Channel(channel), addresses=addresses)
    for row in rows:
        _audit(row, operator)
    chosen = [row.pk for row in rows]
    Delivery.objects.filter(pk__in=chosen).update(
        state=DeliveryState.WAITING,
        address=F("fixed_address"),
        tries=0,
        queued_at=Now(),
        due_at=Now(),
        claimed_at=None,
        finished_at=None,
        reason="",
    )
    dispatch_deliveries((row.channel, row.pk) for row in rows)
    return len(chosen)


def _audit(delivery: Delivery, operator: Person | None) -> None:
    recipient = delivery.message.recipient
    assert recipient is not None  # noqa: S101  # by may_be_sent_again
    record_audit(
        organisation=recipient.organisation,
        actor=None,
        verb="delivery_sent_again",
        subject=delivery,
        detail={
            "was": delivery.state,
            "reason": delivery.reason,
            "operator": str(operator.pk) if operator else "terminal",
        },
    )
