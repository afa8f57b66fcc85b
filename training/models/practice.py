"""Defines the nouns of practice: Attempt -> Answer and Take."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from core.ids import new_id
from media.models import Video
from scenarios.models import Option, ScenarioVersion, Scene
from training.models.programmes import Enrolment, Step


class AttemptState(models.TextChoices):
    OPEN = "open", _("being practised")
    SUBMITTED = "submitted", _("waiting for a coach")
    SCORED = "scored", _("scored")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Attempt(models.Model):
    """An attempt is one member's run through an exercise. The phone makes its id. `number` counts
    this member's attempts at the step; `follows` is the attempt whose feedback led to this one.

    `membership` is that of the enrolment. An attempt has a submission while it is submitted or
    scored, and at no other time. Triggers hold both.
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
    feedback_read_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("attempt")
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "step", "number"], name="attempt_number_once"
            ),
            models.UniqueConstraint(
                fields=["enrolment", "step"], condition=Q(state="open"), name="attempt_one_open"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.id} {self.state}"


class Answer(models.Model):
    """An answer is the option that was chosen in a choose scene; the first choice stays."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    attempt = models.ForeignKey(Attempt, models.CASCADE, related_name="answers")
    scene = models.ForeignKey(Scene, models.PROTECT, related_name="+")
    option = models.ForeignKey(Option, models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("answer")
        constraints = [models.UniqueConstraint(fields=["attempt", "scene"], name="answer_once")]

    def __str__(self) -> str:
        return f"{self.attempt_id} {self.option_id}"


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
