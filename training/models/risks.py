"""Defines the noun of what a team's work asks of it: TeamRisk."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Team


class RiskProfile(models.TextChoices):
    LOW = "low", _("low")
    VERBAL = "verbal", _("verbal aggression")
    PHYSICAL = "physical", _("physical aggression")


class TeamRisk(models.Model):
    """A team's risk says what its people meet in their work, as an admin judged it.

    Where that is physical aggression, `physical_by` may be the day by which each of them has had a
    physical training. A team without a row was not judged yet.
    """

    team = models.OneToOneField(
        Team, models.CASCADE, primary_key=True, related_name="risk", editable=False
    )
    profile = models.CharField(max_length=10, choices=RiskProfile)
    physical_by = models.DateField(null=True)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("risk of a team")
        constraints = [
            models.CheckConstraint(
                condition=Q(profile__in=RiskProfile.values), name="team_risk_known"
            ),
            models.CheckConstraint(
                condition=Q(physical_by__isnull=True) | Q(profile="physical"),
                name="team_risk_asks_training_of_physical",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.profile} {self.team_id}"
