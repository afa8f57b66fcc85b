"""Defines the noun Phrase: a text that coaches use again."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Organisation
from coaching.domain.phrases import PhraseText
from coaching.models.reviews import CommentKind
from core.ids import new_id
from core.model_fields import ParagraphsField


class Phrase(models.Model):
    """A phrase is a text that coaches use again in comments, with variables such as {name}. It is
    its owner's alone, or shared by the organisation's coaches where it has no owner. Its id is
    client-made."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="phrases")
    owner = models.ForeignKey(Membership, models.CASCADE, null=True, related_name="phrases")
    kind = models.CharField(max_length=12, choices=CommentKind)
    text = ParagraphsField()
    saved_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("phrase")
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="phrase_says_something"),
            models.CheckConstraint(
                condition=Q(kind__in=CommentKind.values), name="phrase_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def shared(self) -> bool:
        return self.owner_id is None

    @property
    def said(self) -> PhraseText:
        return PhraseText(kind=self.kind, text=self.text, shared=self.shared)

    @property
    def version(self) -> str:
        return self.said.version
