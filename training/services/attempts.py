"""Verbs on an attempt: open -> submitted -> scored, every move a conditional UPDATE.

Locks are taken attempt first, enrolment second, and never in a way that stops a foreign key check.
"""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max, QuerySet
from django.db.models.functions import Now

from accounts.models import Membership
from core.errors import NotFound
from core.queries import one_of
from media.models import VideoState
from notifications.services import mark_read_about, send
from scenarios.models import Option, SceneKind
from scenarios.queries import newest_published
from training.errors import (
    AlreadyAnswered,
    AlreadySubmitted,
    AttemptClosed,
    AttemptOpen,
    CannotFollow,
    ExerciseNotReady,
    IdInUse,
    NotSubmitted,
    TakeNotArrived,
    TakeUnusable,
    UnknownOption,
)
from training.messages import TAKE_FAILED
from training.models import Answer, Attempt, AttemptState, Enrolment, Nudge, Step, Take
from training.queries.access import attempts_visible_to, steps_visible_to
from training.services.enrolments import hold_back, plan


@transaction.atomic
def start(
    *, member: Membership, attempt: UUID, step: UUID, follows: UUID | None = None
) -> tuple[Attempt, bool]:
    """Opens an attempt under the exercise's newest published version, or finds the same again;
    the second value tells whether it is new. One is open at a time per step: AttemptOpen names it.
    """
    exercise = one_of(steps_visible_to(member), step)
    mark_read_about(reader=member, about=exercise.id)
    enrolment = Enrolment.objects.select_for_update(no_key=True).get(
        programme=exercise.programme_id, membership=member
    )
    if found := Attempt.objects.filter(pk=attempt).select_related("enrolment").first():
        return _same_again(found, member, step, follows), False
    earlier = Attempt.objects.filter(enrolment=enrolment, step=exercise)
    if running := earlier.filter(state=AttemptState.OPEN).first():
        raise AttemptOpen(errors=[{"code": "attempt_open", "detail": "", "attr": str(running.id)}])
    _check_follows(member, earlier, follows)
    return _open(attempt, enrolment, exercise, follows, earlier), True


@transaction.atomic
def open_step(*, member: Membership, step: UUID) -> None:
    """The member has opened the exercise, by a link or by itself: its messages are read. NotFound
    outside of the member's own programmes. Repeating changes nothing."""
    mark_read_about(reader=member, about=one_of(steps_visible_to(member), step).id)


def _same_again(found: Attempt, member: Membership, step: UUID, follows: UUID | None) -> Attempt:
    if found.enrolment.membership_id != member.id:
        raise NotFound
    if (found.step_id, found.follows_id) != (step, follows):
        raise IdInUse
    return found


def _check_follows(member: Membership, earlier: QuerySet[Attempt], follows: UUID | None) -> None:
    if follows is None:
        return
    one_of(attempts_visible_to(member), follows)
    if not earlier.filter(pk=follows, state=AttemptState.SCORED).exists():
        raise CannotFollow


def _open(
    id: UUID, enrolment: Enrolment, step: Step, follows: UUID | None, earlier: QuerySet[Attempt]
) -> Attempt:
    version = newest_published(step.scenario) if step.scenario else None
    if version is None:
        raise ExerciseNotReady
    latest = earlier.aggregate(latest=Max("number"))["latest"] or 0
    try:
        with transaction.atomic():
            return Attempt.objects.create(
                id=id,
                enrolment=enrolment,
                step=step,
                scenario_version=version,
                follows_id=follows,
                number=latest + 1,
            )
    except IntegrityError as error:  # someone else's attempt took the id this very moment
        raise NotFound from error


def lock(member: Membership, attempt: UUID) -> Attempt:
    """The member's own attempt, held until the transaction ends; NotFound for anyone else's."""
    own = attempts_visible_to(member).select_for_update(no_key=True, of=("self",))
    return one_of(own, attempt)


@transaction.atomic
def answer(*, member: Membership, attempt: UUID, scene: UUID, option: UUID) -> Answer:
    """Chooses in a choose scene. The first choice stays: AlreadyAnswered for another one."""
    row = lock(member, attempt)
    asked = row.scenario_version.scenes.filter(kind=SceneKind.CHOOSE)
    question = one_of(asked, scene)
    chosen = Option.objects.filter(pk=option, scene=question).first()
    if chosen is None:
        raise UnknownOption
    given = Answer.objects.filter(attempt=row, scene=question).select_related("option").first()
    if given is None and row.state != AttemptState.OPEN:
        raise AttemptClosed
    if given is not None and given.option_id != option:
        raise AlreadyAnswered
    return given or Answer.objects.create(attempt=row, scene=question, option=chosen)


@transaction.atomic
def submit(*, member: Membership, attempt: UUID, take: UUID) -> Attempt:
    """Shows one take to the coaches, for good. The same take again gets the same answer.

    Every byte must be here (TakeNotArrived), because a coach is promised by when they will look;
    preparing the video may still be running.
    """
    row = lock(member, attempt)
    mark_read_about(reader=member, about=row.step_id)
    chosen = one_of(Take.objects.filter(attempt=row).select_related("video"), take)
    if row.state != AttemptState.OPEN:
        return _submitted_before(row, take)
    _check_arrived(chosen)
    moved = Attempt.objects.filter(pk=row.pk, state=AttemptState.OPEN).update(
        state=AttemptState.SUBMITTED, submitted_take=chosen, submitted_at=Now()
    )
    if moved:
        _practised(row)
    row.refresh_from_db()
    return row


def _submitted_before(row: Attempt, take: UUID) -> Attempt:
    if row.state == AttemptState.WITHDRAWN:
        raise AttemptClosed
    if row.submitted_take_id != take:
        raise AlreadySubmitted
    return row


def _check_arrived(take: Take) -> None:
    if take.video.state == VideoState.RECEIVING:
        raise TakeNotArrived
    if take.video.state in (VideoState.FAILED, VideoState.DELETED):
        raise TakeUnusable


def _practised(row: Attempt) -> None:
    nudged = Nudge.objects.filter(enrolment=row.enrolment_id, step=row.step_id)
    hold_back(nudged, reason="already_done")
    plan(enrolments=[row.enrolment_id])


@transaction.atomic
def mark_scored(*, attempt: Attempt) -> None:
    """For coaching: feedback was released. Twice is once; NotSubmitted when nothing was."""
    moved = Attempt.objects.filter(pk=attempt.pk, state=AttemptState.SUBMITTED).update(
        state=AttemptState.SCORED, scored_at=Now()
    )
    attempt.refresh_from_db()
    if moved:
        plan(enrolments=[attempt.enrolment_id])
    elif attempt.state != AttemptState.SCORED:
        raise NotSubmitted


def mark_feedback_read(*, attempt: Attempt) -> None:
    """For coaching: the employee has read the feedback; the first instant stays."""
    unread = Attempt.objects.filter(pk=attempt.pk, feedback_read_at__isnull=True)
    unread.filter(state=AttemptState.SCORED).update(feedback_read_at=Now())


def reopen_unusable() -> int:
    """Gives back submitted attempts whose recording turned out unplayable, and says so; how many.

    Nobody has seen these takes. Where another attempt was opened meanwhile, this one is withdrawn.
    """
    failed = Attempt.objects.filter(
        state=AttemptState.SUBMITTED, submitted_take__video__state=VideoState.FAILED
    )
    return sum(_give_back(one) for one in failed.values_list("id", flat=True)[:500])


@transaction.atomic
def _give_back(attempt: UUID) -> bool:
    row = (
        Attempt.objects.select_for_update(no_key=True, of=("self",))
        .select_related("enrolment__membership__organisation", "scenario_version")
        .filter(pk=attempt, state=AttemptState.SUBMITTED)
        .first()
    )
    if row is None:
        return False
    Enrolment.objects.select_for_update(no_key=True).get(pk=row.enrolment_id)
    others = Attempt.objects.filter(enrolment=row.enrolment_id, step=row.step_id)
    elsewhere = others.filter(state=AttemptState.OPEN).exists()
    take = row.submitted_take_id
    row.state = AttemptState.WITHDRAWN if elsewhere else AttemptState.OPEN
    row.submitted_take, row.submitted_at = None, None
    row.save(update_fields=["state", "submitted_take", "submitted_at"])
    plan(enrolments=[row.enrolment_id])
    member = row.enrolment.membership
    send(
        recipient=member,
        kind=TAKE_FAILED,
        context={"title": row.scenario_version.title},
        dedupe_key=f"take_failed:{take}",
        about=row.step_id,
    )
    return True
