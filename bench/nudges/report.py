"""Writes the measurements as docs/benchmarks/nudges.json and as the tables of nudges.md."""

import json
from typing import Any

from bench.uploads.servers import PROJECT

JSON = PROJECT / "docs" / "benchmarks" / "nudges.json"
PAGE = JSON.with_suffix(".md")
BEGIN = "<!-- Made by `make bench-nudges` from nudges.json: -->"
END = "<!-- End of what is made. -->"
Document = dict[str, Any]


def write(document: Document) -> None:
    """Write the figures, whether they are enough, and the page's tables."""
    JSON.write_text(json.dumps(document | {"bars": bars(document)}, indent=2) + "\n")
    PAGE.write_text(filled(PAGE.read_text(), document))


def filled(page: str, document: Document) -> str:
    """Return the page with the tables of this document in place of those that it has."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{tables(document)}\n{END}{after}"


def bars(document: Document) -> dict[str, Any]:
    """Return what must be reached, what was, and whether that is enough."""
    of = document["sizes"]
    small, million, most = (of[size] for size in ("100000", "1000000", "5000000"))
    cost = small["claim"]["ours"] / most["claim"]["ours"]
    found = {
        "claim_to_bare_at_1m": (0.8, million["claim"]["ratio"], True),
        "empty_tick_ms_at_5m": (1.0, most["empty_tick"]["vacuumed_ms"], False),
        "cost_at_5m_to_100k": (1.5, round(cost, 2), False),
        "hand_over_and_planning_per_s": (
            5000,
            max(one["worker"]["hand_over_and_planning"] for one in of.values()),
            True,
        ),
    }
    return {
        name: {"bar": bar, "found": value, "met": value >= bar if at_least else value <= bar}
        for name, (bar, value, at_least) in found.items()
    }


def tables(document: Document) -> str:
    """Return a row for each thing that is measured, and a column for each size."""
    sizes = document["sizes"]
    rows = {
        "claim and outbox, rows/s": lambda one: f"{one['claim']['ours']:,}",
        "the bare statement, rows/s": lambda one: f"{one['claim']['bare']:,}",
        "ratio": lambda one: f"{one['claim']['ratio']:.2f}",
        "empty tick after draining, ms": lambda one: f"{one['empty_tick']['drained_ms']:.2f}",
        "empty tick, vacuumed, ms": lambda one: f"{one['empty_tick']['vacuumed_ms']:.2f}",
        "1, 2, 4 processes, rows/s": lambda one: ", ".join(
            f"{rate:,}" for rate in one["processes"].values()
        ),
        "planning, people/s": lambda one: f"{one['worker']['planning']:,}",
        "hand-over with planning, people/s": lambda one: (
            f"{one['worker']['hand_over_and_planning']:,}"
        ),
    }
    head = ["", *(f"{int(size):,} enrolments" for size in sizes)]
    lines = [_row(head), _row(["---"] * len(head))]
    lines += [_row([name, *map(cell, sizes.values())]) for name, cell in rows.items()]
    machine = document["machine"]
    return "\n".join(
        [
            *lines,
            "",
            f"{machine['processors']} processors, Python {machine['python']}; the load average was",
            f"{machine['load_average'][0]} before and {machine['load_average'][1]} after;",
            f"medians of {document['rounds']} rounds.",
            "",
        ]
    )


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
