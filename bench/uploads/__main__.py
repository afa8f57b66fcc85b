"""`make bench-uploads`: ours and two published tus servers, side by side, in one run.

Each round goes over all servers, so that a busy moment of the machine hits all. Every test
meets a server that has just been started. Writes docs/benchmarks/uploads.json.
"""

import json
import os
import platform
import statistics
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.uploads import faults, measure
from bench.uploads.servers import PROJECT, Embedded, Node, Receiver, Server, Tuspyserver
from bench.uploads.stack import make, stack

ROUNDS = int(os.environ.get("ROUNDS", "3"))
TESTS = {"T1": measure.throughput, "T2": measure.burst, "T3": measure.crowd}
RESULT = PROJECT / "docs" / "benchmarks" / "uploads.json"
PEERS = ("@tus/server", "tuspyserver")
OURS = Receiver.title


def main() -> None:
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(dir=PROJECT / ".data" / "bench") as place:
        folder = Path(place)
        folder.chmod(0o755)  # PostgreSQL runs as another user
        with stack(folder / "stack") as env:
            makers: list[Callable[[], Server]] = [
                lambda: Receiver(folder / "receiver", env, make),
                lambda: Embedded(folder / "embedded", env, make),
                lambda: Node(folder / "node"),
                lambda: Tuspyserver(folder / "tuspyserver"),
            ]
            results = run(makers)
    document = {
        "rounds": ROUNDS,
        "machine": {
            "processors": os.cpu_count(),
            "python": platform.python_version(),
            "kernel": platform.release(),
            "load_average": [round(load, 2), round(os.getloadavg()[0], 2)],
        },
        "servers": results,
        "ratios": ratios(results),
        "bars": bars(results),
    }
    RESULT.write_text(json.dumps(document, indent=2) + "\n")
    show(document)


def run(makers: list[Callable[[], Server]]) -> dict[str, Any]:
    seen: dict[str, dict[str, list[dict[str, Any]]]] = {}
    for number in range(ROUNDS):
        for new in makers:
            for name, test in {**TESTS, **_fault_tests()}.items():
                server = new()
                server.start()
                try:
                    got = test(server)
                finally:
                    server.end()
                seen.setdefault(server.title, {}).setdefault(name, []).append(got)
                print(f"round {number + 1}  {server.title:38} {name:24} {_line(got)}", flush=True)
    return {title: {name: _middle(all) for name, all in of.items()} for title, of in seen.items()}


def _fault_tests() -> dict[str, Callable[[Server], dict[str, Any]]]:
    return {name: _fault(name) for name in faults.FAULTS}


def _fault(name: str) -> Callable[[Server], dict[str, Any]]:
    return lambda server: faults.break_off(server, name)


def _middle(rounds: list[dict[str, Any]]) -> dict[str, Any]:
    """Medians of figures; of what must always hold, whether it always did."""
    middle: dict[str, Any] = {}
    for key in rounds[0]:
        values = [one[key] for one in rounds]
        of_all = key == "whole" or key == "kept"
        middle[key] = min(values) if of_all else round(statistics.median(values), 3)
    return middle


def ratios(results: dict[str, Any]) -> dict[str, Any]:
    """How many times better ours is than each peer: above 1 is ahead."""
    return {
        ours: {
            peer: {
                "T1": round(of["T1"]["mb_per_s"] / results[peer]["T1"]["mb_per_s"], 2),
                "T2": round(results[peer]["T2"]["seconds"] / of["T2"]["seconds"], 2),
                "T3": round(results[peer]["T3"]["seconds"] / of["T3"]["seconds"], 2),
            }
            for peer in PEERS
        }
        for ours, of in results.items()
        if ours not in PEERS
    }


def bars(results: dict[str, Any]) -> dict[str, Any]:
    """What the receiver alone must reach, what it does, and whether that is enough."""
    ours, ahead = results[OURS], ratios(results)[OURS].values()
    stream, burst = (min(of[test] for of in ahead) for test in ("T1", "T2"))
    crowd, stalled = ours["T3"], ours["stall, socket left open"]
    kept = min(ours[fault]["kept"] * ours[fault]["whole"] for fault in faults.FAULTS)
    wanted = {
        "T1 at least 1.5 x each peer": (stream, stream >= 1.5),
        "T2 ahead of each peer": (burst, burst > 1),
        "T3 300 of 300": (crowd["whole"], crowd["whole"] == 300),
        "T3 within 1.05 x ideal": (crowd["of_ideal"], crowd["of_ideal"] <= 1.05),
        "T3 under 120 MB": (crowd["rss_mb"], crowd["rss_mb"] < 120),
        "all bytes kept in all faults": (kept, kept == 1),
        "a stalled writer is evicted in under 1 s": (stalled["seconds"], stalled["seconds"] < 1),
    }
    return {bar: {"is": figure, "is_met": is_met} for bar, (figure, is_met) in wanted.items()}


def show(document: dict[str, Any]) -> None:
    for title, of in document["servers"].items():
        for name, got in of.items():
            print(f"median   {title:38} {name:24} {_line(got)}")
    print(json.dumps({"ratios": document["ratios"], "bars": document["bars"]}, indent=1))
    print("load", document["machine"]["load_average"])


def _line(got: dict[str, Any]) -> str:
    return "  ".join(f"{key} {value:.2f}" for key, value in got.items())


if __name__ == "__main__":
    main()
