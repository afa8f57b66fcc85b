"""Measures the queue's page, a claim, a save and a release, and counts their statements."""

from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench.coaching.data import COACHES
from bench.coaching.desk import Desk

EACH = 5
VERBS = ("queue", "teams_queue", "neighbours_queue", "claim", "save", "read", "release")
Times = dict[str, list[float]]


def times() -> Times:
    """Return the milliseconds of a few rounds through each verb, as one coach."""
    found: Times = {verb: [] for verb in VERBS}
    coach, bounded, neighbour = Desk(0), Desk(COACHES), Desk(0, "/api/v1/small")
    for _round in range(EACH):
        found["queue"].append(coach.read_queue()[1])
        found["teams_queue"].append(bounded.read_queue()[1])
        found["neighbours_queue"].append(neighbour.read_queue()[1])
        lease, took = coach.claim()
        found["claim"].append(took)
        review, took = coach.read(lease)
        found["read"].append(took)
        for criterion in review["rubric"]["criteria"]:
            found["save"].append(coach.save(lease, criterion)[1])
        for kind in ("strength", "say_instead"):
            coach.remark(lease, review["takes"][0]["id"], kind)
        found["release"].append(coach.release(lease)[1])
    return found


def statements() -> dict[str, int]:
    """Return how many statements each verb takes, savepoints and the session included."""
    coach = Desk(0)

    def count(verb: Any, *of: Any) -> tuple[Any, int]:
        with CaptureQueriesContext(connection) as captured:
            answer, _took = verb(*of)
        return answer, len(captured)

    found = {"queue": count(coach.read_queue)[1]}
    lease, found["claim"] = count(coach.claim)
    review, found["read"] = count(coach.read, lease)
    criteria = review["rubric"]["criteria"]
    found["save"] = count(coach.save, lease, criteria[0])[1]
    for criterion in criteria[1:]:
        coach.save(lease, criterion)
    for kind in ("strength", "say_instead"):
        coach.remark(lease, review["takes"][0]["id"], kind)
    # Releasing reads the review first, as a client does.
    found["release"] = count(coach.release, lease)[1] - found["read"]
    return found
