"""Verbs on nudges: claim what is due, hand it over to notifications, sweep what was left.

A nudge's row is the truth. Losing Valkey between claim and hand-over costs a sweep, no nudge.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Now

from core.dispatch import dispatch_in_batches
from notifications.services import Outgoing, send_many
from scenarios.models import ScenarioVersion
from scenarios.queries import newest_published_of
from training.domain.schedule import PATIENCE, is_stale
from training.messages import NUDGE
from training.models import Enrolment, EnrolmentState, Nudge
from training.queries.progress import database_now, practised
from training.services.enrolments import dedupe_key, plan

BATCH = 500
"""Nudges that one hand-over task carries."""

UNHEARD = timedelta(minutes=1)
"""How long a nudge may wait before the sweep dispatches it again."""

PARKED = "member_inactive"

# One statement: whoever holds a row's lock owns its slot; other ticks skip it. The id is a UUIDv7
# made of the statement's clock, for the sake of PostgreSQL before 18, which has no uuidv7().
CLAIM = """
WITH due AS (
    SELECT e.id, e.next_step_id, e.next_slot, e.next_nudge_at, m.time_zone
    FROM training_enrolment e JOIN accounts_membership m ON m.id = e.membership_id
    WHERE e.next_nudge_at <= statement_timestamp()
    ORDER BY e.next_nudge_at
    LIMIT %(limit)s
    FOR NO KEY UPDATE OF e SKIP LOCKED
), moved AS (
    -- By an array, so that the planner looks rows up instead of reading the whole table.
    UPDATE training_enrolment SET next_nudge_at = NULL, next_slot = next_slot + 1
    WHERE id = ANY (ARRAY(SELECT id FROM due))
)
INSERT INTO training_nudge
    (id, enrolment_id, step_id, slot, due_at, time_zone, created_at, skip_reason)
SELECT
    encode(set_byte(
        overlay(uuid_send(gen_random_uuid()) PLACING
            substring(int8send((extract(epoch FROM statement_timestamp()) * 1000)::bigint) FROM 3)
            FROM 1 FOR 6),
        6, 112 + floor(random() * 16)::int), 'hex')::uuid,
    id, next_step_id, next_slot, next_nudge_at, time_zone, statement_timestamp(), ''
FROM due
ON CONFLICT (enrolment_id, slot) DO NOTHING
RETURNING id
"""

HANDLED = """
UPDATE training_nudge n
SET handled_at = %s, message_id = outcome.message, skip_reason = outcome.reason
FROM unnest(%s::uuid[], %s::uuid[], %s::text[]) AS outcome (id, message, reason)
WHERE n.id = outcome.id
"""


@transaction.atomic
def claim_due(*, limit: int = 1000) -> list[UUID]:
    """Claims up to `limit` enrolments whose nudge is due by the database's clock, and writes the
    nudges. Their next one is planned at hand-over, which is dispatched on commit."""
    with connection.cursor() as cursor:
        cursor.execute(CLAIM, {"limit": limit})
        claimed = [row[0] for row in cursor.fetchall()]
    dispatch_in_batches("training.hand_over", claimed, size=BATCH)
    return claimed


def tick(*, limit: int = 1000, most: int = 200) -> int:
    """Claims until nothing is due, at most `most` times; how many nudges that made."""
    total = 0
    for _ in range(most):
        claimed = len(claim_due(limit=limit))
        total += claimed
        if claimed < limit:
            break
    return total


@transaction.atomic
def hand_over(*, nudges: Collection[UUID]) -> int:
    """Makes messages of waiting nudges, or records why not, and plans what comes next.

    Returns how many were sent. A nudge that another worker holds, or that is handled, is left.
    """
    rows = _lock_waiting(nudges)
    if not rows:
        return 0
    now, done = database_now(), practised(rows)
    versions = newest_published_of([one.step.scenario_id for one in rows if one.step.scenario_id])
    for nudge in rows:
        version = versions.get(nudge.step.scenario_id) if nudge.step.scenario_id else None
        is_done = (nudge.enrolment_id, nudge.step_id) in done
        nudge.skip_reason = _reason_to_skip(nudge, version, is_done=is_done, now=now)
    sent = _send([nudge for nudge in rows if not nudge.skip_reason], versions)
    _keep(rows, now)
    # Who left is parked: no next nudge until the sweep sees them active again.
    plan(enrolments={nudge.enrolment_id for nudge in rows if nudge.skip_reason != PARKED})
    return sent


def sweep() -> None:
    """Dispatches again the nudges that wait, and plans active enrolments that have no plan."""
    waiting = Nudge.objects.filter(handled_at__isnull=True, created_at__lt=Now() - UNHEARD)
    ids = list(waiting.order_by("created_at").values_list("id", flat=True)[: 100 * BATCH])
    dispatch_in_batches("training.hand_over", ids, size=BATCH, expires=30)
    unplanned = list(_unplanned()[: 20 * BATCH])
    for start in range(0, len(unplanned), BATCH):
        plan(enrolments=unplanned[start : start + BATCH])


def _unplanned() -> QuerySet[Enrolment, UUID]:
    in_flight = Nudge.objects.filter(enrolment=OuterRef("pk"), handled_at__isnull=True)
    return (
        Enrolment.objects.filter(
            state=EnrolmentState.ACTIVE,
            next_nudge_at__isnull=True,
            membership__is_active=True,
            membership__person__is_active=True,
            membership__organisation__is_active=True,
        )
        .exclude(Exists(in_flight))
        .order_by("pk")
        .values_list("id", flat=True)
    )


def _lock_waiting(nudges: Collection[UUID]) -> list[Nudge]:
    return list(
        Nudge.objects.select_for_update(no_key=True, of=("self",), skip_locked=True)
        .filter(pk__in=nudges, handled_at__isnull=True)
        .select_related(
            "enrolment__membership__person", "enrolment__membership__organisation", "step"
        )
        .order_by("pk")
    )


def _reason_to_skip(
    nudge: Nudge, version: ScenarioVersion | None, *, is_done: bool, now: datetime
) -> str:
    """Why this nudge is not to be sent after all; empty when it is."""
    member = nudge.enrolment.membership
    if not (member.is_active and member.person.is_active and member.organisation.is_active):
        return PARKED
    if nudge.enrolment.state != EnrolmentState.ACTIVE:
        return "not_active"
    if is_done:
        return "already_done"
    if version is None:
        return "not_published"
    return "too_late" if is_stale(nudge.due_at, now) else ""


def _keep(rows: list[Nudge], now: datetime) -> None:
    outcomes = [(row.id, row.message_id, row.skip_reason) for row in rows]
    columns = [list(column) for column in zip(*outcomes, strict=True)]
    with connection.cursor() as cursor:
        cursor.execute(HANDLED, [now, *columns])


def _send(nudges: list[Nudge], versions: dict[UUID, ScenarioVersion]) -> int:
    outgoing = [
        _outgoing(one, versions[one.step.scenario_id]) for one in nudges if one.step.scenario_id
    ]
    messages = send_many(messages=outgoing)
    for nudge in nudges:
        nudge.message = messages[dedupe_key(nudge.id)]
    return len(outgoing)


def _outgoing(nudge: Nudge, version: ScenarioVersion) -> Outgoing:
    return Outgoing(
        recipient_id=nudge.enrolment.membership_id,
        kind=NUDGE,
        context={"title": version.title},
        dedupe_key=dedupe_key(nudge.id),
        about=nudge.step_id,
        not_after=nudge.due_at + PATIENCE,
    )
