"""Sends mail about signing in: to a person, who may be in no organisation, and by mail alone.

It goes through the outbox like every message, so that a mail server that is away delays it and
loses none. The secret in a link is made when the mail is sent, and is in no row, task or log.
"""

from collections.abc import Collection
from datetime import timedelta

from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone

from accounts.models import Membership, Person
from core.ids import new_id
from notifications.domain.kinds import Kind
from notifications.domain.outgoing import Outgoing
from notifications.messages import PASSWORD_CHANGED, PASSWORD_LINK
from notifications.models import Delivery, DeliveryState, Message
from notifications.services.sending import send_many

WANTED_FOR = timedelta(days=1)
"""How long after asking somebody may still want the link, where the mail server was away."""


@transaction.atomic
def mail_password_link(*, person: Person) -> None:
    """Mail a link to choose a password with. Of several asked for while no mail left, only the
    latest is sent."""
    supersede(kinds=[PASSWORD_LINK], person=person)
    message = Outgoing(
        kind=PASSWORD_LINK,
        person_id=person.pk,
        dedupe_key=f"password_link:{new_id()}",
        not_after=timezone.now() + WANTED_FOR,
    )
    send_many(messages=[message])


def supersede(*, kinds: Collection[Kind], **reader: Person | Membership) -> None:
    """Withdraw the mails of these kinds that wait for the reader (`person` or `recipient`), because
    a newer one replaces them."""
    messages = Message.objects.filter(kind__in=[kind.name for kind in kinds], **reader)
    Delivery.objects.filter(message__in=messages, state=DeliveryState.WAITING).update(
        state=DeliveryState.SKIPPED, reason="asked_again", finished_at=Now()
    )


def mail_password_changed(*, person: Person) -> None:
    """Tell the person by mail that their password was changed, in case they did not do it."""
    message = Outgoing(
        kind=PASSWORD_CHANGED,
        person_id=person.pk,
        dedupe_key=f"password_changed:{new_id()}",
    )
    send_many(messages=[message])
