"""Defines KeptDraft, a coach's text that a stale lease kept from being saved."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from coaching.models.reviews import Review
from core.ids import new_id


class KeptDraft(models.Model):
    """A kept draft is what a coach sent when their lease had ended: `content` is the body of the
    refused save, and `path` the mark below the review that it was for, such as comments/{id}. The
    newest one of each path stays.

    Nobody but this coach reads it. It goes when they apply or discard it, with the review, and
    after some days.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    review = models.ForeignKey(Review, models.CASCADE, related_name="kept_drafts")
    coach = models.ForeignKey(Membership, models.CASCADE, related_name="+", db_index=False)
    path = models.CharField(max_length=60)
    content = models.JSONField()
    kept_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("kept draft")
        constraints = [
            models.UniqueConstraint(fields=["coach", "review", "path"], name="kept_draft_once")
        ]
        indexes = [models.Index(fields=["kept_at"], name="kept_draft_by_age")]

    def __str__(self) -> str:
        return str(self.id)
