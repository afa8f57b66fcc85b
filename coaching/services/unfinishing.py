"""Ends holds: what was finished waits for a coach again, with all that was saved."""

from uuid import UUID

from django.db.models import QuerySet

from accounts.models import Membership
from coaching.errors import Held
from coaching.models import SOMEBODY_WAITS, Hold, Review, WaitingSubmission
from coaching.queries.held import counting
from coaching.queries.promises import runs_short


def end_holds(holds: QuerySet[Hold]) -> list[UUID]:
    """Delete these holds, in the caller's transaction, and return their submissions. Whoever is
    told of what runs late is told of these again. Of two who end one at one time, one gets it."""
    rows = holds.select_for_update(of=("self",)).order_by("pk")
    held = list(rows.values_list("pk", "review__submission"))
    if not held:
        return []
    Hold.objects.filter(pk__in=[review for review, _submission in held]).delete()
    submissions = [submission for _review, submission in held]
    warn_again(WaitingSubmission.objects.filter(pk__in=submissions))
    return submissions


def warn_again(rows: QuerySet[WaitingSubmission]) -> None:
    """Have it told when the promises of these run short, where somebody waits."""
    rows.filter(SOMEBODY_WAITS).update(warn_at=runs_short())


def unfinish(review: Review, by: Membership | None) -> None:
    """End this coach's hold on a review, if any; Held where another one counts."""
    if by is not None:
        end_holds(Hold.objects.filter(review=review, finished_by=by))
    if counting().filter(review=review).exists():
        raise Held
