"""Defines PackageImport: a file of exercises on its way into an organisation."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Organisation


class ImportState(models.TextChoices):
    PENDING = "pending", _("waiting to be checked")
    CHECKING = "checking", _("being checked")
    READY = "ready", _("ready to import")
    IMPORTING = "importing", _("being imported")
    DONE = "done", _("imported")
    REFUSED = "refused", _("refused")


class PackageImport(models.Model):
    """A package import is a file of exercises that an author sent, under an id that the client
    made. Nobody but its author sees it.

    `key` is the file's place in the default storage. `document` is its package.json as a checked
    value. `plan` says what would happen, by services.packages.planning; `is_changed` that it became
    another after the author had said yes. `refusal` is {code, detail, errors}; `made` lists the
    scenarios that were made. Rows and files go a day after `created_at`.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    author = models.ForeignKey(Membership, models.CASCADE, related_name="package_imports")
    state = models.CharField(max_length=10, choices=ImportState, default=ImportState.PENDING)
    key = models.CharField(max_length=200, editable=False)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    document = models.JSONField(default=dict)
    plan = models.JSONField(null=True)
    is_changed = models.BooleanField(default=False)
    refusal = models.JSONField(null=True)
    made = models.JSONField(default=list)
    progress = models.PositiveSmallIntegerField(default=0)
    claimed_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("import of a package")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=ImportState.values), name="package_import_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | Q(refusal__isnull=False),
                name="package_import_refused_has_reason",
            ),
        ]
        indexes = [
            models.Index(
                fields=["created_at"],
                condition=Q(state__in=["pending", "checking", "importing"]),
                name="package_import_to_do",
            )
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.state}"
