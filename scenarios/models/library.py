"""Defines the lists that rubrics and exercises point at: Technique and AggressionType."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from core.ids import new_id
from core.texts import validate_texts


class Style(models.TextChoices):
    SUPPORTIVE = "supportive", _("supportive")
    DIRECTIVE = "directive", _("directive")


class Technique(models.Model):
    """A technique is something that one can learn to do; rubrics, choose scenes and planning use
    the same list. A hidden one is not offered any more, and still shown where it is used."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="techniques")
    code = models.CharField(max_length=50)
    name = models.JSONField(validators=[validate_texts])
    description = models.JSONField(validators=[validate_texts])
    order = models.PositiveSmallIntegerField(default=0)
    is_hidden = models.BooleanField(default=False)

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
    configure them, because trainers disagree here. A hidden one is not offered any more, and still
    shown where it is used."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="aggression_types")
    code = models.CharField(max_length=50)
    name = models.JSONField(validators=[validate_texts])
    description = models.JSONField(validators=[validate_texts])
    style = models.CharField(max_length=12, choices=Style)
    order = models.PositiveSmallIntegerField(default=0)
    is_hidden = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("aggression type")
        ordering = ["order", "code"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "code"], name="aggression_type_once")
        ]

    def __str__(self) -> str:
        return self.code
