"""Defines what an organisation says in its own words."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from core.ids import new_id
from core.texts import LANGUAGES


class OwnWordings(models.Model):
    """Own wordings are an organisation's texts of one kind of message in one language, instead of
    those that come with Kalm.

    `wordings` are [{"subject": ..., "line": ...}] as domain.own_wordings describes them. One that a
    later version of Kalm can't send is not sent, and stays until somebody mends it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40)
    language = models.CharField(max_length=2)
    wordings = models.JSONField()
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("own texts of messages")
        verbose_name_plural = _("own texts of messages")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kind", "language"], name="own_wordings_once"
            ),
            models.CheckConstraint(
                condition=Q(language__in=LANGUAGES), name="own_wordings_language_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.language}"
