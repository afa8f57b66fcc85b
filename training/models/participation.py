"""Defines the figures of a team's participation, as they were shown."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Team
from core.ids import new_id
from training.models.programmes import Programme


class TeamFigures(models.Model):
    """Team figures say how far a team was with a programme when somebody first asked in a week,
    which begins on Monday (`week`, UTC). They stay for that week, whoever joins or leaves, so that
    the figures before and after say nothing about one person.

    `members` are the memberships that they are made of. `team` is NULL where it was removed: its
    figures are known all the same.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(
        Programme, models.CASCADE, related_name="team_figures", db_index=False
    )
    team = models.ForeignKey(Team, models.SET_NULL, null=True, related_name="+")
    week = models.DateField()
    members = ArrayField(models.UUIDField())
    steps_done = models.PositiveIntegerField()
    attempts_submitted = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("figures of a team")
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "week", "team"], name="team_figures_once_a_week"
            )
        ]

    def __str__(self) -> str:
        return f"{self.team_id} in {self.programme_id}, {self.week}"
