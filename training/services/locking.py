"""Locks an attempt, as the first lock of every verb that changes it."""

from uuid import UUID

from accounts.models import Membership
from core.queries import one_of
from training.models import Attempt
from training.queries.access import attempts_visible_to


def lock_attempt(member: Membership, attempt: UUID) -> Attempt:
    """Lock and return the member's own attempt until the transaction ends; NotFound for anyone
    else's."""
    own = attempts_visible_to(member).select_for_update(no_key=True, of=("self",))
    return one_of(own, attempt)
