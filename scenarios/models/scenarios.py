"""Defines Scenario -> ScenarioVersion."""

from collections.abc import Iterable

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Organisation
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


class ScenarioState(models.TextChoices):
    DRAFT = "draft", _("draft")
    PUBLISHED = "published", _("published")
    RETIRED = "retired", _("retired")


class Scenario(models.Model):
    """A scenario is an exercise through its versions. Retired, nobody starts it any more.

    The columns below `retired_by` are for lists: they repeat what the newest version says, draft or
    published, and services.cards alone writes them. `search_text` is its title and summary in each
    language and the code, folded by domain.searching.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="scenarios")
    code = models.CharField(max_length=50)
    created_at = models.DateTimeField(default=timezone.now)
    retired_at = models.DateTimeField(null=True)
    retired_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    state = models.CharField(
        max_length=10, choices=ScenarioState, default=ScenarioState.DRAFT, editable=False
    )
    intensity = models.PositiveSmallIntegerField(null=True, editable=False)
    sector = models.CharField(max_length=20, choices=Sector, null=True, editable=False)
    channel = models.CharField(max_length=20, choices=Channel, null=True, editable=False)
    technique_codes = ArrayField(models.CharField(max_length=50), default=list, editable=False)
    languages = ArrayField(models.CharField(max_length=2), default=list, editable=False)
    search_text = models.TextField(default="", editable=False)

    class Meta:
        verbose_name = _("scenario")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "code"], name="scenario_once"),
            models.CheckConstraint(
                condition=Q(state="retired", retired_at__isnull=False)
                | (~Q(state="retired") & Q(retired_at__isnull=True)),
                name="scenario_retired_since",
            ),
        ]
        # Lists show the newest first, and stop once a page is full.
        indexes = [
            models.Index(fields=["organisation", "-id"], name="scenario_newest"),
            models.Index(fields=["organisation", "state", "-id"], name="scenario_by_state"),
            models.Index(fields=["organisation", "intensity", "-id"], name="scenario_by_intensity"),
            models.Index(fields=["organisation", "sector", "-id"], name="scenario_by_sector"),
            models.Index(fields=["organisation", "channel", "-id"], name="scenario_by_channel"),
            GinIndex(fields=["technique_codes"], name="scenario_by_technique"),
            GinIndex(OpClass("search_text", "gin_trgm_ops"), name="scenario_by_text"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def newest(self) -> "ScenarioVersion | None":
        """Return the newest version, draft or published; None before there is one. It asks no query
        of a scenario from `queries.with_rows`."""
        rows: Iterable[ScenarioVersion] | None = getattr(self, "newest_version", None)
        return next(iter(self.versions.order_by("-number")[:1] if rows is None else rows), None)


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
    def saved(self) -> list["VersionWork"]:
        """Return who saved it and when last, the last one first."""
        saved = [one for one in self.work.all() if one.kind == VersionWork.Kind.SAVED]
        return sorted(saved, key=lambda one: one.at, reverse=True)

    @property
    def shown_minutes(self) -> int:
        """Return the length that people are told: the author's, else the estimate."""
        return self.minutes or self.estimated_minutes


class VersionWork(models.Model):
    """Says that a member saved or published a version, and when last. It keeps no texts: earlier
    states of a draft are not kept, published versions are."""

    class Kind(models.TextChoices):
        SAVED = "saved"
        PUBLISHED = "published"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.ForeignKey(ScenarioVersion, models.CASCADE, related_name="work")
    kind = models.CharField(max_length=10, choices=Kind)
    member = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("work on a version")
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(fields=["version", "kind", "member"], name="version_work_once")
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.kind}"
