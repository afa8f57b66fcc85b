"""Measures claim, empty tick, processes, planning and hand-over. Each returns figures by name."""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

from django.db import connection, transaction
from django.db.models.functions import Now

from bench.nudges import data

BATCH, HANDED = 1000, 500
Figures = dict[str, Any]

# What any outbox does: claim by an index, write the same row, take the due time away. It knows no
# cap, no second programme of the person, no ids that sort by time, and dispatches nothing.
BARE = """
WITH due AS (
    SELECT e.id, e.next_step_id, e.next_slot, e.next_nudge_at, m.person_id, m.time_zone
    FROM training_enrolment e JOIN accounts_membership m ON m.id = e.membership_id
    WHERE e.next_nudge_at <= statement_timestamp() ORDER BY e.next_nudge_at LIMIT %s
    FOR NO KEY UPDATE OF e SKIP LOCKED
), moved AS (
    UPDATE training_enrolment SET next_nudge_at = NULL, next_slot = next_slot + 1
    WHERE id = ANY (ARRAY(SELECT id FROM due))
)
INSERT INTO training_nudge
    (id, enrolment_id, step_id, person_id, slot, due_at, time_zone, created_at, skip_reason)
SELECT gen_random_uuid(), id, next_step_id, person_id, next_slot, next_nudge_at, time_zone,
    statement_timestamp(), ''
FROM due RETURNING id
"""


def claims(due: int, rounds: int) -> Figures:
    """Return rows a second of ours and of the bare statement, in turn, and their ratio."""
    found: dict[str, list[float]] = {"ours": [], "bare": []}
    for at in range(rounds):
        both: list[tuple[str, Callable[[], int]]] = [("ours", _ours), ("bare", _bare)]
        for name, run in both if at % 2 else reversed(both):
            data.make_due(due)
            begun = time.perf_counter()
            assert run() == due
            found[name].append(due / (time.perf_counter() - begun))
    ours, bare = (statistics.median(found[name]) for name in ("ours", "bare"))
    return {"ours": round(ours), "bare": round(bare), "ratio": round(ours / bare, 2), "due": due}


def empty(ticks: int = 300) -> Figures:
    """Return milliseconds of a tick with nothing due: right after draining, and vacuumed."""
    from training import services

    def once() -> float:
        begun = time.perf_counter()
        assert services.tick() == 0
        return (time.perf_counter() - begun) * 1000

    drained = statistics.median(once() for _tick in range(ticks))
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE) training_enrolment")
        cursor.execute("VACUUM training_nudge")
    vacuumed = statistics.median(once() for _tick in range(ticks))
    return {"drained_ms": round(drained, 2), "vacuumed_ms": round(vacuumed, 2)}


def processes(due: int, counts: tuple[int, ...] = (1, 2, 4)) -> Figures:
    """Return rows a second of so many processes that tick at once until nothing is due."""
    found = {}
    for count in counts:
        data.make_due(due)
        command = [sys.executable, "-m", "bench.nudges.ticker", str(due)]
        running = [
            subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
            for _one in range(count)
        ]
        for one in running:
            assert one.stdout
            assert one.stdout.readline() == "ready\n"
        begun = time.perf_counter()
        for one in running:  # all are told to begin before any is waited for
            assert one.stdin
            one.stdin.write("go\n")
            one.stdin.flush()
        claimed = sum(int(one.communicate()[0]) for one in running)
        seconds = time.perf_counter() - begun
        assert claimed == due
        found[str(count)] = round(due / seconds)
    return found


def hand_over(people: int) -> Figures:
    """Return people a second of one process: planning alone, and hand-over with planning."""
    from training import services
    from training.models import Enrolment, Nudge

    data.make_due(people)
    ids = list(
        Enrolment.objects.filter(next_nudge_at__lt=Now())
        .order_by("next_nudge_at")
        .values_list("id", flat=True)[:people]
    )
    planned = _rate(ids, lambda some: services.plan(enrolments=some))
    data.make_due(people)
    _ours()
    nudges = list(Nudge.objects.order_by("id").values_list("id", flat=True))
    sent = 0

    def hand(some: list[Any]) -> None:
        nonlocal sent
        sent += services.hand_over(nudges=some)

    handed = _rate(nudges, hand)
    assert sent == people
    return {"planning": planned, "hand_over_and_planning": handed, "people": people}


def _rate(ids: list[Any], run: Callable[[list[Any]], object]) -> int:
    begun = time.perf_counter()
    for start in range(0, len(ids), HANDED):
        run(ids[start : start + HANDED])
    return round(len(ids) / (time.perf_counter() - begun))


def _ours() -> int:
    from training import services

    return services.tick(limit=BATCH, most=1_000_000)


def _bare() -> int:
    total = 0
    while True:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(BARE, [BATCH])
            claimed = len(cursor.fetchall())
        total += claimed
        if claimed < BATCH:
            return total
