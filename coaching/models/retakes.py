"""Defines a coach's request for another take."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from coaching.domain.marks import RetakeMark
from coaching.models.reviews import Comment, Review


class RetakeRequest(models.Model):
    """A retake request asks the employee to record the exercise once more, because of one comment
    of the review; it goes away with that comment. The employee learns of it when the feedback is
    released. Triggers refuse one outside of feedback, one whose comment is of another review, and
    any change to one that was released."""

    review = models.OneToOneField(
        Review, models.CASCADE, primary_key=True, related_name="retake_request"
    )
    comment = models.OneToOneField(Comment, models.CASCADE, related_name="retake_request")
    coach = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("request for another take")

    def __str__(self) -> str:
        return f"{self.review_id} {self.comment_id}"

    @property
    def mark(self) -> RetakeMark:
        return RetakeMark(comment=self.comment_id)

    @property
    def version(self) -> str:
        return self.mark.version
