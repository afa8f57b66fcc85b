"""Defines whether the hour at which a member practises is learned: MomentChoice, MomentRules."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Organisation


class MomentChoice(models.Model):
    """A moment choice says whether a member lets their hours of practice be learned. Without one
    nothing is learned."""

    membership = models.OneToOneField(
        Membership, models.CASCADE, primary_key=True, related_name="moment_choice"
    )
    is_learned = models.BooleanField()

    class Meta:
        verbose_name = _("moment choice")

    def __str__(self) -> str:
        return f"{self.membership_id}: {self.is_learned}"


class MomentRules(models.Model):
    """Moment rules say whether members of an organisation may choose that; without a row they
    may."""

    organisation = models.OneToOneField(
        Organisation, models.CASCADE, primary_key=True, related_name="moment_rules"
    )
    may_learn = models.BooleanField(default=True)

    class Meta:
        verbose_name = _("moment rules")
        verbose_name_plural = _("moment rules")

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.may_learn}"
