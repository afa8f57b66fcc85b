"""Holds the verbs on an attempt: start it, answer a question, mark its feedback as read.

Locks are taken attempt first, enrolment second, and never in a way that stops a foreign key check.
"""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max, QuerySet
from django.db.models.functions import Now

from accounts.errors import RoleRequired
from accounts.models import Membership, Role
from core.errors import NotFound
from core.queries import one_of
from notifications.services import mark_read_about
from scenarios.models import Option, SceneKind
from scenarios.queries import newest_published
from training.errors import (
    AlreadyAnswered,
    AttemptClosed,
    AttemptOpen,
    CannotFollow,
    ExerciseNotReady,
    IdInUse,
    UnknownOption,
)
from training.models import Answer, Attempt, AttemptState, Enrolment, Nudge, Step
from training.queries.access import attempts_visible_to, steps_visible_to
from training.services.enrolments import withhold


@transaction.atomic
def start(
    *, member: Membership, attempt: UUID, step: UUID, follows: UUID | None = None
) -> tuple[Attempt, bool]:
    """Open an attempt under the exercise's newest published version, or find the same again; the
    second value tells whether it is new. One is open at a time per step: AttemptOpen names it.
    RoleRequired for a member who is no employee any more."""
    exercise = one_of(steps_visible_to(member), step)
    mark_read_about(reader=member, about=exercise.id)
    enrolment = Enrolment.objects.select_for_update(no_key=True).get(
        programme=exercise.programme_id, membership=member
    )
    if found := Attempt.objects.filter(pk=attempt).first():
        return _same_again(found, member, step, follows), False
    require_employee(member)
    earlier = Attempt.objects.filter(enrolment=enrolment, step=exercise)
    if running := earlier.filter(state=AttemptState.OPEN).first():
        raise AttemptOpen(errors=[{"code": "attempt_open", "detail": "", "attr": str(running.id)}])
    _check_follows(member, earlier, follows)
    row = _open(attempt, enrolment, exercise, follows, earlier)
    nudged = Nudge.objects.filter(enrolment=row.enrolment_id, step=row.step_id)
    withhold(nudged, reason="practising")
    return row, True


@transaction.atomic
def open_step(*, member: Membership, step: UUID) -> None:
    """Mark the member's messages about this exercise as read, because the member opened it.
    NotFound outside of the member's own programmes. Repeating changes nothing."""
    mark_read_about(reader=member, about=one_of(steps_visible_to(member), step).id)


def require_employee(member: Membership) -> None:
    """Raise RoleRequired unless the member is an employee now: only employees practise. Whoever has
    lost the role keeps what they made, and sees and deletes it."""
    if not member.acts_as(Role.EMPLOYEE):
        raise RoleRequired


def _same_again(found: Attempt, member: Membership, step: UUID, follows: UUID | None) -> Attempt:
    if found.membership_id != member.id:
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
                membership_id=enrolment.membership_id,
                enrolment=enrolment,
                step=step,
                scenario_version=version,
                follows_id=follows,
                number=latest + 1,
            )
    except IntegrityError as error:  # someone else's attempt took the id this very moment
        raise NotFound from error


def lock_attempt(member: Membership, attempt: UUID) -> Attempt:
    """Lock and return the member's own attempt until the transaction ends; NotFound for anyone
    else's."""
    own = attempts_visible_to(member).select_for_update(no_key=True, of=("self",))
    return one_of(own, attempt)


@transaction.atomic
def answer(*, member: Membership, attempt: UUID, scene: UUID, option: UUID) -> Answer:
    """Choose an option in a choose scene. The first choice stays: AlreadyAnswered for another
    one.
    """
    row = lock_attempt(member, attempt)
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


def mark_feedback_read(*, attempt: Attempt) -> None:
    """Record, for coaching, that the employee read the feedback; the first instant stays."""
    unread = Attempt.objects.filter(pk=attempt.pk, feedback_read_at__isnull=True)
    unread.filter(state=AttemptState.SCORED).update(feedback_read_at=Now())
