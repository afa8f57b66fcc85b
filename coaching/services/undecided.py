"""Goes on with outcomes that wait for a coach whom there was not: once one may look, that one is
asked; once nobody can any more, the wait ends."""

from collections.abc import Callable
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from coaching.models import Purpose, Review, WaitingSubmission
from coaching.queries.outcomes import to_be_seconded, to_be_thirded, unwatchable
from coaching.services.adjudications import open_where_far
from coaching.services.seconds import draw_second
from core.batches import each
from training import services as training
from training.models import Attempt, Outcome

BATCH = 500


def seek_coaches() -> int:
    """Ask a second or a third coach about what waits for one, where there is one by now, and end
    the wait for what nobody can watch any more. Returns how many were looked at. One that fails
    stops no other; repeating changes nothing."""
    kinds: list[tuple[Callable[[], QuerySet[Outcome]], Callable[[UUID], None]]] = [
        (unwatchable, _lapse),
        (to_be_seconded, _second),
        (to_be_thirded, _third),
    ]
    count = 0
    for found, work in kinds:
        rows = found().order_by("opened_at").values_list("submission", flat=True)
        count += len(each(list(rows[:BATCH]), _locked(found, work), event="outcome_not_moved"))
    return count


def _locked(
    found: Callable[[], QuerySet[Outcome]], work: Callable[[UUID], None]
) -> Callable[[UUID], None]:
    """Return the work on one submission, whose attempt is locked, where it still waits."""

    @transaction.atomic
    def do(submission: UUID) -> None:
        rows = Attempt.objects.select_for_update(no_key=True).filter(submission=submission)
        list(rows.values_list("pk"))
        if found().filter(submission=submission).exists():
            work(submission)

    return do


def _lapse(submission: UUID) -> None:
    training.lapse_outcome(submission=submission)
    # Nobody waits for a second review of it any more, so it goes as any other that runs late.
    WaitingSubmission.objects.filter(pk=submission).update(is_awaited=False, warn_at=None)


def _second(submission: UUID) -> None:
    draw_second(_review(submission, Purpose.FIRST), is_awaited=True)


def _third(submission: UUID) -> None:
    open_where_far(_review(submission, Purpose.SECOND), is_split=True)


def _review(submission: UUID, purpose: Purpose) -> Review:
    rows = Review.objects.select_related(
        "released_by__organisation",
        "submission__attempt__membership__person",
        "submission__attempt__membership__organisation",
        "submission__attempt__scenario_version",
        "submission__attempt__enrolment__programme",
    )
    return rows.get(submission=submission, purpose=purpose)
