"""Reads what keeps nudges away from a member: leaves, a snooze, quiet hours, and other nudges."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import connection
from django.db.models.functions import Now

from accounts.models import Membership
from core.local_time import local_date
from core.sql_values import id_array
from notifications.queries import quiet_hours_of
from training.domain.schedule import MOST_A_WEEK, Calendar, Days, Other
from training.models import MOST_GAP_HOURS, Enrolment, Leave, Nudge, Snooze
from training.queries.progress import database_now
from training.queries.waiting import Waiting

SNOOZE_LASTS = timedelta(days=14)
"""How long after its end a snooze is still read: one nudge on return is planned by it."""

# Of a person's nudges that are too near to one another, the earliest goes. One that became a
# message goes before all others. Those of one enrolment are days apart by its rhythm, unless they
# were brought forward. None comes after as many in seven days as a person gets at most. The
# nudges of `but` are skipped anyway, and count for none.
TOO_SOON = """
SELECT mine.id FROM training_nudge mine
JOIN training_enrolment e ON e.id = mine.enrolment_id
JOIN training_programme p ON p.id = e.programme_id
WHERE mine.id = ANY (%(mine)s) AND mine.skip_reason = '' AND ((
    SELECT count(*) FROM training_nudge other
    WHERE other.person_id = mine.person_id AND other.skip_reason = ''
        AND other.id <> ALL (%(but)s)
        AND other.due_at > mine.due_at - interval '7 days'
        AND (other.due_at, other.id) < (mine.due_at, mine.id)
) >= %(most)s OR p.gap_hours > 0 AND EXISTS (
    SELECT FROM training_nudge other
    JOIN training_enrolment oe ON oe.id = other.enrolment_id
    JOIN training_programme op ON op.id = oe.programme_id
    WHERE other.person_id = mine.person_id AND other.skip_reason = ''
        AND other.id <> mine.id AND other.id <> ALL (%(but)s)
        AND other.due_at > mine.due_at - least(p.gap_hours, op.gap_hours) * interval '1 hour'
        AND other.due_at < mine.due_at + least(p.gap_hours, op.gap_hours) * interval '1 hour'
        AND (
            other.message_id IS NOT NULL
            OR other.handled_at IS NULL AND (other.due_at, other.id) < (mine.due_at, mine.id)
        )
))
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


# A nudge is ignored while nothing was begun, handed in or read after it, unless it was put off.
IGNORED = """
SELECT n.enrolment_id, count(*) FILTER (WHERE NOT n.put_off), max(n.created_at),
    (array_agg(n.put_off ORDER BY n.created_at DESC))[1]
FROM training_nudge n LEFT JOIN (
    SELECT enrolment_id, max(at) AS at FROM (
        SELECT a.enrolment_id, greatest(a.started_at, a.finished_at, s.submitted_at) AS at
        FROM training_attempt a LEFT JOIN training_submission s ON s.attempt_id = a.id
        WHERE a.enrolment_id = ANY (%s)
        UNION ALL SELECT enrolment_id, done_at FROM training_stepcompletion
        WHERE enrolment_id = ANY (%s)
    ) acts GROUP BY enrolment_id
) practised ON practised.enrolment_id = n.enrolment_id
WHERE n.enrolment_id = ANY (%s) AND n.skip_reason = ''
    AND (practised.at IS NULL OR n.created_at > practised.at)
GROUP BY n.enrolment_id
"""


@dataclass(frozen=True)
class Away:
    """An Away says when a member wants no nudges from now on, as they read it."""

    leaves: list[Leave]
    leave_until: date | None
    snoozed_until: datetime | None


@dataclass(frozen=True)
class Ignored:
    """An Ignored says how many nudges in a row were ignored. `latest` is when the latest nudge was
    sent that no practice followed, and `put_off` whether that one was put off instead."""

    count: int
    latest: datetime
    put_off: bool


def zone_of(member: Membership) -> ZoneInfo:
    """Return the member's zone, or UTC where this host does not know it."""
    return member.zone or ZoneInfo("UTC")


def away_of(member: Membership) -> Away:
    """Return the member's leaves that are not over, and until when nothing comes."""
    now = database_now()
    today = local_date(now, zone_of(member))
    leaves = list(
        Leave.objects.filter(membership=member, last_day__gte=today).order_by("first_day")
    )
    snooze = Snooze.objects.filter(membership=member, until__gt=now).first()
    return Away(
        leaves=leaves,
        leave_until=_last_day(leaves, today),
        snoozed_until=snooze.until if snooze else None,
    )


def calendars_of(members: Collection[UUID]) -> dict[UUID, Calendar]:
    """Return when each of these members wants no nudges, in four statements."""
    leaves = _leaves_of(members)
    snoozes = Snooze.objects.filter(membership__among=members, until__gt=Now() - SNOOZE_LASTS)
    snoozed = dict(snoozes.values_list("membership_id", "until"))
    quiet = quiet_hours_of(members)
    return {
        id: Calendar(leaves.get(id, ()), snoozed.get(id), quiet.get(id))
        for id in leaves.keys() | snoozed.keys() | quiet.keys()
    }


def away_now(members: Mapping[UUID, ZoneInfo], now: datetime) -> dict[UUID, str]:
    """Return why members who are on leave or who snoozed get nothing now, by membership; `members`
    has the zone of each."""
    leaves = _leaves_of(members)
    snoozed = Snooze.objects.filter(membership__among=members, until__gt=now)
    reasons = dict.fromkeys(snoozed.values_list("membership_id", flat=True), "snoozed")
    for id, days in leaves.items():
        today = local_date(now, members[id])
        if any(today in leave for leave in days):
            reasons[id] = "on_leave"
    return reasons


def ignored_of(enrolments: Collection[UUID]) -> dict[UUID, Ignored]:
    """Return how the nudges since the latest practice were met, for enrolments that have any."""
    ids = id_array(enrolments)
    with connection.cursor() as cursor:
        cursor.execute(IGNORED, [ids, ids, ids])
        return {id: Ignored(*rest) for id, *rest in cursor.fetchall()}


def other_nudges(people: Collection[UUID], but: Iterable[UUID]) -> dict[UUID, list[Other]]:
    """Return by person their nudges of the last days and those that are planned, apart from the
    plans of the enrolments in `but`."""
    sent = Nudge.objects.filter(
        person__among=people, skip_reason="", due_at__gt=Now() - timedelta(hours=MOST_GAP_HOURS)
    ).values_list("person_id", "due_at", "enrolment__programme__gap_hours")
    planned = (
        Enrolment.objects.filter(membership__person__among=people, next_nudge_at__isnull=False)
        .exclude(pk__among=but)
        .values_list("membership__person_id", "next_nudge_at", "programme__gap_hours")
    )
    found: dict[UUID, list[Other]] = defaultdict(list)
    for person, at, hours in (*sent, *planned):
        if at is not None:
            found[person].append((at, timedelta(hours=hours)))
    return found


def sent_to(member: Membership) -> list[Other]:
    """Return the nudges of the last days that the member got in this organisation."""
    sent = Nudge.objects.filter(
        enrolment__membership=member,
        skip_reason="",
        due_at__gt=Now() - timedelta(hours=MOST_GAP_HOURS),
    )
    rows = sent.values_list("due_at", "enrolment__programme__gap_hours")
    return [(at, timedelta(hours=hours)) for at, hours in rows]


def lock_people_in_several(people: Iterable[UUID | None]) -> None:
    """Lock those of the people who are in several programmes until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(LOCK_PEOPLE_IN_SEVERAL, [id_array(people)])


def too_soon(nudges: Collection[Waiting]) -> set[UUID]:
    """Return the ids of the nudges that come too soon before or after another one of the person.
    Nudges that have a `skip_reason` already are not asked about, and hold up none of the others."""
    skipped = {one.id for one in nudges if one.skip_reason}
    asked = sorted(
        (one for one in nudges if not one.skip_reason), key=lambda one: (one.due_at, one.id)
    )
    found: set[UUID] = set()
    while asked:
        near = _too_near([one.id for one in asked], skipped | found)
        # The earliest of a person's is skipped, whatever becomes of the others; these are asked
        # about again without it, since they may have been too near to that one alone.
        asked, first = [one for one in asked if one.id in near], set[UUID | None]()
        for one in asked:
            if one.person_id not in first:
                found.add(one.id)
            first.add(one.person_id)
        asked = [one for one in asked if one.id not in found]
    return found


def _too_near(nudges: list[UUID], but: Collection[UUID]) -> set[UUID]:
    with connection.cursor() as cursor:
        cursor.execute(
            TOO_SOON, {"mine": id_array(nudges), "but": id_array(but), "most": MOST_A_WEEK}
        )
        return {id for (id,) in cursor.fetchall()}


def _leaves_of(members: Collection[UUID]) -> dict[UUID, list[Days]]:
    """Return the leaves that are not over anywhere on Earth, by membership."""
    before = database_now().date() - timedelta(days=1)  # a day behind UTC at most
    rows = Leave.objects.filter(membership__among=members, last_day__gte=before)
    found = defaultdict(list)
    for id, first, last in rows.values_list("membership_id", "first_day", "last_day"):
        found[id].append(Days(first, last))
    return found


def _last_day(leaves: Iterable[Leave], today: date) -> date | None:
    """Return the last day of the leave that goes on today, over leaves that follow one another."""
    last = None
    for leave in leaves:
        if leave.first_day <= (last or today) + timedelta(days=1 if last else 0):
            last = max(last or leave.last_day, leave.last_day)
    return last
