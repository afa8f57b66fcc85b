"""Lets many coaches claim at once, in several processes of several threads.

`python -m bench.coaching.crowd COACHES FIRST HOW MANY PAUSE` is one of the processes: its coaches
begin when a line arrives, and it prints what they claimed.
"""

import json
import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

PROCESSES = 5
HELD = 0.02  # seconds for which a coach keeps one


def claim_all(coaches: int, reviews: int, pause: float) -> dict[str, Any]:
    """Let so many coaches claim so many reviews, each pausing between two claims, and return the
    milliseconds and how many reviews were claimed twice."""
    each, begun = coaches // PROCESSES, 0.0
    running = [
        _process("claim", each, at * each, reviews // coaches, pause) for at in range(PROCESSES)
    ]
    _wait(running)
    begun = time.perf_counter()
    done = _go(running)
    seconds = time.perf_counter() - begun
    claimed = [review for one in done for review in one["reviews"]]
    times = sorted(took for one in done for took in one["ms"])
    return {
        "coaches": coaches,
        "claims": len(claimed),
        "double": len(claimed) - len(set(claimed)),
        "per_second": round(len(claimed) / seconds, 1),
        "median_ms": round(times[len(times) // 2], 1),
        "p95_ms": round(times[len(times) * 95 // 100], 1),
    }


def try_all(coaches: int, tries: int) -> dict[str, Any]:
    """Let the coaches try so often, without a pause, to take one and the same review, each giving
    it back at once; return how many leases there were, and how many overlapped another one."""
    each = coaches // PROCESSES
    running = [_process("try", each, at * each, tries // coaches, 0.0) for at in range(PROCESSES)]
    _wait(running)
    begun = time.perf_counter()
    done = _go(running)
    seconds = time.perf_counter() - begun
    return {
        "coaches": coaches,
        "tries": sum(one["tries"] for one in done),
        "won": sum(one["won"] for one in done),
        "double": _overlapping([one for part in done for one in part["held"]]),
        "per_second": round(tries / seconds, 1),
    }


def _overlapping(held: list[list[Any]]) -> int:
    """Return how often a review was held by one coach while another held it, by [review, from,
    until] of one clock: from when the lease was given until it was given back."""
    found, until = 0, dict[str, float]()
    for review, begun, ended in sorted(held, key=lambda one: one[1]):
        found += begun < until.get(review, 0.0)
        until[review] = max(ended, until.get(review, 0.0))
    return found


def _process(how: str, *numbers: float) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "bench.coaching.crowd", how, *map(str, numbers)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def _wait(running: "list[subprocess.Popen[str]]") -> None:
    for one in running:
        assert one.stdout
        assert one.stdout.readline() == "ready\n"


def _go(running: "list[subprocess.Popen[str]]") -> list[Any]:
    """Tell all processes to begin before waiting for any of them, and return what they print."""
    for one in running:
        assert one.stdin
        one.stdin.write("go\n")
        one.stdin.flush()
    return [json.loads(one.communicate()[0]) for one in running]


def _claims(found: dict[str, Any], number: int, count: int, pause: float) -> None:
    from bench.coaching.desk import Desk

    desk = Desk(number)
    desk.read_queue()
    found["barrier"].wait()
    for _claim in range(count):
        # As long on average as `pause`, so that coaches meet by chance.
        time.sleep(random.uniform(0, 2 * pause))  # noqa: S311  # no secret
        lease, took = desk.claim()
        found["reviews"].append(lease["review"])
        found["ms"].append(took)


def _tries(found: dict[str, Any], number: int, count: int, _pause: float) -> None:
    from accounts.models import Membership
    from bench.coaching.desk import Desk
    from coaching.errors import LeaseTaken
    from coaching.services import leases, taking
    from training.models import Submission

    coach = Membership.objects.select_related("organisation", "person").get(
        pk=Desk(number).membership
    )
    unscored = Submission.objects.filter(
        scored_at=None, attempt__membership__organisation__slug="large"
    )
    wanted = unscored.order_by("id").values_list("id", flat=True)[0]
    found["barrier"].wait()
    for _try in range(count):
        found["tries"] += 1
        try:
            lease, _new = taking.take(submission=wanted, coach=coach)
        except LeaseTaken:
            continue
        # The clock is one for all processes. The database's instants are those of statements,
        # which wait for each other: two leases that never were open at once may seem so.
        begun = time.monotonic()
        found["won"] += 1
        time.sleep(HELD)
        found["held"].append([str(lease.review_id), begun, time.monotonic()])
        leases.give_back(lease=lease.id, coach=coach)


def main(how: str, coaches: int, first: int, count: int, pause: float) -> None:
    import django

    django.setup()
    found: list[dict[str, Any]] = []
    work: Callable[..., None] = _claims if how == "claim" else _tries
    start = threading.Barrier(coaches + 1)
    threads = []
    for at in range(coaches):
        found.append({"reviews": [], "ms": [], "held": [], "tries": 0, "won": 0, "barrier": start})
        args = (found[-1], first + at, count, pause)
        threads.append(threading.Thread(target=work, args=args))
        threads[-1].start()
    while start.n_waiting < coaches:
        time.sleep(0.01)
    print("ready", flush=True)
    sys.stdin.readline()
    start.wait()
    for one in threads:
        one.join()
    print(
        json.dumps(
            {
                "reviews": [review for one in found for review in one["reviews"]],
                "ms": [took for one in found for took in one["ms"]],
                "held": [held for one in found for held in one["held"]],
                "tries": sum(one["tries"] for one in found),
                "won": sum(one["won"] for one in found),
            }
        ),
        flush=True,
    )


if __name__ == "__main__":
    number = [int(one) for one in sys.argv[2:5]]
    main(sys.argv[1], number[0], number[1], number[2], float(sys.argv[5]))
