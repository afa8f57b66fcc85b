"""Defines what employee and coaches write below released feedback."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from coaching.models.reviews import Review
from core.ids import new_id
from core.model_fields import ParagraphsField


class FollowUp(models.Model):
    """A follow-up is what the employee, or a coach, writes below released feedback; its id is
    client-made. The employee's may be a question. Append-only: triggers refuse changes, and any
    below a review that is no released feedback."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    review = models.ForeignKey(Review, models.CASCADE, related_name="follow_ups")
    author = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    by_coach = models.BooleanField()
    is_question = models.BooleanField(default=False)
    text = ParagraphsField()
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("follow-up")
        ordering = ["written_at", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="follow_up_says_something"),
            models.CheckConstraint(
                condition=Q(is_question=False) | Q(by_coach=False), name="follow_up_coach_answers"
            ),
        ]
        indexes = [
            models.Index(
                fields=["review", "written_at"],
                condition=Q(is_question=True),
                name="follow_up_questions",
            )
        ]

    def __str__(self) -> str:
        return f"{self.review_id} {self.id}"
