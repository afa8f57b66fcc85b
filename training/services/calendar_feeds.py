"""Holds the verbs on a member's own calendar feed."""

import secrets

from django.db import transaction
from django.utils import timezone

from accounts.models import Membership
from core.queries import first_of
from training.models import CalendarFeed
from training.queries.calendars import hash_secret

SECRET_BYTES = 32


@transaction.atomic
def renew_feed(*, member: Membership, with_practice: bool) -> tuple[CalendarFeed, str]:
    """Give the member's feed a new secret, which is returned this once; an address that there was
    before stops at once."""
    secret = secrets.token_urlsafe(SECRET_BYTES)
    row, _made = CalendarFeed.objects.update_or_create(
        membership=member,
        defaults={
            "secret_hash": hash_secret(secret),
            "with_practice": with_practice,
            "created_at": timezone.now(),
        },
    )
    return row, secret


@transaction.atomic
def change_feed(*, member: Membership, with_practice: bool) -> CalendarFeed:
    """Say whether the feed has planned practice too; its address stays. NotFound without one."""
    rows = CalendarFeed.objects.filter(membership=member)
    rows.update(with_practice=with_practice)
    return first_of(rows)


def switch_feed_off(*, member: Membership) -> None:
    """End the member's feed: its address is unknown from now on. Repeating changes nothing."""
    CalendarFeed.objects.filter(membership=member).delete()
