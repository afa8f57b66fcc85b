"""Defines when a member wants no nudges: Leave and Snooze."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from core.ids import new_id


class Leave(models.Model):
    """A leave is a range of local days, both included, on which a member gets no nudges. Leaves of
    a member may overlap. Nobody but the member sees them."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    membership = models.ForeignKey(Membership, models.CASCADE, related_name="leaves")
    first_day = models.DateField()
    last_day = models.DateField()
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("leave")
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="leave_days_in_order"
            )
        ]

    def __str__(self) -> str:
        return f"{self.first_day} to {self.last_day}"


class Snooze(models.Model):
    """A snooze holds a member's nudges back until an instant. One that has passed means nothing."""

    membership = models.OneToOneField(
        Membership, models.CASCADE, primary_key=True, related_name="snooze"
    )
    until = models.DateTimeField()

    class Meta:
        verbose_name = _("snooze")

    def __str__(self) -> str:
        return f"until {self.until}"
