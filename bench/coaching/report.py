"""Writes the measurements as docs/benchmarks/coaching.json and as the tables of coaching.md."""

import json
from typing import Any

from bench.uploads.servers import PROJECT

JSON = PROJECT / "docs" / "benchmarks" / "coaching.json"
PAGE = JSON.with_suffix(".md")
BEGIN = "<!-- Made by `make bench-coaching` from coaching.json: -->"
END = "<!-- End of what is made. -->"
NAMES = {
    "queue": "page of the queue",
    "teams_queue": "the same, of a coach of one team of 100",
    "neighbours_queue": "page of a neighbour's queue of 200",
    "claim": "claim",
    "read": "read the review",
    "save": "save a score",
    "release": "release",
}
SMALL, LARGE = "10000", "1000000"
Document = dict[str, Any]


def kept() -> Document:
    """Return what was measured before, without the bars."""
    if not JSON.exists():
        return {}
    found: Document = json.loads(JSON.read_text())
    found.pop("bars", None)
    return found


def write(document: Document) -> None:
    """Write the figures, whether they are enough, and the page's tables."""
    JSON.write_text(json.dumps(document | {"bars": bars(document)}, indent=2) + "\n")
    PAGE.write_text(filled(PAGE.read_text(), document))


def filled(page: str, document: Document) -> str:
    """Return the page with the tables of this document in place of those that it has."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{tables(document)}\n{END}{after}"


def ratios(document: Document) -> dict[str, float]:
    """Return the cost at a million over that at ten thousand, of each verb."""
    of = document["sizes"]
    small, large = (of[size]["median_ms"] for size in (SMALL, LARGE))
    return {verb: round(large[verb] / small[verb], 2) for verb in NAMES}


def bars(document: Document) -> dict[str, Any]:
    """Return what must be reached, what was, and whether that is enough."""
    found: dict[str, tuple[float, float]] = {}
    if {SMALL, LARGE} <= set(document.get("sizes", {})):
        large = document["sizes"][LARGE]
        for verb, ratio in ratios(document).items():
            found[f"{verb}_at_1m_to_10k"] = (1.2, ratio)
        found["queue_ms_at_1m"] = (50.0, large["median_ms"]["queue"])
        found["claim_ms_of_50_coaches"] = (20.0, large["crowd"]["median_ms"])
        found["claimed_twice"] = (0, large["crowd"]["double"])
    if "tries" in document:
        found["claimed_twice_in_tries"] = (0, document["tries"]["double"])
    return {
        name: {"bar": bar, "found": value, "met": value <= bar}
        for name, (bar, value) in found.items()
    }


def tables(document: Document) -> str:
    """Return a row for each verb with milliseconds and statements at each size, and the crowds."""
    sizes = document.get("sizes", {})
    lines: list[str] = []
    if sizes:
        both = {SMALL, LARGE} <= set(sizes)
        head = ["", *(f"{int(size):,} submissions, ms" for size in sizes)]
        head += [*(["ratio"] if both else []), "statements"]
        lines += [_row(head), _row(["---"] * len(head))]
        for verb, name in NAMES.items():
            cells = [f"{one['median_ms'][verb]:.1f}" for one in sizes.values()]
            if both:
                cells.append(f"{ratios(document)[verb]:.2f}")
            counts = {one["statements"].get(verb) for one in sizes.values()} - {None}
            lines.append(_row([name, *cells, " or ".join(map(str, sorted(counts)))]))
        lines += ["", *_crowds(sizes), "", *_machine(document["machine"])]
        lines += [f"medians of {document['rounds']} rounds of five.", ""]
    if "tries" in document:
        one = document["tries"]
        lines += [
            f"{one['tries']:,} tries of {one['coaches']} coaches at once for one review:"
            f" {one['won']:,} won,",
            f"**{one['double']} claimed twice**; {one['per_second']:,} tries a second.",
            *_machine(one["machine"])[:-1],
            f"{_machine(one['machine'])[-1].rstrip(';')}.",
            "",
        ]
    return "\n".join(lines)


def _crowds(sizes: dict[str, Any]) -> list[str]:
    head = ["", *(f"{int(size):,} submissions" for size in sizes)]
    some = [one["crowd"] for one in sizes.values()]
    rows = {
        f"{some[0]['coaches']} coaches at once, claims": [f"{one['claims']:,}" for one in some],
        "claimed twice": [str(one["double"]) for one in some],
        "claims a second": [f"{one['per_second']:,}" for one in some],
        "median, ms": [f"{one['median_ms']:.1f}" for one in some],
        "95th percentile, ms": [f"{one['p95_ms']:.1f}" for one in some],
    }
    lines = [_row(head), _row(["---"] * len(head))]
    return lines + [_row([name, *cells]) for name, cells in rows.items()]


def _machine(machine: dict[str, Any]) -> list[str]:
    return [
        f"{machine['processors']} processors, Python {machine['python']}; the load average was",
        f"{machine['load_average'][0]} before and {machine['load_average'][1]} after;",
    ]


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
