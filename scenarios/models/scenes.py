"""Defines Scene -> SceneClip, Option: the parts of a scenario version."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.ids import new_id
from core.texts import validate_texts
from media.models import Video
from scenarios.models.scenarios import ScenarioVersion


class SceneKind(models.TextChoices):
    WATCH = "watch", _("watch")
    INFO = "info", _("read")
    CHOOSE = "choose", _("choose")
    RESPOND = "respond", _("respond")


class QuestionPurpose(models.TextChoices):
    """Says what a choose scene asks for."""

    AGGRESSION_TYPE = "aggression_type", _("kind of aggression")
    STYLE = "style", _("style")
    KNOWLEDGE = "knowledge", _("knowledge")
    OTHER = "other", _("other")


class Medium(models.TextChoices):
    """Says how a person may respond."""

    VIDEO = "video", _("picture and sound")
    SOUND = "sound", _("sound only")
    EITHER = "either", _("either")


class ExampleShown(models.TextChoices):
    """Says when a person who practises sees the example answer."""

    NEVER = "never", _("never")
    BEFORE = "before", _("before the recording")
    AFTER_TAKE = "after_take", _("after the first take")
    AFTER_SUBMITTING = "after_submitting", _("after submitting")


class ClipRole(models.TextChoices):
    SCENE = "scene", _("the scene itself")
    EXAMPLE = "example", _("an example answer")


class Scene(models.Model):
    """A scene is one part of an exercise: something to watch, to read, to choose or to respond to.

    `key` names it within its version. `next_key` is the key of the scene that follows, "end", or
    null for the next in order. `body` is Markdown. Lengths are in ms; `max_takes` null means that
    takes are not limited.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.ForeignKey(ScenarioVersion, models.CASCADE, related_name="scenes")
    order = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=40)
    kind = models.CharField(max_length=10, choices=SceneKind)
    prompt = models.JSONField(validators=[validate_texts])
    next_key = models.CharField(max_length=40, null=True)
    body = models.JSONField(default=dict)
    purpose = models.CharField(
        max_length=20, choices=QuestionPurpose, default=QuestionPurpose.OTHER
    )
    several = models.BooleanField(default=False)
    max_take_ms = models.PositiveIntegerField(null=True)
    preparation_ms = models.PositiveIntegerField(default=0)
    max_takes = models.PositiveSmallIntegerField(null=True)
    medium = models.CharField(max_length=10, choices=Medium, default=Medium.VIDEO)
    autocue = models.JSONField(default=dict)
    autocue_editable = models.BooleanField(default=False)
    example_answer = models.JSONField(default=dict)
    example_shown = models.CharField(
        max_length=20, choices=ExampleShown, default=ExampleShown.NEVER
    )
    self_check = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("scene")
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["version", "order"], name="scene_order_once"),
            models.UniqueConstraint(fields=["version", "key"], name="scene_key_once"),
            models.CheckConstraint(
                condition=~Q(key="") & ~Q(key="end"), name="scene_key_is_a_name"
            ),
            models.CheckConstraint(
                condition=Q(kind="respond", max_take_ms__gte=1000)
                | (~Q(kind="respond") & Q(max_take_ms__isnull=True)),
                name="scene_time_cap_on_respond",
            ),
            models.CheckConstraint(
                condition=Q(max_takes__isnull=True) | Q(kind="respond", max_takes__range=(1, 20)),
                name="scene_max_takes_on_respond",
            ),
            models.CheckConstraint(
                condition=Q(preparation_ms=0) | Q(kind="respond", preparation_ms__lte=120_000),
                name="scene_preparation_on_respond",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.order}"


class SceneClip(models.Model):
    """A scene clip is a clip of a scene in one language: the customer, or an example answer."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    scene = models.ForeignKey(Scene, models.CASCADE, related_name="clips")
    role = models.CharField(max_length=10, choices=ClipRole, default=ClipRole.SCENE)
    language = models.CharField(max_length=2)
    video = models.ForeignKey(Video, models.PROTECT, related_name="scene_clips")

    class Meta:
        verbose_name = _("clip")
        constraints = [
            models.UniqueConstraint(
                fields=["scene", "role", "language"], name="scene_clip_of_role_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.scene_id} {self.language}"


class Option(models.Model):
    """An option is one answer to a choose scene, with the calm explanation shown after choosing
    it. `next_key` is the key of the scene that follows, "end", or null: as the scene says."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    scene = models.ForeignKey(Scene, models.CASCADE, related_name="options")
    order = models.PositiveSmallIntegerField()
    text = models.JSONField(validators=[validate_texts])
    is_right = models.BooleanField(default=False)
    explanation = models.JSONField(validators=[validate_texts])
    next_key = models.CharField(max_length=40, null=True)

    class Meta:
        verbose_name = _("option")
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["scene", "order"], name="option_order_once")]

    def __str__(self) -> str:
        return str(self.order)
