"""Holds the verbs that claim due nudges. A nudge's row is the outbox: losing Valkey between claim
and hand-over delays a nudge until the next sweep, and loses none."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction

from core.dispatch import dispatch_in_batches
from training.models import Nudge

BATCH = 500
"""Nudges that one hand-over task carries."""

ANOTHER_PROGRAMME = "another_programme"
"""Skipped because the person has a nudge of another programme at the same instant."""

# One statement: whoever holds a row's lock owns its slot; other ticks skip it. Of a person's
# enrolments that are due at the same instant the one whose nudge is longest ago goes first, and
# the unique constraint on (person, due_at) decides between ticks: a row without an id lost there.
# The id is a UUIDv7 made of the statement's clock, for the sake of PostgreSQL before 18, which has
# no uuidv7().
# An organisation's allowance is locked with its rows, so that one tick at a time claims for it and
# reads what the one before used; other ticks skip that organisation, and claim for others. What is
# over the cap stays due, and an organisation without allowance left is passed over until the next
# minute.
CLAIM = """
WITH due AS (
    SELECT e.id, e.next_step_id, e.next_slot, e.next_nudge_at, m.time_zone, m.person_id,
        m.organisation_id,
        %(cap)s - CASE WHEN a.minute >= date_trunc('minute', statement_timestamp())
            THEN a.used ELSE 0 END AS left_over
    FROM training_enrolment e
    JOIN accounts_membership m ON m.id = e.membership_id
    JOIN training_nudgeallowance a ON a.organisation_id = m.organisation_id
    WHERE e.next_nudge_at <= statement_timestamp() AND (
        a.used < %(cap)s OR a.minute < date_trunc('minute', statement_timestamp())
    )
    ORDER BY e.next_nudge_at
    LIMIT %(limit)s
    FOR NO KEY UPDATE OF e, a SKIP LOCKED
), placed AS (
    SELECT due.*,
        row_number() OVER (PARTITION BY organisation_id ORDER BY next_nudge_at, id) AS turn,
        count(*) OVER (PARTITION BY person_id, next_nudge_at) AS together
    FROM due
), allowed AS (
    SELECT * FROM placed WHERE turn <= left_over
), moved AS (
    -- By an array, so that the planner looks rows up instead of reading the whole table.
    UPDATE training_enrolment SET next_nudge_at = NULL, next_slot = next_slot + 1
    WHERE id = ANY (ARRAY(SELECT id FROM allowed))
), counted AS (
    SELECT organisation_id, count(*) AS taken FROM allowed GROUP BY organisation_id
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
), made AS (
    INSERT INTO training_nudge
        (id, enrolment_id, step_id, person_id, slot, due_at, time_zone, created_at, skip_reason)
    SELECT
        encode(set_byte(
            overlay(uuid_send(gen_random_uuid()) PLACING
                substring(
                    int8send((extract(epoch FROM statement_timestamp()) * 1000)::bigint) FROM 3
                )
                FROM 1 FOR 6),
            6, 112 + floor(random() * 16)::int), 'hex')::uuid,
        id, next_step_id, person_id, next_slot, next_nudge_at, time_zone,
        statement_timestamp(), CASE WHEN place = 1 THEN '' ELSE %(skipped)s END
    FROM ranked
    -- Always in the same order, so that two ticks never wait for each other's rows.
    ORDER BY person_id, next_nudge_at, place
    ON CONFLICT DO NOTHING
    RETURNING id, enrolment_id
)
SELECT made.id, placed.turn <= placed.left_over,
    placed.id, next_step_id, person_id, next_slot, next_nudge_at, time_zone
FROM placed LEFT JOIN made ON made.enrolment_id = placed.id
"""


def claim_due(*, limit: int = 1000) -> list[UUID]:
    """Claim up to `limit` enrolments whose nudge is due by the database's clock, and write the
    nudges. The hand-over, dispatched on commit, plans each enrolment's next one. Of an organisation
    no more are claimed in a minute than settings.NUDGES_PER_MINUTE; the others stay due."""
    claimed, _seen = _claim(limit)
    return claimed


def tick(*, limit: int = 1000, most: int = 200) -> int:
    """Claim until nothing is due, at most `most` times, and return how many nudges were claimed."""
    total = 0
    for _ in range(most):
        claimed, seen = _claim(limit)
        total += len(claimed)
        if seen < limit:
            break
    return total


@transaction.atomic
def _claim(limit: int) -> tuple[list[UUID], int]:
    """Return the ids of the nudges that were claimed, and how many enrolments were looked at."""
    cap = settings.NUDGES_PER_MINUTE
    with connection.cursor() as cursor:
        cursor.execute(CLAIM, {"limit": limit, "skipped": ANOTHER_PROGRAMME, "cap": cap})
        rows = cursor.fetchall()
    claimed = [id for id, *_ in rows if id]
    claimed += _record_lost([due for id, allowed, *due in rows if allowed and id is None])
    dispatch_in_batches("training.hand_over", claimed, size=BATCH)
    return claimed, len(rows)


def _record_lost(rows: list[list[Any]]) -> list[UUID]:
    """Write the nudges that another tick's nudge for the same person and instant kept out."""
    names = ("enrolment_id", "step_id", "person_id", "slot", "due_at", "time_zone")
    lost = [
        Nudge(**dict(zip(names, row, strict=True)), skip_reason=ANOTHER_PROGRAMME) for row in rows
    ]
    if not lost:
        return []
    Nudge.objects.bulk_create(lost, ignore_conflicts=True)
    return list(Nudge.objects.filter(pk__in=[one.id for one in lost]).values_list("id", flat=True))
