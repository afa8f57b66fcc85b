"""Defines Scenario -> ScenarioVersion."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from core.ids import new_id
from core.texts import validate_texts
from scenarios.models.library import AggressionType, Technique
from scenarios.models.rubrics import RubricVersion


class Sector(models.TextChoices):
    RETAIL = "retail", _("retail")
    HOSPITALITY = "hospitality", _("hospitality")
    TRANSPORT = "transport", _("public transport")
    MUNICIPALITY = "municipality", _("municipality")
    CONTACT_CENTRE = "contact_centre", _("contact centre")
    CARE = "care", _("care")
    OTHER = "other", _("other")


class Channel(models.TextChoices):
    FACE_TO_FACE = "face_to_face", _("face to face")
    PHONE = "phone", _("telephone")
    CHAT = "chat", _("chat")


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
    version and ready clips.

    `minutes` is the length of the practice where the author gave one; `estimated_minutes` is that
    of domain.duration, as of the last save or the publication. `intensity` is 1 (mild) to 5.
    """

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
    intensity = models.PositiveSmallIntegerField(null=True)
    sector = models.CharField(max_length=20, choices=Sector, null=True)
    channel = models.CharField(max_length=20, choices=Channel, null=True)
    minutes = models.PositiveSmallIntegerField(null=True)
    estimated_minutes = models.PositiveSmallIntegerField(default=1)
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
            models.CheckConstraint(
                condition=Q(intensity__isnull=True) | Q(intensity__range=(1, 5)),
                name="scenario_intensity_1_to_5",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scenario} v{self.number}"

    @property
    def shown_minutes(self) -> int:
        """The length that people are told: the author's, else the estimate."""
        return self.minutes or self.estimated_minutes
