"""Mail about signing in: to a person, who may be in no organisation, and by mail alone.

It goes through the outbox like every message, so that a mail server that is away delays it and
loses none. The secret in a link is made when the mail is sent, and is in no row, task or log.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone

from accounts.models import Person
from core.ids import new_id
from notifications.messages import PASSWORD_CHANGED, PASSWORD_LINK
from notifications.models import Channel, Delivery, DeliveryState
from notifications.services.sending import Outgoing, send_many

WANTED_FOR = timedelta(days=1)
"""How long after asking somebody may still want the link, where the mail server was away."""


@transaction.atomic
def mail_password_link(*, person: Person) -> None:
    """Mails a link to choose a password with. Only the latest of those that were asked for while
    no mail left is sent."""
    Delivery.objects.filter(
        message__person=person, message__kind=PASSWORD_LINK.name, state=DeliveryState.WAITING
    ).update(state=DeliveryState.SKIPPED, reason="asked_again", finished_at=Now())
    message = Outgoing(
        kind=PASSWORD_LINK,
        person_id=person.pk,
        dedupe_key=f"password_link:{new_id()}",
        channels=[Channel.MAIL],
        not_after=timezone.now() + WANTED_FOR,
    )
    send_many(messages=[message])


def mail_password_changed(*, person: Person) -> None:
    """Tells the person that their password is another one now, in case it was not them."""
    message = Outgoing(
        kind=PASSWORD_CHANGED,
        person_id=person.pk,
        dedupe_key=f"password_changed:{new_id()}",
        channels=[Channel.MAIL],
    )
    send_many(messages=[message])
