"""Defines what a member says themselves of how their submission went."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.ids import new_id
from scenarios.models import Criterion, Level
from training.models.submissions import Submission


class SelfScore(models.Model):
    """A self-score is the level that a member gives their own submission on one criterion of its
    rubric, before they read the coach's feedback. Triggers keep it as it was from then on, and hold
    that the criterion and the level are those of the exercise's rubric version."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    submission = models.ForeignKey(
        Submission, models.CASCADE, related_name="self_scores", db_index=False
    )
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+")
    level = models.ForeignKey(Level, models.PROTECT, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("self-score")
        ordering = ["criterion__order"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "criterion"], name="self_score_once")
        ]

    def __str__(self) -> str:
        return f"{self.submission_id} {self.criterion_id}"
