"""Defines the noun of calendars: CalendarFeed."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership


class CalendarFeed(models.Model):
    """A calendar feed is an address that needs no sign-in, from which a member's calendar reads
    their live sessions, and with `with_practice` when their next exercise is planned.

    The address has a secret of which only the SHA-256 is stored. Without a row there is no feed.
    """

    membership = models.OneToOneField(
        Membership, models.CASCADE, primary_key=True, related_name="calendar_feed"
    )
    secret_hash = models.CharField(max_length=64, unique=True)
    with_practice = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("calendar feed")

    def __str__(self) -> str:
        return f"feed of {self.membership_id}"
