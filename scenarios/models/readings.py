"""Defines Reading, Remark and AuthoringRules: a colleague reads a draft before it is published."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Organisation
from core.ids import new_id
from scenarios.models.scenarios import ScenarioVersion


class AuthoringRules(models.Model):
    """Authoring rules are what an organisation asks of its authors; without a row, nothing."""

    organisation = models.OneToOneField(
        Organisation, models.CASCADE, primary_key=True, related_name="authoring_rules"
    )
    needs_reading = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("authoring rules")

    def __str__(self) -> str:
        return str(self.organisation_id)


class Reading(models.Model):
    """A reading is the request to a colleague to read a draft; `read_at` is when they said that
    they had."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.ForeignKey(ScenarioVersion, models.CASCADE, related_name="readings")
    reader = models.ForeignKey(Membership, models.CASCADE, related_name="+")
    asked_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    note = models.TextField(default="")
    asked_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("reading")
        ordering = ["asked_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "reader"],
                condition=Q(read_at__isnull=True),
                name="reading_asked_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.reader_id}"


class Remark(models.Model):
    """A remark is about one place in a draft. `place` names scenes by their key, so that it stays
    with its scene when others move: `title`, `scenes.opening.prompt`."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.ForeignKey(ScenarioVersion, models.CASCADE, related_name="remarks")
    member = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    place = models.CharField(max_length=100)
    text = models.TextField()
    created_at = models.DateTimeField(default=timezone.now)
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("remark")
        ordering = ["created_at", "id"]

    def __str__(self) -> str:
        return f"{self.version_id} {self.place}"
