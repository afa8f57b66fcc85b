"""Holds the verbs that claim due nudges. A nudge's row is the outbox: losing Valkey between claim
and hand-over delays a nudge until the next sweep, and loses none."""

from typing import Any
from uuid import UUID

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
CLAIM = """
WITH due AS (
    SELECT e.id, e.next_step_id, e.next_slot, e.next_nudge_at, m.time_zone, m.person_id
    FROM training_enrolment e JOIN accounts_membership m ON m.id = e.membership_id
    WHERE e.next_nudge_at <= statement_timestamp()
    ORDER BY e.next_nudge_at
    LIMIT %(limit)s
    FOR NO KEY UPDATE OF e SKIP LOCKED
), moved AS (
    -- By an array, so that the planner looks rows up instead of reading the whole table.
    UPDATE training_enrolment SET next_nudge_at = NULL, next_slot = next_slot + 1
    WHERE id = ANY (ARRAY(SELECT id FROM due))
), counted AS (
    SELECT due.*, count(*) OVER (PARTITION BY person_id, next_nudge_at) AS together FROM due
), ranked AS (
    SELECT counted.*, row_number() OVER (
        PARTITION BY person_id, next_nudge_at
        ORDER BY CASE WHEN together > 1 THEN (
            SELECT max(n.created_at) FROM training_nudge n
            WHERE n.enrolment_id = counted.id AND n.skip_reason = ''
        ) END NULLS FIRST, id
    ) AS place FROM counted
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
SELECT made.id, due.id, due.next_step_id, due.person_id, due.next_slot, due.next_nudge_at,
    due.time_zone
FROM due LEFT JOIN made ON made.enrolment_id = due.id
"""


@transaction.atomic
def claim_due(*, limit: int = 1000) -> list[UUID]:
    """Claim up to `limit` enrolments whose nudge is due by the database's clock, and write the
    nudges. The hand-over, dispatched on commit, plans each enrolment's next one."""
    with connection.cursor() as cursor:
        cursor.execute(CLAIM, {"limit": limit, "skipped": ANOTHER_PROGRAMME})
        rows = cursor.fetchall()
    claimed = [id for id, *_ in rows if id]
    claimed += _record_lost([due for id, *due in rows if id is None])
    dispatch_in_batches("training.hand_over", claimed, size=BATCH)
    return claimed


def tick(*, limit: int = 1000, most: int = 200) -> int:
    """Claim until nothing is due, at most `most` times, and return how many nudges were claimed."""
    total = 0
    for _ in range(most):
        claimed = len(claim_due(limit=limit))
        total += claimed
        if claimed < limit:
            break
    return total


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
