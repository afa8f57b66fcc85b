"""Defines the figures of teams, as they were shown."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, Team
from core.ids import new_id
from scenarios.models import Technique
from training.models.programmes import Programme


class TeamFigures(models.Model):
    """Team figures say how far a team was with a programme when somebody first asked in a week,
    which begins on that day (`week`, UTC). They stay for that week, whoever joins or leaves, and
    are remembered until two weeks after somebody last saw them (`last_shown`), so that the next
    ones say nothing about one person beside them.

    `members` are the memberships that they are made of. `team` is NULL where it was removed: its
    figures are known all the same.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(
        Programme, models.CASCADE, related_name="team_figures", db_index=False
    )
    team = models.ForeignKey(Team, models.SET_NULL, null=True, related_name="+")
    week = models.DateField()
    last_shown = models.DateField(db_default=Now())
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


class SkillFigures(models.Model):
    """Skill figures say how well a team does on one technique, as they were shown in a week.

    `reached` is the sum of what each of `members` reached in their latest feedback on it, from 0 to
    1. They stay and are remembered as those of participation are.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+", db_index=False)
    team = models.ForeignKey(Team, models.SET_NULL, null=True, related_name="+")
    technique = models.ForeignKey(Technique, models.CASCADE, related_name="+")
    week = models.DateField()
    last_shown = models.DateField(db_default=Now())
    members = ArrayField(models.UUIDField())
    reached = models.FloatField()

    class Meta:
        verbose_name = _("figures of a skill")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "week", "team", "technique"],
                name="skill_figures_once_a_week",
            )
        ]

    def __str__(self) -> str:
        return f"{self.team_id} in {self.technique_id}, {self.week}"
