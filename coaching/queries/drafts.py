"""Reads what was kept of a coach's text, for that coach alone."""

from django.db.models import QuerySet

from accounts.models import Membership
from coaching.models import KeptDraft


def drafts_of(coach: Membership) -> QuerySet[KeptDraft]:
    """Return the coach's drafts, the newest first, with what each is about."""
    rows = KeptDraft.objects.filter(coach=coach).select_related(
        "review__submission__attempt__membership__person",
        "review__submission__attempt__scenario_version",
    )
    return rows.order_by("-kept_at", "-id")
