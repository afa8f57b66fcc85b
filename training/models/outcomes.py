"""Defines the outcome of a submission: whether it passed."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.ids import new_id
from training.models.submissions import Submission


class OutcomeState(models.TextChoices):
    """Names what became of a submission that is measured by a pass mark. `undecided` is one near
    the mark at which another coach is still to look; `lapsed` one of which the recording was
    deleted before that."""

    UNDECIDED = "undecided", _("undecided")
    PASSED = "passed", _("passed")
    NOT_YET = "not_yet", _("not yet")
    LAPSED = "lapsed", _("lapsed")


class Outcome(models.Model):
    """An outcome says whether a submission reached the pass mark that its programme had when it was
    sent in. It exists from the release of the feedback on, where there was a mark. What was passed
    stays so, and what was decided is never undecided again: triggers hold both."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    submission = models.OneToOneField(Submission, models.CASCADE, related_name="outcome")
    state = models.CharField(max_length=10, choices=OutcomeState)
    opened_at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("outcome")
        indexes = [
            models.Index(
                fields=["opened_at"], condition=Q(state="undecided"), name="outcome_undecided"
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=OutcomeState.values), name="outcome_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state="undecided", decided_at__isnull=True)
                | (~Q(state="undecided") & Q(decided_at__isnull=False)),
                name="outcome_decided_has_instant",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission_id} {self.state}"
