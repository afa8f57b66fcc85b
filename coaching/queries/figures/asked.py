"""Says which figures of coaching are asked for."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from coaching.queries.eligibility import IN_TEAMS

PERIODS = (30, 90, 180)
"""How many days back the figures may go."""


@dataclass(frozen=True)
class Asked:
    """Says which figures are asked for: of the last so many days, of one programme, of the people
    of one team."""

    days: int
    programme: UUID | None = None
    team: UUID | None = None

    def members(self, path: str) -> Q:
        """Return the condition that the membership at `path` is in the team."""
        if self.team is None:
            return Q()
        people = IN_TEAMS.objects.filter(team=self.team)
        return Q(**{f"{path}__in": people.values("membership")})

    def programmes(self, path: str) -> Q:
        """Return the condition that `path` is the programme."""
        return Q() if self.programme is None else Q(**{path: self.programme})

    def of_turnarounds(self) -> Q:
        """Return the condition that a turnaround is of the programme and the team."""
        return self.programmes("programme") & self.members("attempt__membership")
