"""Measures ours and two published tus servers side by side, in one run: `make bench-uploads`.

The disk is written to first, since a fresh machine's first writes are up to five times slower. Each
round goes over all servers, so that a busy moment of the machine hits all, and each begins with
another one. Every test meets a server that has just been started, and that has taken a few uploads
that are not measured. Ours is measured twice, with fsync before the last answer (as it is by
default) and without, as the peers are. Writes docs/benchmarks/uploads.json and the tables of
docs/benchmarks/uploads.md.

`ROUNDS` says how many rounds (3), `ONLY` which of T1, T2, T3 and faults, separated by commas: then
the results are printed and written nowhere. `COLD=1` empties the page cache before each test, which
takes root; it goes with `ONLY`.
"""

import json
import os
import platform
import statistics
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from bench.uploads import faults, measure, report
from bench.uploads.servers import PROJECT, Embedded, Node, Receiver, Server, Tuspyserver
from bench.uploads.stack import make, stack

ROUNDS = int(os.environ.get("ROUNDS", "3"))
SPEED = {"T1": measure.throughput, "T2": measure.burst}
CHOSEN = [name for name in os.environ.get("ONLY", "").split(",") if name]
COLD = bool(os.environ.get("COLD"))
WARM_UP = 1 << 30  # bytes
Test = Callable[[Server], dict[str, Any]]


def main() -> None:
    if COLD and not CHOSEN:
        raise SystemExit("COLD goes with ONLY: the published figures are those of a warm cache.")
    load = os.getloadavg()[0]
    bench = PROJECT / ".data" / "bench"
    bench.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=bench) as place:
        folder = Path(place)
        folder.chmod(0o755)  # PostgreSQL runs as another user
        warm_the_disk(folder / "warm-up")
        with stack(folder / "stack") as env:
            results = run(servers(folder, env))
    document = {
        "rounds": ROUNDS,
        "machine": {
            "processors": os.cpu_count(),
            "python": platform.python_version(),
            "kernel": platform.release(),
            "load_average": [round(load, 2), round(os.getloadavg()[0], 2)],
        },
        "servers": results,
    }
    show(document)
    if not CHOSEN:
        report.write(document)


def servers(folder: Path, env: dict[str, str]) -> list[Callable[[], Server]]:
    """Return the makers of those that are measured, in the order of the first round."""
    return [
        lambda: Receiver(folder / "receiver", env, make, durable=True),
        lambda: Receiver(folder / "receiver", env, make, durable=False),
        lambda: Embedded(folder / "embedded", env, make, durable=True),
        lambda: Embedded(folder / "embedded", env, make, durable=False),
        lambda: Node(folder / "node"),
        lambda: Tuspyserver(folder / "tuspyserver"),
    ]


def warm_the_disk(path: Path) -> None:
    """Write as much as one server takes in a round, and remove it."""
    with path.open("wb") as file:
        for _ in range(WARM_UP >> 20):
            file.write(bytes(1 << 20))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()


def empty_the_page_cache() -> None:
    os.sync()
    Path("/proc/sys/vm/drop_caches").write_text("3")


def run(makers: list[Callable[[], Server]]) -> dict[str, Any]:
    seen: dict[str, dict[str, list[dict[str, Any]]]] = {}
    for number in range(ROUNDS):
        first = number % len(makers)
        for new in makers[first:] + makers[:first]:
            for name, test in tests_of(new()):
                server = new()
                server.start()
                if COLD:
                    empty_the_page_cache()
                try:
                    got = test(server)
                finally:
                    server.end()
                seen.setdefault(server.title, {}).setdefault(name, []).append(got)
                print(f"round {number + 1}  {server.title:38} {name:24} {_line(got)}", flush=True)
    return {title: {name: _middle(all) for name, all in of.items()} for title, of in seen.items()}


def tests_of(server: Server) -> Iterator[tuple[str, Test]]:
    """Return the tests of a server. fsync changes nothing about the speed of slow phones, nor about
    what a fault leaves: those tests run ours as it is by default."""
    every: dict[str, Test] = dict(SPEED)
    if server.as_by_default:
        every |= {"T3": measure.crowd}
        every |= {name: _fault(name) for name in faults.FAULTS}
    for name, test in every.items():
        kind = "faults" if name in faults.FAULTS else name
        if not CHOSEN or kind in CHOSEN:
            yield name, test


def _fault(name: str) -> Test:
    return lambda server: faults.break_off(server, name)


def _middle(rounds: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the medians of figures, with the spread of what is shown with one; of what must always
    hold, whether it always did."""
    middle: dict[str, Any] = {}
    for key in rounds[0]:
        values = [one[key] for one in rounds]
        of_all = key == "whole" or key == "kept"
        middle[key] = min(values) if of_all else round(statistics.median(values), 3)
        if key in report.SPREAD:
            middle[f"{key}_range"] = [round(min(values), 3), round(max(values), 3)]
    return middle


def show(document: dict[str, Any]) -> None:
    for title, of in document["servers"].items():
        for name, got in of.items():
            print(f"median   {title:38} {name:24} {_line(got)}")
    if not CHOSEN:
        print(json.dumps(report.bars(document["servers"]), indent=1))
    print("load", document["machine"]["load_average"])


def _line(got: dict[str, Any]) -> str:
    figures = {key: value for key, value in got.items() if not isinstance(value, list)}
    return "  ".join(f"{key} {value:.2f}" for key, value in figures.items())


if __name__ == "__main__":
    main()
