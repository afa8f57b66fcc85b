"""Bounds the demo's second coach to one team, makes the first a lead coach, and keeps
him from somebody whom he knows.

What a visitor changed about that afterwards stays.
"""

from coaching.models import CoachScope
from coaching.services import eligibility
from core.etags import ANY, Precondition
from demo.people import SERVICE, People


def load_coaches(people: People) -> list[str]:
    marijke, admin = people.members["marijke"], people.members["admin"]
    if CoachScope.objects.filter(coach=marijke).exists():
        return []
    team = people.organisation.teams.filter(name=SERVICE)
    eligibility.set_scope(
        actor=admin,
        coach=marijke.id,
        teams=team.values_list("id", flat=True),
        languages=["nl"],
        seen=Precondition(if_match=ANY),
    )
    eligibility.set_scope(
        actor=admin,
        coach=people.coach.id,
        teams=[],
        languages=[],
        is_lead=True,
        seen=Precondition(if_match=ANY),
    )
    eligibility.declare_conflict(
        actor=admin, coach=people.coach.id, member=people.members["thijs"].id
    )
    return ["a coach for one team"]
