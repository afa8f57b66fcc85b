"""Defines anchors, which coaches are calibrated by, and their calibrations."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Organisation
from core.ids import new_id
from core.model_fields import ParagraphsField
from media.models import Video
from scenarios.models import Criterion, Level, RubricVersion


class Anchor(models.Model):
    """An anchor is a clip on which an organisation agreed on the levels of a rubric version. Its
    clip is one that an author sent or made: a trigger refuses an employee's recording. It never
    changes, since calibrations are compared with it; a mistake is mended by retiring it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="anchors")
    title = models.CharField(max_length=120)
    video = models.ForeignKey(Video, models.PROTECT, related_name="+")
    rubric_version = models.ForeignKey(RubricVersion, models.PROTECT, related_name="+")
    made_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    retired_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("anchor")
        ordering = ["made_at", "id"]

    def __str__(self) -> str:
        return self.title


class AnchorLevel(models.Model):
    """An anchor level is the agreed level on one criterion, with why. Triggers keep it."""

    anchor = models.ForeignKey(Anchor, models.CASCADE, related_name="levels")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+")
    level = models.ForeignKey(Level, models.PROTECT, related_name="+")
    reason = ParagraphsField()

    class Meta:
        verbose_name = _("agreed level")
        constraints = [
            models.UniqueConstraint(fields=["anchor", "criterion"], name="anchor_level_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="anchor_level_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.anchor_id} {self.criterion_id}"


class Calibration(models.Model):
    """A calibration is a coach's scoring of the anchors that there were when it began. Once it is
    finished, `kappa` says how far the coach agrees with what was agreed on, and `licensed_until`
    until when that lets them review, NULL where it was too little. Triggers fix a finished one."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    coach = models.ForeignKey(Membership, models.CASCADE, related_name="calibrations")
    anchors = models.ManyToManyField(Anchor, related_name="+")
    began_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)
    kappa = models.FloatField(null=True)
    needed_percent = models.PositiveSmallIntegerField(
        null=True, validators=[MaxValueValidator(100)]
    )
    licensed_until = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("calibration")
        constraints = [
            models.UniqueConstraint(
                fields=["coach"], condition=Q(finished_at=None), name="calibration_one_open"
            ),
            models.CheckConstraint(
                condition=Q(finished_at=None, kappa=None, licensed_until=None)
                | Q(finished_at__isnull=False, kappa__isnull=False, needed_percent__isnull=False),
                name="calibration_finished_has_kappa",
            ),
        ]
        indexes = [
            models.Index(
                fields=["coach", "licensed_until"],
                condition=Q(licensed_until__isnull=False),
                name="calibration_licence",
            )
        ]

    def __str__(self) -> str:
        return str(self.id)


class CalibrationScore(models.Model):
    """A calibration score is the level that the coach gave on one criterion of one anchor."""

    calibration = models.ForeignKey(Calibration, models.CASCADE, related_name="scores")
    anchor = models.ForeignKey(Anchor, models.PROTECT, related_name="+")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+")
    level = models.ForeignKey(Level, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("level of a calibration")
        constraints = [
            models.UniqueConstraint(
                fields=["calibration", "anchor", "criterion"], name="calibration_score_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.calibration_id} {self.criterion_id}"
