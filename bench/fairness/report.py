"""Writes the rates as docs/benchmarks/fairness.json and as the tables of fairness.md."""

import json
from typing import Any

from bench.uploads.servers import PROJECT

JSON = PROJECT / "docs" / "benchmarks" / "fairness.json"
PAGE = JSON.with_suffix(".md")
BEGIN = "<!-- Made by `make bench-fairness` from fairness.json: -->"
END = "<!-- End of what is made. -->"
Document = dict[str, Any]


def write(document: Document) -> None:
    JSON.write_text(json.dumps(document | {"bars": bars(document)}, indent=2) + "\n")
    PAGE.write_text(filled(PAGE.read_text(), document))


def filled(page: str, document: Document) -> str:
    """Return the page with the tables of this document in place of those that it has."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{tables(document)}\n{END}{after}"


def bars(document: Document) -> dict[str, Any]:
    """Return what must be reached at the sizes that are claimed, what was, and whether it is
    enough."""
    at = {one["name"]: one for one in document["claimed"]}
    found = {
        "harsh_or_mild_flagged_percent": (95, at["harsh or mild"]["flagged_percent"], True),
        "drifting_flagged_percent": (95, at["drifting"]["flagged_percent"], True),
        "fair_flagged_percent": (
            5,
            max(one["fair_flagged_percent"] for one in document["claimed"]),
            False,
        ),
    }
    return {
        name: {"bar": bar, "found": value, "met": value >= bar if at_least else value <= bar}
        for name, (bar, value, at_least) in found.items()
    }


def tables(document: Document) -> str:
    parts = []
    for kind, words in (("severity", "harsher or milder by"), ("drift", "drifting by")):
        rows = [one for one in document["grid"] if one["kind"] == kind]
        effects = sorted({one["effect"] for one in rows})
        head = " | ".join(f"{words} {one:g}" for one in effects)
        parts.append(
            f"| reviews per coach | {head} | fair |\n| --- |{' --- |' * (len(effects) + 1)}"
        )
        for reviews in sorted({one["reviews"] for one in rows}):
            mine = {one["effect"]: one for one in rows if one["reviews"] == reviews}
            cells = " | ".join(f"{mine[one]['flagged_percent']:.1f}" for one in effects)
            fair = max(one["fair_flagged_percent"] for one in mine.values())
            parts.append(f"| {reviews} | {cells} | {fair:.1f} |")
        parts.append("")
    parts.append(
        "| organisation | not fair, flagged | fair, flagged | seconds |\n| --- |" + " --- |" * 3
    )
    for one in [*document["claimed"], *document["others"]]:
        percent = one["flagged_percent"]
        flagged = "" if percent is None else f"{percent:.1f}"
        parts.append(
            f"| {one['name']} | {flagged} | {one['fair_flagged_percent']:.1f} | "
            f"{one['seconds']:.2f} |"
        )
    return "\n".join(parts) + "\n"
