"""Says by whom a review was released."""

from dataclasses import dataclass
from datetime import datetime

from accounts.models import Membership
from coaching.models import Review


@dataclass(frozen=True)
class Release:
    """Shows the release of feedback: by whom, whether that is the reading coach, and which lead
    coach looked at it before, blank for none."""

    at: datetime
    coach_name: str
    is_mine: bool
    approved_by_name: str


def release_of(review: Review, coach: Membership) -> Release | None:
    """Return the release of a review, as the coach sees it; None until then."""
    if review.released_at is None or review.released_by is None:
        return None
    return Release(
        at=review.released_at,
        coach_name=review.released_by.shown_name,
        is_mine=review.released_by_id == coach.id,
        approved_by_name=review.approved_by.shown_name if review.approved_by else "",
    )
