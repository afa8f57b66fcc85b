"""Defines what members wish of their messages: through which channels, and when not."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from notifications.models.messages import Channel


class Preference(models.Model):
    """A preference says whether a member wants one kind of message through one channel.

    There is a row only where that differs from the usual: every channel of a kind is wanted, but
    for texts.
    """

    membership = models.ForeignKey(Membership, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40)
    channel = models.CharField(max_length=10, choices=Channel)
    wanted = models.BooleanField()

    class Meta:
        verbose_name = _("preference")
        constraints = [
            models.UniqueConstraint(
                fields=["membership", "kind", "channel"], name="preference_once"
            ),
            models.CheckConstraint(
                condition=~Q(channel=Channel.IN_APP), name="preference_in_app_is_always_on"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.channel}"


class QuietHours(models.Model):
    """Quiet hours are the time of each day in which a member gets neither mail nor push.

    They are local time where the member lives, and may pass midnight.
    """

    membership = models.OneToOneField(
        Membership, models.CASCADE, primary_key=True, related_name="quiet_hours"
    )
    begins = models.TimeField()
    ends = models.TimeField()

    class Meta:
        verbose_name = _("quiet hours")
        verbose_name_plural = _("quiet hours")
        constraints = [
            models.CheckConstraint(condition=~Q(begins=F("ends")), name="quiet_hours_end")
        ]

    def __str__(self) -> str:
        return f"{self.begins:%H:%M} {self.ends:%H:%M}"
