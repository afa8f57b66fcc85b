"""Keeps what a coach sent when their lease had ended, so that no word of it is lost."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models.functions import Now

from accounts.models import Membership
from coaching.errors import LeaseStale
from coaching.models import KeptDraft, Lease

KEPT_FOR = timedelta(days=14)


@contextmanager
def kept_when_stale(
    *, coach: Membership, review: UUID, path: str, body: Mapping[str, Any]
) -> Iterator[None]:
    """Keep the body of a save that is refused with LeaseStale, and let the refusal go on.

    The save has to be a transaction of its own inside, since that is undone and this is not. What
    names a lease that the coach never had on this review keeps nothing.
    """
    try:
        yield
    except LeaseStale:
        content = {name: value for name, value in body.items() if name != "lease"}
        had = Lease.objects.filter(pk=body["lease"], review=review, coach=coach)
        if had.exists():
            KeptDraft.objects.update_or_create(
                coach=coach,
                review_id=review,
                path=path,
                defaults={"content": content, "kept_at": Now()},
            )
        raise


def forget(*, lease: Lease, path: str) -> None:
    """Delete what was kept of a mark that its coach saves now: in the transaction of the save. Only
    a review with an earlier lease can have such a draft."""
    if lease.fence > 1:
        KeptDraft.objects.filter(coach=lease.coach_id, review=lease.review_id, path=path).delete()


def discard(*, coach: Membership, draft: UUID) -> None:
    """Delete a draft of the coach's own. Repeatable."""
    KeptDraft.objects.filter(coach=coach, pk=draft).delete()


def clear_old() -> int:
    """Delete drafts that were kept long enough, and return how many."""
    gone, _each = KeptDraft.objects.filter(kept_at__lt=Now() - KEPT_FOR).delete()
    return gone
