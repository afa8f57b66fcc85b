"""Reading a message."""

from uuid import UUID

from django.db.models.functions import Now

from accounts.models import Membership
from notifications import queries
from notifications.models import Message


def mark_read(*, membership: Membership, message_id: UUID) -> Message:
    """The message, read. The first reading's time stays; NotFound for another's message."""
    message = queries.message_of(membership=membership, message_id=message_id)
    Message.objects.filter(pk=message.pk, read_at__isnull=True).update(read_at=Now())
    message.refresh_from_db(fields=["read_at"])
    return message
