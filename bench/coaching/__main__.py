"""Measures the coaches' desk at two sizes: `make bench-coaching`.

The databases of both sizes stand at the same time, and are measured in turn, so that whoever else
uses the machine slows both. `SIZES` says how many submissions (10000,1000000), `ROUNDS` how many
rounds of five (10), `REVIEWS` how many fifty coaches claim at once (1000), `PAUSE` the seconds
between two claims of a coach (2.5). `TRIES=100000` does something else: fifty coaches try so often
to take one review. Writes docs/benchmarks/coaching.json and the tables of coaching.md
when both sizes are measured, or the tries.
"""

import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.coaching import report
from bench.uploads.servers import PROJECT
from bench.uploads.stack import stack

SIZES = [int(one) for one in os.environ.get("SIZES", "10000,1000000").split(",")]
ROUNDS = int(os.environ.get("ROUNDS", "10"))
REVIEWS = int(os.environ.get("REVIEWS", "1000"))
PAUSE = float(os.environ.get("PAUSE", "2.5"))
TRIES = int(os.environ.get("TRIES", "0"))
FEW = 1000  # submissions are enough to be tried for


def main() -> None:
    load = os.getloadavg()[0]
    found = _tries() if TRIES else _sizes()
    machine = {
        "processors": os.cpu_count(),
        "python": platform.python_version(),
        "kernel": platform.release(),
        "load_average": [round(load, 2), round(os.getloadavg()[0], 2)],
    }
    part = {"tries": found | {"machine": machine}} if TRIES else found | {"machine": machine}
    document = report.kept() | part
    print(json.dumps(found, indent=2), file=sys.stderr)
    print(report.tables(document))
    if TRIES >= 100_000 or (not TRIES and SIZES == [10_000, 1_000_000]):
        report.write(document)


def _sizes() -> dict[str, Any]:
    """Return the figures of each size: the rounds in turn, then the crowds one after another."""
    running = {size: _child(size) for size in SIZES}
    times: dict[int, dict[str, list[float]]] = {size: {} for size in SIZES}
    statements = {size: _ask(child, "statements") for size, child in running.items()}
    for at in range(ROUNDS + 1):
        for size, child in running.items():
            for verb, some in _ask(child, "times").items():
                if at:  # the first warms up
                    times[size].setdefault(verb, []).extend(some)
    crowds = {size: _ask(child, "crowd") for size, child in running.items()}
    for child in running.values():
        child.communicate("end\n")
    return {
        "rounds": ROUNDS,
        "sizes": {
            str(size): {
                "median_ms": {
                    verb: round(statistics.median(some), 2) for verb, some in times[size].items()
                },
                "statements": statements[size],
                "crowd": crowds[size],
            }
            for size in SIZES
        },
    }


def _tries() -> dict[str, Any]:
    child = _child(FEW)
    found: dict[str, Any] = _ask(child, "tries")
    child.communicate("end\n")
    return found


def _child(size: int) -> "subprocess.Popen[str]":
    """Return a process with a database of this size: Django reads once which one it uses."""
    command = [sys.executable, "-m", "bench.coaching", str(size)]
    child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert child.stdout
    assert child.stdout.readline() == "ready\n"
    return child


def _ask(child: "subprocess.Popen[str]", what: str) -> Any:
    assert child.stdin
    assert child.stdout
    child.stdin.write(f"{what}\n")
    child.stdin.flush()
    return json.loads(child.stdout.readline())


def serve(size: int) -> None:
    """Fill a database of its own, and measure what each line of the input names."""
    bench = PROJECT / ".data" / "bench"
    bench.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=bench) as place:
        folder = Path(place)
        folder.chmod(0o755)  # PostgreSQL runs as another user
        with stack(folder / "stack"):
            from bench.coaching import crowd, data, measure

            begun = time.monotonic()
            data.write(size)
            print(f"{size} submissions in {time.monotonic() - begun:.0f} s", file=sys.stderr)
            verbs: dict[str, Callable[[], Any]] = {
                "statements": measure.statements,
                "times": measure.times,
                "crowd": lambda: crowd.claim_all(data.COACHES, REVIEWS, PAUSE),
                "tries": lambda: crowd.try_all(data.COACHES, TRIES),
            }
            print("ready", flush=True)
            for line in sys.stdin:
                if line.strip() == "end":
                    return
                print(json.dumps(verbs[line.strip()]()), flush=True)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        serve(int(sys.argv[1]))
    else:
        main()
