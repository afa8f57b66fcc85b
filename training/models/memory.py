"""Defines what a member is about to forget: SkillReview -> SkillMemory."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from core.ids import new_id
from scenarios.models import Technique
from training.models.practice import Attempt


class ReviewSource(models.TextChoices):
    """Says who judged what was practised."""

    FEEDBACK = "feedback", _("a coach's feedback")
    REGRADE = "regrade", _("a coach, by a newer version of the rubric")
    SELF_CHECK = "self_check", _("the member, where no coach looks")


class SkillReview(models.Model):
    """A skill review says how well a member did on one technique in one attempt, `reached` from 0
    to 1. `rating` is what domain.memory made of it: 1 (Again) to 4 (Easy). `at` is the instant of
    the practice, not that of the judgement.

    Append-only: a trigger refuses changes. A later judgement of the same attempt is a row with a
    higher `revision`, and the highest one counts.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    membership = models.ForeignKey(
        Membership, models.CASCADE, related_name="skill_reviews", db_index=False
    )
    technique = models.ForeignKey(Technique, models.PROTECT, related_name="+", db_index=False)
    attempt = models.ForeignKey(
        Attempt, models.CASCADE, related_name="skill_reviews", db_index=False
    )
    revision = models.PositiveSmallIntegerField(default=1)
    source = models.CharField(max_length=10, choices=ReviewSource)
    reached = models.FloatField()
    rating = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("review of a skill")
        constraints = [
            models.UniqueConstraint(
                fields=["attempt", "technique", "revision"], name="skill_review_once"
            ),
            models.CheckConstraint(
                condition=Q(reached__gte=0, reached__lte=1), name="skill_review_reached_share"
            ),
            models.CheckConstraint(
                condition=Q(rating__range=(1, 4)), name="skill_review_rating_1_to_4"
            ),
            models.CheckConstraint(
                condition=Q(source__in=ReviewSource.values), name="skill_review_source_known"
            ),
        ]
        indexes = [
            models.Index(fields=["membership", "technique", "at"], name="skill_review_of_member")
        ]

    def __str__(self) -> str:
        return f"{self.attempt_id} {self.technique_id} {self.rating}"


class SkillMemory(models.Model):
    """A skill memory is what a member's reviews of one technique come to, by FSRS: `stability` in
    days, `difficulty` from 1 to 10, and when it is `due`.

    It is computed from the reviews, by version `parameters` of domain.memory. Of one that is still
    to be computed, `parameters` is 0 and the rest is NULL. Its member alone reads it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    membership = models.ForeignKey(
        Membership, models.CASCADE, related_name="skill_memories", db_index=False
    )
    technique = models.ForeignKey(Technique, models.PROTECT, related_name="+", db_index=False)
    stability = models.FloatField(null=True)
    difficulty = models.FloatField(null=True)
    last_review = models.DateTimeField(null=True)
    due = models.DateTimeField(null=True)
    parameters = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("memory of a skill")
        verbose_name_plural = _("memories of skills")
        constraints = [
            models.UniqueConstraint(fields=["membership", "technique"], name="skill_memory_once"),
            models.CheckConstraint(
                condition=Q(
                    parameters=0,
                    stability__isnull=True,
                    difficulty__isnull=True,
                    last_review__isnull=True,
                    due__isnull=True,
                )
                | Q(
                    parameters__gte=1,
                    # Each by name: a comparison with NULL would pass.
                    stability__isnull=False,
                    stability__gt=0,
                    difficulty__isnull=False,
                    difficulty__range=(1, 10),
                    last_review__isnull=False,
                    due__isnull=False,
                ),
                name="skill_memory_whole",
            ),
        ]
        # Those of an earlier version are computed anew.
        indexes = [models.Index(fields=["parameters"], name="skill_memory_version")]

    def __str__(self) -> str:
        return f"{self.membership_id} {self.technique_id}"
