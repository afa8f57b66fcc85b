"""Holds the verbs on claimed nudges: hand them over to notifications, and sweep those that were
left."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from uuid import UUID

from django.db import connection, transaction
from django.db.models.functions import Now

from core.batches import together
from core.dispatch import dispatch_in_batches
from core.sql_values import id_array
from notifications.domain.kinds import Kind
from notifications.services import Outgoing, send_many
from scenarios.queries import newest_published_of
from training.domain.backing_off import is_last
from training.domain.schedule import PATIENCE, is_stale
from training.messages import LAST_NUDGE, NUDGE, THEORY_READY
from training.models import Enrolment, EnrolmentState, Nudge, StepKind
from training.queries.calendar import (
    away_now,
    ignored_of,
    lock_people_in_several,
    too_soon,
)
from training.queries.progress import (
    being_practised,
    database_now,
    postponed_steps,
    practised_steps,
)
from training.queries.reasons import Texts, why_now
from training.queries.waiting import Waiting, waiting_nudges
from training.services.claims import ANOTHER_PROGRAMME, BATCH
from training.services.enrolments import make_dedupe_key
from training.services.planning import plan, plan_waiting
from training.services.plans import FAILED

REDISPATCH_AFTER = timedelta(minutes=1)
"""How long a nudge may wait before the sweep dispatches it again."""

HANDLED = """
UPDATE training_nudge n
SET handled_at = %s, message_id = outcome.message, skip_reason = outcome.reason
FROM unnest(%s::uuid[], %s::uuid[], %s::text[]) AS outcome (id, message, reason)
WHERE n.id = outcome.id
"""


@transaction.atomic
def hand_over(*, nudges: Collection[UUID]) -> int:
    """Write the messages of waiting nudges, or record why not, and plan what comes next.

    Returns how many were sent. A nudge that is locked by another worker, or handled, is left. One
    that can't be handed over is set aside with skip_reason `failed`, and stops none of the others.
    """
    rows, sent = _lock_waiting(nudges), set[UUID]()
    together(
        rows,
        lambda some: sent.update(_hand_over(some)),
        event="nudge_set_aside",
        id_of=lambda row: row.id,
        set_aside=_skip,
    )
    plan(enrolments={nudge.enrolment_id for nudge in rows})
    return len(sent)


def sweep() -> None:
    """Dispatch again the nudges that wait, and plan active enrolments that have no plan."""
    waiting = Nudge.objects.filter(handled_at__isnull=True, created_at__lt=Now() - REDISPATCH_AFTER)
    ids = list(waiting.order_by("created_at").values_list("id", flat=True)[: 100 * BATCH])
    dispatch_in_batches("training.hand_over", ids, size=BATCH, expires=30)
    plan_waiting()


def _lock_waiting(nudges: Collection[UUID]) -> list[Waiting]:
    """Lock the nudges that wait, the people in several programmes and the enrolments, in this
    order, and return the nudges as they are then.

    The verbs that stop nudges lock the enrolment before they withdraw what was sent. So one of them
    is seen here, or finds the message that is made here.
    """
    waiting = Nudge.objects.select_for_update(no_key=True, skip_locked=True)
    found = waiting.filter(pk__among=nudges, handled_at__isnull=True).order_by("pk")
    locked = list(found.values_list("id", "person_id", "enrolment_id"))
    lock_people_in_several([person for _id, person, _enrolment in locked])
    enrolments = Enrolment.objects.select_for_update(no_key=True).order_by("pk")
    list(enrolments.filter(pk__among={one for _id, _person, one in locked}).values_list("pk"))
    return waiting_nudges([id for id, _person, _enrolment in locked])


def _hand_over(rows: Sequence[Waiting]) -> list[UUID]:
    """Return the ids of the nudges that became messages."""
    now = database_now()
    done, at_it = practised_steps(rows), being_practised(rows)
    away = away_now({nudge.membership_id: nudge.zone for nudge in rows}, now)
    postponed = postponed_steps(rows)
    titles = _titles_of(rows)
    for nudge in rows:
        nudge.message_id = None  # of an earlier try, which was rolled back
        nudge.skip_reason = (
            _reason_to_skip(nudge)
            or away.get(nudge.membership_id, "")
            or ("already_done" if (nudge.enrolment_id, nudge.step_id) in done else "")
            or ("postponed" if (nudge.enrolment_id, nudge.step_id) in postponed else "")
            or ("practising" if nudge.id in at_it else "")
            or ("too_late" if is_stale(nudge.due_at, now) else "")
            or ("retired" if nudge.retired_at else "")
            or ("not_published" if nudge.id not in titles else "")
        )
    near = too_soon(rows)
    for nudge in rows:
        if nudge.id in near:
            nudge.skip_reason = "too_soon"
    to_send = [(nudge, titles[nudge.id]) for nudge in rows if not nudge.skip_reason]
    _send(to_send)
    _keep(rows, now)
    return [nudge.id for nudge, _title in to_send]


def _titles_of(rows: Sequence[Waiting]) -> dict[UUID, Texts]:
    """Return by nudge what its step is called; nothing for an exercise that is not published."""
    versions = newest_published_of(list({one.scenario_id for one in rows if one.scenario_id}))
    titles: dict[UUID, Texts] = {one.id: one.title for one in rows if one.kind == StepKind.THEORY}
    for one in rows:
        if one.scenario_id in versions:
            titles[one.id] = versions[one.scenario_id].title
    return titles


def _reason_to_skip(nudge: Waiting) -> str:
    """Return why the member is to get no nudge in this enrolment now, as a code; empty when nothing
    forbids one."""
    if not nudge.is_active:
        return "member_inactive"
    if not nudge.is_employee:
        return "not_an_employee"
    if nudge.state != EnrolmentState.ACTIVE:
        return "not_active"
    if nudge.archived_at is not None:
        return "archived"
    if nudge.order is None:
        return "step_removed"
    return ANOTHER_PROGRAMME if nudge.skip_reason == ANOTHER_PROGRAMME else ""


def _send(nudges: Sequence[tuple[Waiting, Texts]]) -> None:
    in_a_row = ignored_of([nudge.enrolment_id for nudge, _title in nudges])
    last = {id for id, ignored in in_a_row.items() if is_last(ignored.count)}
    messages = send_many(
        messages=[
            _outgoing(nudge, title, LAST_NUDGE if nudge.enrolment_id in last else _kind_of(nudge))
            for nudge, title in nudges
        ]
    )
    for nudge, _title in nudges:
        nudge.message_id = messages[make_dedupe_key(nudge.id)]


def _kind_of(nudge: Waiting) -> Kind:
    return THEORY_READY if nudge.kind == StepKind.THEORY else NUDGE


def _keep(rows: Sequence[Waiting], now: datetime) -> None:
    outcomes = [(row.id, row.message_id, row.skip_reason) for row in rows]
    ids, messages, reasons = zip(*outcomes, strict=True)
    with connection.cursor() as cursor:
        cursor.execute(HANDLED, [now, id_array(ids), id_array(messages), list(reasons)])


def _skip(nudge: Waiting) -> None:
    Nudge.objects.filter(pk=nudge.id).update(handled_at=Now(), skip_reason=FAILED)


def _why(nudge: Waiting) -> Texts:
    """Return why this step comes now; nothing where something else was planned meanwhile."""
    reason = nudge.next_reason if nudge.next_step_id == nudge.step_id else ""
    return _say_why(reason, tuple(nudge.programme.items()), tuple((nudge.technique or {}).items()))


@lru_cache(maxsize=1000)
def _say_why(
    reason: str, programme: tuple[tuple[str, str], ...], technique: tuple[tuple[str, str], ...]
) -> Texts:
    """Return the sentence, which thousands of people of a programme share."""
    return why_now(reason, dict(programme), dict(technique))


def _outgoing(nudge: Waiting, title: Texts, kind: Kind) -> Outgoing:
    return Outgoing(
        recipient_id=nudge.membership_id,
        kind=kind,
        context={"title": title, **({"why": _why(nudge)} if kind.may_lack else {})},
        dedupe_key=make_dedupe_key(nudge.id),
        about=nudge.step_id,
        not_after=nudge.due_at + PATIENCE,
    )
