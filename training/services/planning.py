"""Plans which step comes next in an enrolment, and when its nudge is due.

Planning runs whenever something changes that it is made of, so that the tick has nothing left to
decide: the person's practice and nudges, the programme's steps and rhythm, where the member lives
and whether they can practise. Who practises does not wait for it: submitting marks the enrolment
as `unplanned` and a task plans it afterwards; the sweep plans what a lost task left. So it is where
a change is about everybody in a programme.
"""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.db.models import Case, Exists, OuterRef, QuerySet, When
from django.db.models.functions import Now

from accounts.models import Role
from accounts.queries import acting_as
from core.batches import together
from core.dispatch import dispatch, dispatch_in_batches
from training.models import ANNOUNCED, Enrolment, EnrolmentState, Nudge
from training.services.plans import FAILED, READ, RETRY_AFTER, Plan, write_plans

BATCH = 500
"""Enrolments that one statement plans."""

AT_MOST = 20 * BATCH
"""Enrolments that one sweep plans."""


@transaction.atomic
def plan(*, enrolments: Collection[UUID]) -> None:
    """Set the next step and the instant of its nudge; finish the enrolment when no step is left,
    and set no instant while the member can't practise.

    Enrolments that are paused or left stay as they are. One that can't be planned is set aside with
    the reason, is logged, and stops none of the others. Repeating it changes nothing.
    """
    # The lock comes first, and what plans are made of is read after it: whoever changes a rhythm,
    # a step or a member changes it before they lock the enrolments, so that the later plan knows.
    found = (
        Enrolment.objects.select_for_update(no_key=True)
        .filter(pk__among=enrolments)
        .exclude(state__in=[EnrolmentState.PAUSED, EnrolmentState.LEFT])
        .order_by("pk")
    )
    together(
        [Plan(*row) for row in found.values_list(*READ)],
        write_plans,
        event="enrolment_set_aside",
        id_of=lambda row: row.id,
        set_aside=_leave,
    )


def unplan(*, enrolment: UUID, wake: bool = False) -> None:
    """Mark an active enrolment as to be planned, with `wake` a finished one too, and dispatch the
    planning on commit."""
    states = [EnrolmentState.ACTIVE, *([EnrolmentState.FINISHED] if wake else [])]
    moved = Enrolment.objects.filter(pk=enrolment, state__in=states).update(
        state=EnrolmentState.ACTIVE, next_nudge_at=None, set_aside="", retry_at=None
    )
    if moved:
        dispatch("training.plan", [str(enrolment)])


def plan_afterwards(enrolments: QuerySet[Enrolment]) -> None:
    """Mark those of the enrolments that are active or finished as to be planned, and dispatch the
    planning in batches on commit, so that a change for everybody in a programme holds its locks no
    longer than one statement takes. Whoever finished stays so until the plan says otherwise."""
    states = [EnrolmentState.ACTIVE, EnrolmentState.FINISHED]
    rows = enrolments.filter(state__in=states).order_by("pk")
    locked = rows.select_for_update(no_key=True, of=("self",))
    ids = list(locked.values_list("pk", flat=True))
    is_finished = When(state=EnrolmentState.FINISHED, then=Now())
    Enrolment.objects.filter(pk__among=ids).update(
        next_nudge_at=None, set_aside="", retry_at=Case(is_finished, default=None)
    )
    dispatch_in_batches("training.plan", ids, size=BATCH)


def plan_waiting(*, enrolments: Collection[UUID] | None = None) -> int:
    """Plan the enrolments that are to be planned, all or those of the given ones, and return how
    many it tried: first those that were never tried, then those that are to be tried again by now.
    Enrolments that are set aside or that have a nudge on its way stay as they are; so do those
    whose member can't practise now, unless they are given."""
    ids: list[UUID] = []
    for kind in kinds_of_waiting(can_practise=enrolments is None):
        found = kind if enrolments is None else kind.filter(pk__in=enrolments)
        ids += found[: AT_MOST - len(ids)]
    for start in range(0, len(ids), BATCH):
        plan(enrolments=ids[start : start + BATCH])
    return len(ids)


def kinds_of_waiting(*, can_practise: bool) -> list[QuerySet[Enrolment, UUID]]:
    """Return the ids of enrolments that were never tried; that had finished and are to be planned
    anew; that were set aside without saying until when, though no change announces their plan, as
    workers from before `retry_at` do; and whose time to be tried again has come. With
    `can_practise` only those whose member can, but for the finished ones. Each has an index."""
    waiting = _without_plan()
    if can_practise:
        waiting = waiting.filter(acting_as(Role.EMPLOYEE, "membership__"))
    finished = Enrolment.objects.filter(state=EnrolmentState.FINISHED, retry_at__lte=Now())
    forgotten = waiting.filter(retry_at__isnull=True).exclude(set_aside__in=["", *ANNOUNCED])
    return [
        waiting.filter(set_aside="").order_by("pk"),
        finished.order_by("retry_at").values_list("id", flat=True),
        forgotten.order_by("pk"),
        waiting.exclude(set_aside="").filter(retry_at__lte=Now()).order_by("retry_at"),
    ]


def _without_plan() -> QuerySet[Enrolment, UUID]:
    """Return the ids of active enrolments without a plan, of programmes that are not archived; none
    that has a nudge on its way."""
    in_flight = Nudge.objects.filter(enrolment=OuterRef("pk"), handled_at__isnull=True)
    return (
        Enrolment.objects.filter(
            state=EnrolmentState.ACTIVE,
            next_nudge_at__isnull=True,
            programme__archived_at__isnull=True,
        )
        .exclude(Exists(in_flight))
        .values_list("id", flat=True)
    )


def _leave(row: Plan) -> None:
    Enrolment.objects.filter(pk=row.id).update(
        state=EnrolmentState.ACTIVE,
        next_nudge_at=None,
        set_aside=FAILED,
        retry_at=Now() + RETRY_AFTER,
    )
