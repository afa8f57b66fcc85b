"""Holds the verbs on an attempt: start it, answer a question, mark its feedback as read.

Locks are taken attempt first, enrolment second, and never in a way that stops a foreign key check.
"""

from collections.abc import Collection
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max, QuerySet
from django.db.models.functions import Now

from accounts.errors import RoleRequired
from accounts.models import Membership, Role
from core.errors import NotFound
from core.queries import one_of
from notifications.services import mark_read_about
from scenarios.models import Option, Scene, SceneKind
from scenarios.queries import newest_published
from training.errors import (
    AlreadyAnswered,
    AttemptClosed,
    AttemptOpen,
    CannotFollow,
    ExerciseNotReady,
    IdInUse,
    OneOptionOnly,
    StepRemoved,
    UnknownOption,
)
from training.models import (
    Answer,
    AnswerOption,
    Attempt,
    AttemptState,
    Enrolment,
    Nudge,
    Step,
)
from training.queries.access import attempts_visible_to, steps_visible_to
from training.services.enrolments import withhold
from training.services.locking import lock_attempt
from training.services.paths import begin, enter
from training.services.planning import unplan
from training.services.plans import BACKED_OFF


@transaction.atomic
def start(
    *, member: Membership, attempt: UUID, step: UUID, follows: UUID | None = None
) -> tuple[Attempt, bool]:
    """Open an attempt under the exercise's newest published version, or find the same again; the
    second value tells whether it is new. One is open at a time per step: AttemptOpen names it.

    ExerciseRetired where nobody starts the exercise any more; StepRemoved where it is no step of
    the programme any more, unless the attempt follows one that was scored; RoleRequired for a
    member who is no employee any more."""
    exercise = one_of(steps_visible_to(member), step)
    mark_read_about(reader=member, about=exercise.id)
    enrolment = Enrolment.objects.select_for_update(no_key=True).get(
        programme=exercise.programme_id, membership=member
    )
    if found := Attempt.objects.filter(pk=attempt).first():
        return _same_again(found, member, step, follows), False
    require_employee(member)
    if exercise.order is None and follows is None:
        raise StepRemoved
    earlier = Attempt.objects.filter(enrolment=enrolment, step=exercise)
    if running := earlier.filter(state=AttemptState.OPEN).first():
        raise AttemptOpen(errors=[{"code": "attempt_open", "detail": "", "attr": str(running.id)}])
    _check_follows(member, earlier, follows)
    row = _open(attempt, enrolment, exercise, follows, earlier)
    nudged = Nudge.objects.filter(enrolment=row.enrolment_id, step=row.step_id)
    withhold(nudged, reason="practising")
    if enrolment.set_aside == BACKED_OFF:
        unplan(enrolment=enrolment.pk)
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
            row = Attempt.objects.create(
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
    begin(row)
    return row


@transaction.atomic
def answer(*, member: Membership, attempt: UUID, scene: UUID, options: Collection[UUID]) -> Answer:
    """Choose options in a choose scene: one, or several where the scene allows it. The first choice
    stays: AlreadyAnswered for another one.

    PathUnknown where the answers given before do not lead to the scene.
    """
    row, wanted = lock_attempt(member, attempt), set(options)
    asked = row.scenario_version.scenes.filter(kind=SceneKind.CHOOSE)
    question = one_of(asked, scene)
    _check_options(question, wanted)
    given = Answer.objects.filter(attempt=row, scene=question).first()
    if given is not None:
        if set(given.chosen.values_list("option_id", flat=True)) != wanted:
            raise AlreadyAnswered
        return given
    if row.state != AttemptState.OPEN:
        raise AttemptClosed
    enter(row, question.id)
    given = Answer.objects.create(attempt=row, scene=question)
    AnswerOption.objects.bulk_create(
        AnswerOption(answer=given, option_id=option) for option in wanted
    )
    return given


def _check_options(question: Scene, wanted: set[UUID]) -> None:
    if Option.objects.filter(scene=question, pk__in=wanted).count() != len(wanted):
        raise UnknownOption
    if len(wanted) != 1 and not question.several:
        raise OneOptionOnly


def mark_feedback_read(*, attempt: Attempt) -> None:
    """Record, for coaching, that the employee read the feedback; the first instant stays."""
    unread = Attempt.objects.filter(pk=attempt.pk, feedback_read_at__isnull=True)
    unread.filter(state=AttemptState.SCORED).update(feedback_read_at=Now())
