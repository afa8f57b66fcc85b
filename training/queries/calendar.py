"""Reads what else keeps a nudge away from an instant: the person's other nudges."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Max

from training.models import Enrolment, Nudge

# Of a person's nudges that are too near to one another, the earliest goes. One that became a
# message goes before all others. An enrolment's own nudges are days apart by its rhythm.
TOO_SOON = """
SELECT mine.id FROM training_nudge mine
JOIN training_enrolment e ON e.id = mine.enrolment_id
JOIN training_programme p ON p.id = e.programme_id
WHERE mine.id = ANY (%s) AND p.gap_hours > 0 AND EXISTS (
    SELECT FROM training_nudge other
    WHERE other.person_id = mine.person_id AND other.skip_reason = ''
        AND other.enrolment_id <> mine.enrolment_id
        AND other.due_at > mine.due_at - p.gap_hours * interval '1 hour'
        AND other.due_at < mine.due_at + p.gap_hours * interval '1 hour'
        AND (
            other.message_id IS NOT NULL
            OR other.handled_at IS NULL AND (other.due_at, other.id) < (mine.due_at, mine.id)
        )
)
"""

# Workers that hand over nudges of one person follow each other here; most people are in one
# programme, and wait for nobody.
LOCK_PEOPLE_IN_SEVERAL = """
SELECT FROM accounts_person WHERE id = ANY (ARRAY(
    SELECT m.person_id FROM accounts_membership m
    JOIN training_enrolment e ON e.membership_id = m.id AND e.state = 'active'
    WHERE m.person_id = ANY (%s) GROUP BY m.person_id HAVING count(*) > 1
)) ORDER BY id FOR NO KEY UPDATE
"""


def other_nudges(people: Collection[UUID], but: Iterable[UUID]) -> dict[UUID, list[datetime]]:
    """Return by person the instants of their latest nudge and of those that are planned, apart from
    the plans of the enrolments in `but`, which are about to be made anew."""
    sent = (
        Nudge.objects.filter(person__in=people, skip_reason="")
        .values_list("person_id")
        .annotate(latest=Max("due_at"))
    )
    planned = Enrolment.objects.filter(
        membership__person__in=people, next_nudge_at__isnull=False
    ).exclude(pk__in=list(but))
    instants = defaultdict(list)
    for person, at in (*sent, *planned.values_list("membership__person_id", "next_nudge_at")):
        if person and at:
            instants[person].append(at)
    return instants


def too_soon(nudges: Collection[Nudge]) -> set[UUID]:
    """Return the ids of the nudges that come too soon before or after another one of the person.
    Locks people who are in several programmes until the transaction ends."""
    people = [one.person_id for one in nudges]
    with connection.cursor() as cursor:
        cursor.execute(LOCK_PEOPLE_IN_SEVERAL, [people])
        cursor.execute(TOO_SOON, [[one.id for one in nudges]])
        return {id for (id,) in cursor.fetchall()}
