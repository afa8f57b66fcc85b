"""Defines the nouns of what was sent to the coaches: Submission -> SubmissionTake, Result."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.ids import new_id
from scenarios.models import Scene, Technique
from training.models.practice import Attempt, Take


class Submission(models.Model):
    """A submission holds the takes that a member shows to the coaches, one for each respond scene
    of the attempt.

    It exists exactly while its attempt is submitted or scored: giving it back deletes it, and its
    takes are private again. Triggers refuse any change but `scored_at`, which is set once.
    `with_self_check` shows the coaches what the member said of these takes. `pass_percent` is the
    pass mark that the programme had when it was sent in: a trigger fills it in.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    attempt = models.OneToOneField(Attempt, models.CASCADE, related_name="submission")
    takes = models.ManyToManyField(Take, through="SubmissionTake", related_name="+")
    submitted_at = models.DateTimeField(default=timezone.now)
    scored_at = models.DateTimeField(null=True)
    with_self_check = models.BooleanField(default=False)
    pass_percent = models.PositiveSmallIntegerField(null=True)

    class Meta:
        verbose_name = _("submission")
        indexes = [
            # The coaches' queue, oldest first.
            models.Index(
                fields=["submitted_at", "id"],
                condition=Q(scored_at__isnull=True),
                name="submission_waiting",
            )
        ]

    def __str__(self) -> str:
        return str(self.id)


class SubmissionTake(models.Model):
    """A submission take links one take to a submission. Triggers hold that it is a take of the same
    attempt and scene, and that none is added, changed or removed once the attempt is submitted."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    submission = models.ForeignKey(
        Submission, models.CASCADE, related_name="submitted_takes", db_index=False
    )
    # Again what the take says, so that a constraint can refuse a second take of one scene.
    scene = models.ForeignKey(Scene, models.PROTECT, related_name="+")
    take = models.OneToOneField(Take, models.PROTECT, related_name="submitted")

    class Meta:
        verbose_name = _("submitted take")
        constraints = [
            models.UniqueConstraint(fields=["submission", "scene"], name="submission_scene_once")
        ]

    def __str__(self) -> str:
        return f"{self.take_id} in {self.submission_id}"


class Result(models.Model):
    """A result is the level reached on one technique, `level` out of `of`, which coaching handed
    over when it released the feedback. Append-only: a trigger refuses changes."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    submission = models.ForeignKey(Submission, models.CASCADE, related_name="results")
    technique = models.ForeignKey(Technique, models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField()
    of = models.PositiveSmallIntegerField()
    given_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("result")
        constraints = [
            models.CheckConstraint(
                condition=Q(level__gte=1, level__lte=F("of")), name="result_level_within"
            )
        ]

    def __str__(self) -> str:
        return f"{self.level} of {self.of}"
