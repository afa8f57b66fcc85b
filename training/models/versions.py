"""Defines the versions of a programme's steps."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from core.ids import new_id
from training.models.programmes import Programme


class ProgrammeVersion(models.Model):
    """A programme version is the steps of a programme in their order, as one document.

    A programme has at most one draft, which has no `published_at`. Publishing writes the document
    into the rows of Step, which are what members do; published versions stay as history.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    steps: Any = models.JSONField(default=list)
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(
        Membership, models.SET_NULL, null=True, related_name="+", db_index=False
    )

    class Meta:
        verbose_name = _("programme version")
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "number"], name="programme_version_number_once"
            ),
            models.UniqueConstraint(
                fields=["programme"],
                condition=Q(published_at__isnull=True),
                name="programme_version_one_draft",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme_id} version {self.number}"
