"""Defines the outbox of nudges: Nudge, NudgeAllowance."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, Person
from core.ids import new_id
from notifications.models import Message
from training.models.programmes import Enrolment, Step


class Nudge(models.Model):
    """A nudge reminds a member of one step; a slot of an enrolment has at most one.

    Its row is the outbox, written in the statement that claims it. `handled_at` is set when its
    message exists, or when it was skipped for `skip_reason`. Of a person's nudges for one instant,
    all but one are skipped. `person` is NULL on rows from before that rule. One that was
    `put_off`, by a snooze or a leave soon after it, was not ignored.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="nudges", db_index=False)
    step = models.ForeignKey(Step, models.CASCADE, related_name="nudges", db_index=False)
    person = models.ForeignKey(
        Person, models.CASCADE, null=True, related_name="+", db_index=False, editable=False
    )
    slot = models.PositiveIntegerField()
    due_at = models.DateTimeField()
    time_zone = models.CharField(max_length=64)
    created_at = models.DateTimeField(default=timezone.now)
    handled_at = models.DateTimeField(null=True)
    message = models.OneToOneField(Message, models.SET_NULL, null=True, related_name="nudge")
    skip_reason = models.CharField(max_length=40, blank=True)
    put_off = models.BooleanField(default=False, db_default=False)

    class Meta:
        verbose_name = _("nudge")
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "slot"], name="nudge_once"),
            models.UniqueConstraint(
                fields=["person", "due_at"],
                condition=Q(skip_reason=""),
                name="nudge_one_per_person_and_instant",
            ),
        ]
        indexes = [
            models.Index(
                fields=["created_at"], condition=Q(handled_at__isnull=True), name="nudge_waiting"
            )
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id} slot {self.slot}"


class NudgeAllowance(models.Model):
    """A nudge allowance counts the nudges that were claimed for an organisation in one minute. A
    trigger writes the row with the organisation; the claim locks it."""

    organisation = models.OneToOneField(
        Organisation, models.CASCADE, primary_key=True, related_name="+"
    )
    minute = models.DateTimeField(default=timezone.now)
    used = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("nudge allowance")

    def __str__(self) -> str:
        return f"{self.used} in {self.minute}"
