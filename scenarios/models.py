"""Defines the nouns of scenarios: Technique, AggressionType, Rubric -> RubricVersion -> Criterion
-> Level, Scenario -> ScenarioVersion -> Scene -> Option.

Texts for people are objects {"nl": ..., "en": ...} (core.texts). A published version and all
that hangs on it is immutable; triggers in the migrations refuse the change.
"""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from core.ids import new_id
from core.texts import validate_texts
from media.models import Video


class Style(models.TextChoices):
    SUPPORTIVE = "supportive", _("supportive")
    DIRECTIVE = "directive", _("directive")


class Technique(models.Model):
    """A technique is something that one can learn to do; rubrics, choose scenes and planning use
    the same list."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="techniques")
    code = models.CharField(max_length=50)
    name = models.JSONField(validators=[validate_texts])
    description = models.JSONField(validators=[validate_texts])
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("technique")
        ordering = ["order", "code"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "code"], name="technique_once")
        ]

    def __str__(self) -> str:
        return self.code


class AggressionType(models.Model):
    """An aggression type is a kind of aggression and the style that fits it. Organisations
    configure them, because trainers disagree here."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="aggression_types")
    code = models.CharField(max_length=50)
    name = models.JSONField(validators=[validate_texts])
    description = models.JSONField(validators=[validate_texts])
    style = models.CharField(max_length=12, choices=Style)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("aggression type")
        ordering = ["order", "code"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "code"], name="aggression_type_once")
        ]

    def __str__(self) -> str:
        return self.code


class Rubric(models.Model):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="rubrics")
    code = models.CharField(max_length=50)
    name = models.JSONField(validators=[validate_texts])

    class Meta:
        verbose_name = _("rubric")
        constraints = [models.UniqueConstraint(fields=["organisation", "code"], name="rubric_once")]

    def __str__(self) -> str:
        return self.code


class RubricVersion(models.Model):
    """A rubric version is a draft until `published_at`; after that it never changes, because scores
    point at it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    rubric = models.ForeignKey(Rubric, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    published_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("rubric version")
        constraints = [
            models.UniqueConstraint(fields=["rubric", "number"], name="rubric_version_once"),
            models.UniqueConstraint(
                fields=["rubric"],
                condition=Q(published_at__isnull=True),
                name="rubric_one_draft",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rubric} v{self.number}"


class Criterion(models.Model):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.ForeignKey(RubricVersion, models.CASCADE, related_name="criteria")
    technique = models.ForeignKey(Technique, models.PROTECT, related_name="criteria")
    order = models.PositiveSmallIntegerField()
    name = models.JSONField(validators=[validate_texts])
    description = models.JSONField(validators=[validate_texts])

    class Meta:
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["version", "order"], name="criterion_order_once")
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.order}"


class Level(models.Model):
    """A level is one step of a criterion, described by what one would see; 1 is lowest."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    criterion = models.ForeignKey(Criterion, models.CASCADE, related_name="levels")
    value = models.PositiveSmallIntegerField()
    name = models.JSONField(validators=[validate_texts])
    description = models.JSONField(validators=[validate_texts])

    class Meta:
        verbose_name = _("level")
        ordering = ["value"]
        constraints = [
            models.UniqueConstraint(fields=["criterion", "value"], name="level_once"),
            models.CheckConstraint(condition=Q(value__range=(1, 9)), name="level_value_1_to_9"),
        ]

    def __str__(self) -> str:
        return str(self.value)


class Scenario(models.Model):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="scenarios")
    code = models.CharField(max_length=50)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("scenario")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "code"], name="scenario_once")
        ]

    def __str__(self) -> str:
        return self.code


class ScenarioVersion(models.Model):
    """A scenario version is a draft until `published_at`. Publishing needs a published rubric
    version and ready clips."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    scenario = models.ForeignKey(Scenario, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    rubric_version = models.ForeignKey(
        RubricVersion, models.PROTECT, null=True, related_name="scenario_versions"
    )
    aggression_type = models.ForeignKey(
        AggressionType, models.PROTECT, null=True, related_name="scenario_versions"
    )
    techniques = models.ManyToManyField(Technique, related_name="scenario_versions")
    title = models.JSONField(validators=[validate_texts])
    summary = models.JSONField(validators=[validate_texts])
    content_warning = models.JSONField(default=dict)
    minutes = models.PositiveSmallIntegerField(default=3)
    published_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("scenario version")
        constraints = [
            models.UniqueConstraint(fields=["scenario", "number"], name="scenario_version_once"),
            models.UniqueConstraint(
                fields=["scenario"],
                condition=Q(published_at__isnull=True),
                name="scenario_one_draft",
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True)
                | Q(rubric_version__isnull=False, aggression_type__isnull=False),
                name="scenario_published_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scenario} v{self.number}"


class SceneKind(models.TextChoices):
    WATCH = "watch", _("watch")
    CHOOSE = "choose", _("choose")
    RESPOND = "respond", _("respond")


class Scene(models.Model):
    """A scene is one part of an exercise. Watch scenes have a clip per language; respond scenes a
    time cap and an example answer, for authors and coaches."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.ForeignKey(ScenarioVersion, models.CASCADE, related_name="scenes")
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=SceneKind)
    prompt = models.JSONField(validators=[validate_texts])
    example_answer = models.JSONField(default=dict)
    max_take_ms = models.PositiveIntegerField(null=True)

    class Meta:
        verbose_name = _("scene")
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["version", "order"], name="scene_order_once"),
            models.CheckConstraint(
                condition=Q(kind="respond", max_take_ms__gte=1000)
                | (~Q(kind="respond") & Q(max_take_ms__isnull=True)),
                name="scene_time_cap_on_respond",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.order}"


class SceneClip(models.Model):
    """A scene clip is the customer's clip of a watch scene in one language."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    scene = models.ForeignKey(Scene, models.CASCADE, related_name="clips")
    language = models.CharField(max_length=2)
    video = models.ForeignKey(Video, models.PROTECT, related_name="scene_clips")

    class Meta:
        verbose_name = _("clip")
        constraints = [
            models.UniqueConstraint(fields=["scene", "language"], name="scene_clip_once")
        ]

    def __str__(self) -> str:
        return f"{self.scene_id} {self.language}"


class Option(models.Model):
    """An option is one answer to a choose scene, with the calm explanation shown after choosing
    it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    scene = models.ForeignKey(Scene, models.CASCADE, related_name="options")
    order = models.PositiveSmallIntegerField()
    text = models.JSONField(validators=[validate_texts])
    is_right = models.BooleanField(default=False)
    explanation = models.JSONField(validators=[validate_texts])

    class Meta:
        verbose_name = _("option")
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["scene", "order"], name="option_order_once"),
            models.UniqueConstraint(
                fields=["scene"], condition=Q(is_right=True), name="option_one_right"
            ),
        ]

    def __str__(self) -> str:
        return str(self.order)
