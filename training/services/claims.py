"""Holds the verbs that claim due nudges. A nudge's row is the outbox: losing Valkey between claim
and hand-over delays a nudge until the next sweep, and loses none."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.db.models.functions import Now

from core.dispatch import dispatch_in_batches
from training.domain.schedule import PATIENCE
from training.models import Enrolment, Nudge

BATCH = 500
"""Nudges that one hand-over task carries."""

ANOTHER_PROGRAMME = "another_programme"
"""Skipped because the person has a nudge of another programme at the same instant."""

# One statement: whoever holds a row's lock owns its slot; other ticks skip it. Of a person's
# enrolments that are due at the same instant the one whose nudge is longest ago goes first, and
# the unique constraint on (person, due_at) decides between ticks: a row that is due without being
# made lost there.
# An organisation's allowance is locked with its rows, so that one tick at a time claims for it and
# reads what the one before used; other ticks skip that organisation, and claim for others. What is
# over the cap stays due, and an organisation without allowance left is passed over until the next
# minute. What is stale is claimed and uses nothing up, since the hand-over drops it. Looking
# members up one by one keeps to the order of the index, so that no more rows than the limit are
# read.
# The id is a UUIDv7 made of the statement's clock, for the sake of PostgreSQL before 18, which has
# no uuidv7().
CLAIM = """
WITH due AS (
    SELECT e.id, e.next_step_id, e.next_slot, e.next_nudge_at,
        m.time_zone, m.person_id, m.organisation_id, a.left_over
    FROM training_enrolment e CROSS JOIN LATERAL (
        SELECT time_zone, person_id, organisation_id FROM accounts_membership
        WHERE id = e.membership_id OFFSET 0
    ) m CROSS JOIN LATERAL (
        SELECT %(cap)s - CASE WHEN minute >= date_trunc('minute', statement_timestamp())
            THEN used ELSE 0 END AS left_over
        FROM training_nudgeallowance
        WHERE organisation_id = m.organisation_id AND (
            used < %(cap)s OR minute < date_trunc('minute', statement_timestamp())
        )
        FOR NO KEY UPDATE SKIP LOCKED
    ) a
    WHERE e.next_nudge_at <= statement_timestamp()
    ORDER BY e.next_nudge_at
    LIMIT %(limit)s
    FOR NO KEY UPDATE OF e SKIP LOCKED
), placed AS (
    SELECT due.*, next_nudge_at < statement_timestamp() - %(patience)s AS is_stale,
        row_number() OVER (
            PARTITION BY organisation_id, next_nudge_at < statement_timestamp() - %(patience)s
            ORDER BY next_nudge_at, id
        ) AS turn
    FROM due
), allowed AS (
    SELECT placed.*, count(*) OVER (PARTITION BY person_id, next_nudge_at) AS together
    FROM placed WHERE is_stale OR turn <= left_over
), moved AS (
    -- By an array, so that the planner looks rows up instead of reading the whole table.
    UPDATE training_enrolment SET next_nudge_at = NULL, next_slot = next_slot + 1
    WHERE id = ANY (ARRAY(SELECT id FROM allowed))
), counted AS (
    SELECT organisation_id, count(*) AS taken FROM allowed WHERE NOT is_stale
    GROUP BY organisation_id
), used AS (
    UPDATE training_nudgeallowance a
    SET minute = greatest(a.minute, date_trunc('minute', statement_timestamp())),
        used = counted.taken + CASE
            WHEN a.minute >= date_trunc('minute', statement_timestamp()) THEN a.used ELSE 0 END
    FROM counted WHERE a.organisation_id = counted.organisation_id
), ranked AS (
    SELECT allowed.*, row_number() OVER (
        PARTITION BY person_id, next_nudge_at
        ORDER BY CASE WHEN together > 1 THEN (
            SELECT max(n.created_at) FROM training_nudge n
            WHERE n.enrolment_id = allowed.id AND n.skip_reason = ''
        ) END NULLS FIRST, id
    ) AS place FROM allowed
), clock AS (
    SELECT lpad(to_hex((extract(epoch FROM statement_timestamp()) * 1000)::bigint), 12, '0') AS ms
), made AS (
    INSERT INTO training_nudge
        (id, enrolment_id, step_id, person_id, slot, due_at, time_zone, created_at, skip_reason)
    SELECT
        ((SELECT left(ms, 8) || '-' || right(ms, 4) || '-7' FROM clock)
            || substr(gen_random_uuid()::text, 16))::uuid,
        id, next_step_id, person_id, next_slot, next_nudge_at, time_zone,
        statement_timestamp(), CASE WHEN place = 1 THEN '' ELSE %(skipped)s END
    FROM ranked
    -- Always in the same order, so that two ticks never wait for each other's rows.
    ORDER BY person_id, next_nudge_at, place
    ON CONFLICT DO NOTHING
    RETURNING id, enrolment_id
)
SELECT (SELECT count(*) FROM due), ARRAY(SELECT id FROM made), ARRAY(
    SELECT json_build_object(
        'enrolment_id', id, 'step_id', next_step_id, 'person_id', person_id, 'slot', next_slot,
        'due_at', next_nudge_at, 'time_zone', time_zone
    ) FROM allowed WHERE NOT EXISTS (SELECT FROM made WHERE made.enrolment_id = allowed.id)
)
"""


def claim_due(*, limit: int = 1000) -> list[UUID]:
    """Claim up to `limit` enrolments whose nudge is due by the database's clock, and write the
    nudges. The hand-over, dispatched on commit, plans each enrolment's next one. Of an organisation
    no more are claimed in a minute than settings.NUDGES_PER_MINUTE; the others stay due."""
    claimed, _seen = _claim(limit)
    return claimed


def tick(*, limit: int = 1000, most: int = 200) -> int:
    """Claim until nothing is due, at most `most` times, and return how many nudges were claimed.

    Most ticks find nothing: one look by the index tells, and costs less than planning the claim.
    """
    total = 0
    if not Enrolment.objects.filter(next_nudge_at__lte=Now()).exists():
        return total
    for _ in range(most):
        claimed, seen = _claim(limit)
        total += len(claimed)
        if seen < limit:
            break
    return total


@transaction.atomic
def _claim(limit: int) -> tuple[list[UUID], int]:
    """Return the ids of the nudges that were claimed, and how many enrolments were looked at."""
    terms: dict[str, Any] = {
        "limit": limit,
        "skipped": ANOTHER_PROGRAMME,
        "cap": settings.NUDGES_PER_MINUTE,
        "patience": PATIENCE,
    }
    with connection.cursor() as cursor:
        cursor.execute(CLAIM, terms)
        seen, made, lost = cursor.fetchone()
    claimed = made + _record_lost(lost)
    dispatch_in_batches("training.hand_over", claimed, size=BATCH)
    return claimed, seen


def _record_lost(rows: list[dict[str, Any]]) -> list[UUID]:
    """Write the nudges that another tick's nudge for the same person and instant kept out."""
    if not rows:
        return []
    lost = [Nudge(**{**row, "due_at": datetime.fromisoformat(row["due_at"])}) for row in rows]
    for one in lost:
        one.skip_reason = ANOTHER_PROGRAMME
    Nudge.objects.bulk_create(lost, ignore_conflicts=True)
    return list(Nudge.objects.filter(pk__in=[one.id for one in lost]).values_list("id", flat=True))
