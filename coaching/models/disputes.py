"""Defines an employee's dispute of a score."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from coaching.models.reviews import Review
from core.model_fields import ParagraphsField
from scenarios.models import Criterion


class Dispute(models.Model):
    """A dispute says which score of released feedback the employee does not agree with, and why.
    `review` is the one with purpose dispute that another coach scores it again in; what they decide
    is its released scores. Triggers keep a dispute as it was asked."""

    review = models.OneToOneField(Review, models.CASCADE, primary_key=True, related_name="dispute")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+")
    reason = ParagraphsField()
    asked_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("dispute of a score")
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="dispute_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.review_id} {self.criterion_id}"
