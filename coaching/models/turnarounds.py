"""Defines Turnaround, the row of the coaching dashboard."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Organisation
from coaching.models.reviews import Purpose, Review
from training.models import Attempt, Programme

PROMISED = [Purpose.FIRST, Purpose.SECOND]


class Turnaround(models.Model):
    """A turnaround is what the dashboard counts of one released review: who released it, when the
    submission came, and when the feedback was promised.

    Triggers on `coaching_review` write it with the release. It repeats what other tables say,
    because figures of half a year are read by one index of one narrow table. `promised_at` is the
    promise of the queue, and NULL for what does not wait there. For a second review both times are
    those of the queue too, as its coach knows them.
    """

    review = models.OneToOneField(
        Review, models.CASCADE, primary_key=True, related_name="turnaround"
    )
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+", db_index=False)
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+", db_index=False)
    coach = models.ForeignKey(Membership, models.CASCADE, related_name="+", db_index=False)
    attempt = models.ForeignKey(Attempt, models.CASCADE, related_name="+")
    purpose = models.CharField(max_length=12, choices=Purpose)
    submitted_at = models.DateTimeField()
    promised_at = models.DateTimeField(null=True)
    released_at = models.DateTimeField()

    class Meta:
        verbose_name = _("turnaround")
        indexes = [
            models.Index(fields=["organisation", "released_at"], name="turnaround_released"),
            models.Index(fields=["coach", "released_at"], name="turnaround_of_coach"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(purpose__in=PROMISED, promised_at__isnull=False)
                | (~Q(purpose__in=PROMISED) & Q(promised_at__isnull=True)),
                name="turnaround_promised",
            )
        ]

    def __str__(self) -> str:
        return str(self.review_id)
