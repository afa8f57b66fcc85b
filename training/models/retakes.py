"""Defines another take that a coach asked for."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from core.model_fields import ParagraphsField
from training.models.practice import Attempt
from training.models.programmes import Enrolment, Step


class Retake(models.Model):
    """A retake is another take of an exercise that a coach asked for in the feedback on `attempt`,
    with what they said to do otherwise as `remark`. It is done once a later attempt at the same
    step, `done_by`, was submitted, and open again when that one is given back."""

    attempt = models.OneToOneField(Attempt, models.CASCADE, primary_key=True, related_name="retake")
    # Those of the attempt, so that one index finds what is open in a batch of enrolments.
    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="+", db_index=False)
    step = models.ForeignKey(Step, models.PROTECT, related_name="+", db_index=False)
    asked_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    remark = ParagraphsField()
    asked_at = models.DateTimeField(default=timezone.now)
    done_by = models.ForeignKey(Attempt, models.CASCADE, null=True, related_name="retakes_done")
    done_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("retake")
        constraints = [
            models.CheckConstraint(
                condition=Q(done_by__isnull=True, done_at__isnull=True)
                | Q(done_by__isnull=False, done_at__isnull=False),
                name="retake_done_by_an_attempt",
            ),
        ]
        indexes = [
            models.Index(
                fields=["enrolment"], condition=Q(done_at__isnull=True), name="retake_open"
            )
        ]

    def __str__(self) -> str:
        return f"after {self.attempt_id}"
