"""Defines what stands around an enrolment: rules that make enrolments, and steps that were read."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Person, Team
from core.ids import new_id
from training.models.programmes import Enrolment, Programme, Step


class EnrolmentRule(models.Model):
    """An enrolment rule puts whoever becomes a member of a team in a programme; without a team,
    whoever becomes an employee of the organisation. It speaks of new members alone."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="rules", db_index=False)
    team = models.ForeignKey(Team, models.CASCADE, null=True, related_name="+")
    created_by = models.ForeignKey(
        Membership, models.SET_NULL, null=True, related_name="+", db_index=False
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("enrolment rule")
        constraints = [
            models.UniqueConstraint(fields=["programme", "team"], name="enrolment_rule_once"),
            models.UniqueConstraint(
                fields=["programme"],
                condition=Q(team__isnull=True),
                name="enrolment_rule_for_all_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme_id} for {self.team_id or 'everybody new'}"


class StepCompletion(models.Model):
    """A step completion says that a member read a theory step to its end. Exercises have attempts
    instead."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    enrolment = models.ForeignKey(
        Enrolment, models.CASCADE, related_name="completions", db_index=False
    )
    step = models.ForeignKey(Step, models.PROTECT, related_name="completions")
    done_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("step completion")
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "step"], name="step_completion_once")
        ]

    def __str__(self) -> str:
        return f"{self.step_id} in {self.enrolment_id}"


class Reminder(models.Model):
    """A reminder says that a manager or admin let a planned nudge come now. A member gets one a
    week at most, whichever programme of the organisation it is of."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+", db_index=False)
    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="reminders")
    reminded_by = models.ForeignKey(
        Membership, models.SET_NULL, null=True, related_name="+", db_index=False
    )
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("reminder")
        indexes = [models.Index(fields=["person", "at"], name="reminder_of_person")]

    def __str__(self) -> str:
        return f"{self.enrolment_id} at {self.at}"
