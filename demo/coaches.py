"""Bounds the demo's second coach to one team, makes the first a lead coach, and keeps
him from somebody whom he knows.

What a visitor changed about that afterwards stays.
"""

from coaching.models import CoachingRules, CoachScope
from coaching.services import eligibility
from core.etags import ANY, Precondition
from demo.people import SERVICE, People

DRAWN = 5
"""The share of the feedback in the demo that a second coach scores too, in percent."""


def hold_draws(people: People) -> bool:
    """Let nothing that the demo itself releases be scored twice: what is drawn differs each time,
    and the demo does not. Tells whether `load_coaches` has something to do."""
    if _is_loaded(people):
        return False
    CoachingRules.objects.get_or_create(
        organisation=people.organisation, defaults={"second_percent": 0}
    )
    return True


def load_coaches(people: People) -> list[str]:
    marijke, admin = people.members["marijke"], people.members["admin"]
    CoachingRules.objects.filter(organisation=people.organisation).update(second_percent=DRAWN)
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


def _is_loaded(people: People) -> bool:
    return CoachScope.objects.filter(coach=people.members["marijke"]).exists()
