"""Lets a second coach score a share of what has feedback, without knowing it, to compare."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Now

from accounts.models import Membership
from coaching.domain.sampling import is_drawn
from coaching.models import Comment, Lease, Purpose, Review, Score, WaitingSubmission
from coaching.queries.coaches import rules_of
from coaching.queries.eligibility import coaches_for, took_part
from coaching.queries.queue import open_leases
from coaching.services.adjudications import open_where_far
from coaching.services.outcomes import judge_second, tell_of_missing_coach
from coaching.services.unfinishing import warn_again
from core.batches import each
from training.models import Attempt, Submission

BATCH = 1000


def draw_second(first: Review, *, is_awaited: bool) -> bool:
    """Put the submission into the queue once more, for a coach who never had its feedback `first`,
    which was released, if it is drawn or its outcome is awaited, and there is such a coach; return
    whether it waits there. In a transaction that has the attempt's lock. The employee has their
    feedback, and waits for nothing but perhaps the outcome."""
    coach, submission = first.released_by, first.submission
    assert coach is not None  # noqa: S101  # by constraint
    percent = 100 if is_awaited else rules_of(coach).second_percent
    if not is_drawn(submission.pk, percent, settings.SECRET_KEY.encode()):
        return False
    member = submission.attempt.membership
    known = Review.objects.filter(took_part(OuterRef("pk")), pk=first.pk)
    if not coaches_for(member, member.person.language).filter(~Exists(known)).exists():
        return False
    _put(first, coach, is_awaited=is_awaited)
    return True


def _put(first: Review, coach: Membership, *, is_awaited: bool) -> None:
    submission, attempt = first.submission, first.submission.attempt
    second = Review.objects.create(
        submission=submission,
        purpose=Purpose.SECOND,
        rubric_version_id=first.rubric_version_id,
        created_at=Now(),
    )
    second.refresh_from_db(fields=["created_at"])
    promise = timedelta(hours=attempt.enrolment.programme.review_promise_hours)
    WaitingSubmission.objects.create(
        submission=submission,
        organisation_id=coach.organisation_id,
        membership=attempt.membership,
        language=attempt.membership.person.language,
        submitted_at=second.created_at,
        promised_at=second.created_at + promise,
        exercise_id=attempt.scenario_version.scenario_id,
        first_by=coach,
        is_awaited=is_awaited,
    )
    if is_awaited:
        warn_again(WaitingSubmission.objects.filter(pk=submission.pk))


def done_with_second(second: Review) -> None:
    """Take the submission out of the queue again, decide its outcome where both agree on that, and
    ask a third coach where not, or where they differ far. In the release's transaction."""
    _seconds().filter(pk=second.submission_id).delete()
    is_split = judge_second(second)
    if not open_where_far(second, is_split=is_split) and is_split:
        tell_of_missing_coach(second.submission)


def drop_second(submission: UUID) -> None:
    """Forget the second review of a submission, unless a coach is on it or marked anything. In a
    transaction that has the attempt's lock."""
    waiting = _seconds().filter(pk=submission)
    second = Review.objects.filter(submission=submission, purpose=Purpose.SECOND, released_at=None)
    # A save that is under way locks its lease: what it writes is seen below.
    list(Lease.objects.select_for_update().filter(review__in=second))
    is_marked = any(kind.objects.filter(review__in=second).exists() for kind in (Score, Comment))
    if is_marked or open_leases().filter(review__in=second).exists():
        # Nobody waits for it any more, so it goes as any other that runs late.
        waiting.filter(is_awaited=True).update(is_awaited=False, warn_at=None)
        return
    waiting.delete()
    second.delete()


def drop_late() -> int:
    """Forget the second reviews that nobody began on within what the programme promises, so that
    they never come before what somebody waits for; those that are awaited stay. Returns how many
    were looked at. One that fails stops no other."""
    late = _seconds().filter(promised_at__lte=Now(), is_awaited=False).order_by("promised_at")
    # What somebody marked stays, and may not be all that a sweep looks at.
    second = {"review__purpose": Purpose.SECOND, "review__submission": OuterRef("pk")}
    marked = [Exists(kind.objects.filter(**second)) for kind in (Score, Comment)]
    ids = list(late.exclude(marked[0] | marked[1]).values_list("pk", flat=True)[:BATCH])
    return len(each(ids, _drop_locked, event="second_review_not_dropped"))


@transaction.atomic
def _drop_locked(submission: UUID) -> None:
    found = Submission.objects.filter(pk=submission).values("attempt")
    list(Attempt.objects.select_for_update(no_key=True).filter(pk__in=found).values_list("pk"))
    drop_second(submission)


def _seconds() -> QuerySet[WaitingSubmission]:
    return WaitingSubmission.objects.filter(first_by__isnull=False)
