"""Holds the verbs that mark messages as read: one by one, or by opening what they speak of."""

from collections.abc import Collection
from uuid import UUID

from django.db.models.functions import Now

from accounts.models import Membership
from notifications import queries
from notifications.domain.kinds import Kind
from notifications.models import Message


def mark_read(*, membership: Membership, message_id: UUID) -> Message:
    """Mark the message as read and return it. The first reading's time stays; NotFound for another
    member's message."""
    message = queries.message_of(membership=membership, message_id=message_id)
    Message.objects.filter(pk=message.pk, read_at__isnull=True).update(read_at=Now())
    message.refresh_from_db(fields=["read_at"])
    return message


def mark_read_about(
    *, reader: Membership, about: UUID, only: Kind | None = None, but: Kind | None = None
) -> int:
    """Mark all of the member's messages about this row as read, and return how many were unread.
    With `only` those of one kind, with `but` those of every other kind.

    For the verbs that open the thing, in their transaction: however it was opened, nobody is told
    of it any more. What is about the person is read in each of their organisations. Repeating
    changes nothing.
    """
    unread = Message.objects.filter(
        recipient__person=reader.person_id, about=about, read_at__isnull=True
    )
    if only is not None:
        unread = unread.filter(kind=only.name)
    if but is not None:
        unread = unread.exclude(kind=but.name)
    return unread.update(read_at=Now())


def mark_over(*, dedupe_keys: Collection[str]) -> int:
    """Mark these messages as read, because what they ask for is over, and return how many were
    unread."""
    unread = Message.objects.filter(dedupe_key__in=dedupe_keys, read_at__isnull=True)
    return unread.update(read_at=Now())


def mark_handled(*, kind: Kind, about: UUID, organisation: UUID) -> int:
    """Mark everybody's messages of this kind about this row, in one organisation, as read, because
    somebody did what they ask for, and return how many were unread."""
    unread = Message.objects.filter(
        kind=kind.name,
        about=about,
        recipient__organisation=organisation,
        read_at__isnull=True,
    )
    return unread.update(read_at=Now())
