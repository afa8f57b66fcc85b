"""Defines the nouns of practice: Attempt -> PathScene, Answer -> AnswerOption, and Take ->
SelfCheck."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from core.ids import new_id
from media.models import Video
from scenarios.models import Criterion, Option, ScenarioVersion, Scene
from training.models.programmes import Enrolment, Step


class AttemptState(models.TextChoices):
    OPEN = "open", _("being practised")
    SUBMITTED = "submitted", _("waiting for a coach")
    SCORED = "scored", _("scored")
    WITHDRAWN = "withdrawn", _("withdrawn")
    FINISHED = "finished", _("finished without a coach")


class Attempt(models.Model):
    """An attempt is one member's run through an exercise. The phone makes its id. `number` counts
    this member's attempts at the step; `follows` is the attempt whose feedback led to this one.

    `membership` is that of the enrolment. `reached` is how well it went, from 0 to 1, over all
    techniques that were judged in it; NULL before, and where nobody judges. An attempt has a
    submission while it is submitted or scored, and at no other time. One that ended without a coach
    has `finished_at`, and its takes stay private. Triggers hold all of it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    membership = models.ForeignKey(Membership, models.CASCADE, related_name="attempts")
    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="attempts")
    step = models.ForeignKey(Step, models.PROTECT, related_name="attempts")
    scenario_version = models.ForeignKey(ScenarioVersion, models.PROTECT, related_name="attempts")
    number = models.PositiveIntegerField()
    follows = models.ForeignKey("self", models.SET_NULL, null=True, related_name="followed_by")
    state = models.CharField(max_length=10, choices=AttemptState, default=AttemptState.OPEN)
    started_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)
    feedback_read_at = models.DateTimeField(null=True)
    reached = models.FloatField(null=True)

    class Meta:
        verbose_name = _("attempt")
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "step", "number"], name="attempt_number_once"
            ),
            models.UniqueConstraint(
                fields=["enrolment", "step"], condition=Q(state="open"), name="attempt_one_open"
            ),
            models.CheckConstraint(
                condition=Q(state="finished", finished_at__isnull=False)
                | (~Q(state="finished") & Q(finished_at__isnull=True)),
                name="attempt_finished_has_instant",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.id} {self.state}"


class PathScene(models.Model):
    """A path scene is one scene that the member met in an attempt; `order` counts from 1.

    A path only grows, and stays as it is once the attempt has ended: triggers hold both.
    `takes_made` counts the recordings of the scene, those that were deleted included.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    # The unique constraints have an index that begins with it.
    attempt = models.ForeignKey(Attempt, models.CASCADE, related_name="path", db_index=False)
    scene = models.ForeignKey(Scene, models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField()
    entered_at = models.DateTimeField(default=timezone.now)
    takes_made = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("scene of a path")
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["attempt", "scene"], name="path_scene_once"),
            models.UniqueConstraint(fields=["attempt", "order"], name="path_order_once"),
        ]

    def __str__(self) -> str:
        return f"{self.attempt_id} {self.order}"


class Answer(models.Model):
    """An answer holds the options that were chosen in a choose scene: one, or several where the
    scene allows it. The first choice stays: triggers refuse another one."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    attempt = models.ForeignKey(Attempt, models.CASCADE, related_name="answers")
    scene = models.ForeignKey(Scene, models.PROTECT, related_name="+")
    options = models.ManyToManyField(Option, through="AnswerOption", related_name="+")
    chosen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("answer")
        constraints = [models.UniqueConstraint(fields=["attempt", "scene"], name="answer_once")]

    def __str__(self) -> str:
        return f"{self.attempt_id} {self.scene_id}"


class AnswerOption(models.Model):
    """An answer option is one of the options that an answer chose."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    answer = models.ForeignKey(Answer, models.CASCADE, related_name="chosen", db_index=False)
    option = models.ForeignKey(Option, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("chosen option")
        constraints = [
            models.UniqueConstraint(fields=["answer", "option"], name="answer_option_once")
        ]

    def __str__(self) -> str:
        return f"{self.answer_id} {self.option_id}"


class Take(models.Model):
    """A take is one recording of the reply in a respond scene. Its owner alone can read it until it
    is part of a submission. The phone makes its id; `duration_ms` is the length that the phone
    measured."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    attempt = models.ForeignKey(Attempt, models.CASCADE, related_name="takes")
    scene = models.ForeignKey(Scene, models.PROTECT, related_name="+")
    video = models.OneToOneField(Video, models.PROTECT, related_name="take")
    number = models.PositiveIntegerField()
    recorded_at = models.DateTimeField()
    duration_ms = models.PositiveIntegerField()
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("take")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["attempt", "number"], name="take_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.attempt_id} take {self.number}"

    @property
    def length_ms(self) -> int:
        """Return the take's length: what the phone claims counts only until the video was
        measured.
        """
        return self.video.duration_ms or self.duration_ms

    @property
    def has_picture(self) -> bool | None:
        """Return whether there is a picture: what was measured, else what the upload said of
        itself. None where neither tells."""
        if self.video.has_sound is not None:
            return self.video.width is not None
        upload = getattr(self.video, "upload", None)
        return False if upload and upload.content_type.startswith("audio/") else None


class SelfCheck(models.Model):
    """A self-check is what the member says of a take by one criterion: whether they did it. It is
    the member's own unless it was submitted with the take. Triggers keep it as it was from then
    on."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    take = models.ForeignKey(Take, models.CASCADE, related_name="self_check", db_index=False)
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+")
    did = models.BooleanField()

    class Meta:
        verbose_name = _("self-check")
        ordering = ["criterion__order"]
        constraints = [
            models.UniqueConstraint(fields=["take", "criterion"], name="self_check_once")
        ]

    def __str__(self) -> str:
        return f"{self.take_id} {self.criterion_id}"
