"""Reads saved phrases for the coaches who use them."""

from django.db.models import Q, QuerySet

from accounts.models import Membership, Role
from coaching.models import Phrase


def visible_to(coach: Membership) -> QuerySet[Phrase]:
    """Return a coach's own phrases and those that the organisation shares, the newest first; never
    a colleague's own."""
    if Role.COACH not in coach.role_set:
        return Phrase.objects.none()
    mine_or_shared = Q(owner=coach) | Q(owner__isnull=True)
    rows = Phrase.objects.filter(mine_or_shared, organisation=coach.organisation_id)
    return rows.order_by("-saved_at", "-id")
