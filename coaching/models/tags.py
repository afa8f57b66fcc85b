"""Defines what a coach says of the clip before they see what the employee said of it."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from coaching.models.reviews import Review
from core.ids import new_id
from scenarios.models import Option, Scene


class Tag(models.Model):
    """A tag is the coach's own answer to a question of the exercise about kind or style, given
    before they saw the employee's. The first one stays: triggers refuse a change, and an option of
    another question. It is no mark: no score, version or release depends on it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    review = models.ForeignKey(Review, models.CASCADE, related_name="tags", db_index=False)
    scene = models.ForeignKey(Scene, models.PROTECT, related_name="+", db_index=False)
    option = models.ForeignKey(Option, models.PROTECT, related_name="+", db_index=False)
    coach = models.ForeignKey(Membership, models.PROTECT, related_name="+", db_index=False)
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("tag of a coach")
        constraints = [models.UniqueConstraint(fields=["review", "scene"], name="tag_once")]

    def __str__(self) -> str:
        return f"{self.review_id} {self.scene_id}"
