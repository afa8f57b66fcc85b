"""Measures nudges at several sizes: `make bench-nudges`.

The bare statement is measured in the same run, in turn with ours. `SIZES` says how many enrolments
(100000,1000000,5000000), `ROUNDS` how many rounds (3). Writes docs/benchmarks/nudges.json and the
tables of nudges.md when all three sizes are measured.
"""

import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bench.nudges import data, measure, report
from bench.uploads.servers import PROJECT
from bench.uploads.stack import stack

SIZES = [int(one) for one in os.environ.get("SIZES", "100000,1000000,5000000").split(",")]
ROUNDS = int(os.environ.get("ROUNDS", "3"))
DUE, HANDED_OVER = 50_000, 5_000


def main() -> None:
    # The cap a minute would end the measurement after three thousand for each organisation.
    os.environ["NUDGES_PER_MINUTE"] = "1000000000"
    load = os.getloadavg()[0]
    # The largest first, as it is the one that an impatient reader would cut off.
    found = {size: in_a_process_of_its_own(size) for size in sorted(SIZES, reverse=True)}
    sizes = {str(size): found[size] for size in sorted(found)}
    document = {
        "rounds": ROUNDS,
        "machine": {
            "processors": os.cpu_count(),
            "python": platform.python_version(),
            "kernel": platform.release(),
            "load_average": [round(load, 2), round(os.getloadavg()[0], 2)],
        },
        "sizes": sizes,
    }
    print(report.tables(document))
    if len(SIZES) == 3:
        report.write(document)


def in_a_process_of_its_own(size: int) -> dict[str, Any]:
    """Return the figures of one size: Django reads once which database it uses."""
    command = [sys.executable, "-m", "bench.nudges", str(size)]
    found: dict[str, Any] = json.loads(subprocess.run(command, check=True, stdout=-1).stdout)
    print(size, found, file=sys.stderr)
    return found


def measured(size: int) -> dict[str, Any]:
    """Return the figures of one size, in a database of its own."""
    bench = PROJECT / ".data" / "bench"
    bench.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=bench) as place:
        folder = Path(place)
        folder.chmod(0o755)  # PostgreSQL runs as another user
        with stack(folder / "stack"):
            begun = time.monotonic()
            data.write(size)
            print(f"{size} enrolments in {time.monotonic() - begun:.0f} s", file=sys.stderr)
            return {
                "claim": measure.claims(min(size, DUE), ROUNDS),
                "empty_tick": measure.empty(),
                "processes": measure.processes(min(size, DUE)),
                "worker": measure.hand_over(min(size, HANDED_OVER)),
            }


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(measured(int(sys.argv[1]))))
    else:
        main()
