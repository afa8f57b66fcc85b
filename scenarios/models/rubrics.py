"""Defines Rubric -> RubricVersion -> Criterion -> Level."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from core.ids import new_id
from core.texts import validate_texts
from scenarios.models.library import Technique


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
    """A criterion is one thing that coaches look at. `weight` is how much it counts beside the
    others of its rubric."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.ForeignKey(RubricVersion, models.CASCADE, related_name="criteria")
    technique = models.ForeignKey(Technique, models.PROTECT, related_name="criteria")
    order = models.PositiveSmallIntegerField()
    weight = models.PositiveSmallIntegerField(default=1)
    name = models.JSONField(validators=[validate_texts])
    description = models.JSONField(validators=[validate_texts])

    class Meta:
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["version", "order"], name="criterion_order_once"),
            models.CheckConstraint(
                condition=Q(weight__range=(1, 9)), name="criterion_weight_1_to_9"
            ),
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
