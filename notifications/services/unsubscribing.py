"""Switches a kind of message off, or on again, for whoever holds the secret of a mail."""

from accounts.models import Membership
from core.errors import NotFound
from notifications import tokens
from notifications.errors import AlwaysComes
from notifications.services.preferences import set_preference


def choose_by_key(*, key: str, wanted: bool) -> None:
    """Switch what the secret is about on or off; repeatable. NotFound for a secret that is none.

    Where the member is gone, or the kind can't be switched any more, nothing comes anyway: that is
    no refusal.
    """
    subject = tokens.read(key)
    if subject is None:
        raise NotFound
    member = Membership.objects.filter(pk=subject.member).first()
    if member is None:
        return
    try:
        set_preference(membership=member, kind=subject.kind, channel=subject.channel, wanted=wanted)
    except (NotFound, AlwaysComes):
        return
