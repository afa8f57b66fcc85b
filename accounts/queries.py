"""Reads. What a membership may see is decided here once per resource."""

from accounts.errors import NotFound
from accounts.models import Membership, Person


def membership_of(*, person: Person, slug: str) -> Membership:
    """The person's active membership in the organisation; NotFound for everyone else."""
    found = (
        Membership.objects.select_related("person", "organisation")
        .filter(
            person=person,
            organisation__slug=slug,
            organisation__is_active=True,
            is_active=True,
        )
        .first()
    )
    if found is None:
        raise NotFound
    return found
