"""Holds the verbs on a submission: submit takes to the coaches, mark them scored, give them back.

Every move of an attempt's state is a conditional UPDATE. Locks are taken attempt first, enrolment
second.
"""

from collections.abc import Collection, Sequence
from uuid import UUID

from django.db import transaction
from django.db.models.functions import Now

from accounts.models import Membership
from core.batches import each
from core.errors import NotFound
from media.models import VideoState
from media.services import end_playbacks, restart_terms
from notifications.services import mark_read_about, send
from training.errors import (
    AlreadySubmitted,
    AttemptClosed,
    NoReview,
    NotSubmitted,
    TakeNotArrived,
    TakeUnusable,
)
from training.messages import TAKE_DELETED, TAKE_FAILED
from training.models import (
    Attempt,
    AttemptState,
    Enrolment,
    Nudge,
    Result,
    ReviewSource,
    StepReview,
    Submission,
    SubmissionTake,
    Take,
)
from training.services.attempts import require_employee
from training.services.enrolments import withhold
from training.services.locking import lock_attempt
from training.services.memory import TechniqueResult, review_skills
from training.services.planning import unplan
from training.services.replies import check_picture, check_replies
from training.services.retakes import end_retakes, reopen_retakes


@transaction.atomic
def submit(
    *, member: Membership, attempt: UUID, takes: Collection[UUID], with_self_check: bool = False
) -> Submission:
    """Submit one take per respond scene of the path to the coaches: all of them, or none.

    The same takes again get the same answer; others are refused with AlreadySubmitted. Every byte
    must be here (TakeNotArrived), because a coach is promised by when they will look; preparing
    the videos may still be running. SubmissionIncomplete names the scenes without a take, or with
    more than one, and the question whose answer decides how the conversation goes on. What comes
    next for the member is planned afterwards. NoReview where no coach looks at the step,
    TakeWithoutPicture where the author wants one, RoleRequired for a member who is no employee any
    more, whose takes stay private.

    `with_self_check` shows the coaches what the member said of these takes.
    """
    row, wanted = lock_attempt(member, attempt), set(takes)
    mark_read_about(reader=member, about=row.step_id)
    rows = Take.objects.filter(attempt=row, pk__in=wanted)
    chosen = list(rows.select_related("video__upload", "scene"))
    if len(chosen) != len(wanted):
        raise NotFound
    if row.state != AttemptState.OPEN:
        return _submitted_before(row, wanted, with_self_check)
    require_employee(member)
    if row.step.review == StepReview.NEVER:
        raise NoReview
    check_replies(row, chosen, one_each=True)
    for take in chosen:
        _check_arrived(take)
        check_picture(take)
    _restart_terms(member, chosen)
    return _submit(row, chosen, with_self_check)


def _submitted_before(row: Attempt, wanted: set[UUID], with_self_check: bool) -> Submission:
    if row.state in {AttemptState.WITHDRAWN, AttemptState.FINISHED}:
        raise AttemptClosed
    submission = Submission.objects.get(attempt=row)
    sent = set(submission.submitted_takes.values_list("take_id", flat=True))
    if (sent, submission.with_self_check) != (wanted, with_self_check):
        raise AlreadySubmitted
    return submission


def _check_arrived(take: Take) -> None:
    if take.video.state == VideoState.RECEIVING:
        raise TakeNotArrived
    if take.video.state in (VideoState.FAILED, VideoState.DELETED):
        raise TakeUnusable


def _restart_terms(member: Membership, chosen: list[Take]) -> None:
    """Count the days that the member is promised from now; TakeUnusable where one was deleted this
    very moment."""
    videos = [take.video_id for take in chosen]
    if restart_terms(videos=videos, organisation=member.organisation) != len(videos):
        raise TakeUnusable


def _submit(row: Attempt, chosen: list[Take], with_self_check: bool) -> Submission:
    """Write the submission and its takes while the attempt is open: afterwards the database refuses
    more."""
    submission = Submission.objects.create(
        attempt=row, submitted_at=Now(), with_self_check=with_self_check
    )
    SubmissionTake.objects.bulk_create(
        SubmissionTake(submission=submission, scene_id=take.scene_id, take=take) for take in chosen
    )
    Attempt.objects.filter(pk=row.pk, state=AttemptState.OPEN).update(state=AttemptState.SUBMITTED)
    end_retakes(row)
    unplan(enrolment=row.enrolment_id)  # first: it waits for a hand-over, whose message is found
    nudged = Nudge.objects.filter(enrolment=row.enrolment_id, step=row.step_id)
    withhold(nudged, reason="already_done")
    submission.refresh_from_db()
    return submission


@transaction.atomic
def mark_scored(*, submission: UUID, results: Sequence[TechniqueResult]) -> None:
    """Record, for coaching, that feedback was released, keep the results, and learn from them what
    the member is about to forget. Repeating changes nothing; NotSubmitted when there is no such
    submission."""
    rows = Submission.objects.filter(pk=submission)
    _lock_attempt_of(submission)
    waiting = rows.filter(scored_at__isnull=True, attempt__state=AttemptState.SUBMITTED)
    if not waiting.update(scored_at=Now()):
        if not rows.exists():
            raise NotSubmitted
        return
    scored = rows.select_related("attempt").get()
    at = scored.scored_at
    assert at is not None  # noqa: S101  # set above
    Attempt.objects.filter(pk=scored.attempt_id, state=AttemptState.SUBMITTED).update(
        state=AttemptState.SCORED
    )
    Result.objects.bulk_create(
        Result(
            submission=scored,
            technique_id=one.technique,
            level=one.level,
            of=one.of,
            given_at=at,
        )
        for one in results
    )
    review_skills(scored.attempt, results, source=ReviewSource.FEEDBACK, at=scored.submitted_at)


@transaction.atomic
def mark_regraded(*, submission: UUID, results: Sequence[TechniqueResult]) -> None:
    """Correct, for coaching, what is remembered of a scored attempt's techniques: it was judged
    again, by a newer version of its rubric or because a score was disputed. Its results stay those
    of the feedback. Repeating changes nothing; NotSubmitted when it was not scored."""
    _lock_attempt_of(submission)
    rows = Submission.objects.filter(pk=submission, scored_at__isnull=False)
    scored = rows.select_related("attempt").first()
    if scored is None:
        raise NotSubmitted
    review_skills(scored.attempt, results, source=ReviewSource.REGRADE, at=scored.submitted_at)


def _lock_attempt_of(submission: UUID) -> None:
    """Lock the submission's attempt until the transaction ends, so that judgements of it follow
    each other."""
    rows = Attempt.objects.select_for_update(no_key=True).filter(submission=submission)
    list(rows.values_list("id"))


def reopen_unusable() -> int:
    """Give back submissions without feedback of which a recording turned out unplayable, or was
    deleted when its term was over, and tell their owners.

    Returns how many. Where another attempt was opened meanwhile, this one is withdrawn.
    """
    gone = Submission.objects.filter(
        scored_at__isnull=True, takes__video__state__in=[VideoState.FAILED, VideoState.DELETED]
    )
    ids = gone.distinct().values_list("id", "attempt_id")[:500]
    given_back = each(
        list(ids),
        lambda pair: _give_back(*pair),
        event="submission_not_given_back",
        id_of=lambda pair: pair[0],
    )
    return sum(given_back)


@transaction.atomic
def _give_back(submission: UUID, attempt: UUID) -> bool:
    row = (
        Attempt.objects.select_for_update(no_key=True, of=("self",))
        .select_related("membership__organisation", "scenario_version")
        .filter(pk=attempt, state=AttemptState.SUBMITTED)
        .first()
    )
    if row is None or not Submission.objects.filter(pk=submission).exists():
        return False
    failed = Submission.objects.filter(pk=submission, takes__video__state=VideoState.FAILED)
    kind = TAKE_FAILED if failed.exists() else TAKE_DELETED
    return_takes(row)
    send(
        recipient=row.membership,
        kind=kind,
        context={"title": row.scenario_version.title},
        dedupe_key=f"{kind.name}:{submission}",
        about=row.step_id,
    )
    return True


def return_takes(row: Attempt) -> None:
    """Delete the submission of a locked, submitted attempt, so that its takes are private again,
    also those that a coach is watching. For coaching too: it alone knows whether a review has
    begun.

    The attempt is open again, or withdrawn where another one was opened at the step meanwhile.
    """
    Enrolment.objects.select_for_update(no_key=True).get(pk=row.enrolment_id)
    others = Attempt.objects.filter(enrolment=row.enrolment_id, step=row.step_id)
    elsewhere = others.filter(state=AttemptState.OPEN).exists()
    row.state = AttemptState.WITHDRAWN if elsewhere else AttemptState.OPEN
    row.save(update_fields=["state"])
    shown = Submission.objects.filter(attempt=row)
    end_playbacks(videos=list(shown.values_list("takes__video_id", flat=True)))
    shown.delete()
    reopen_retakes(row)
    unplan(enrolment=row.enrolment_id, wake=True)
