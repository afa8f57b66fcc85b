"""Writes the measurements as docs/benchmarks/uploads.json and as the tables of uploads.md.

`python -m bench.uploads.report` makes the tables anew from the JSON.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from bench.uploads import faults
from bench.uploads.servers import PROJECT, Embedded, Node, Receiver, Tuspyserver

JSON = PROJECT / "docs" / "benchmarks" / "uploads.json"
PAGE = JSON.with_suffix(".md")
BEGIN = "<!-- Made by `make bench-uploads` from uploads.json: -->"
END = "<!-- End of what is made. -->"
SPREAD = ("mb_per_s", "seconds")
PEERS = (Node.title, Tuspyserver.title)
DURABLE, QUICK = Receiver.title_of(durable=True), Receiver.title_of(durable=False)
ONE_DURABLE, ONE_QUICK = Embedded.title_of(durable=True), Embedded.title_of(durable=False)
Servers = dict[str, Any]


def write(document: dict[str, Any]) -> None:
    """Write the figures, what they are next to each other, and the page's tables."""
    of = document["servers"]
    JSON.write_text(
        json.dumps(document | {"ratios": ratios(of), "bars": bars(of)}, indent=2) + "\n"
    )
    write_page(document)


def write_page(document: dict[str, Any]) -> None:
    PAGE.write_text(filled(PAGE.read_text(), document))


def filled(page: str, document: dict[str, Any]) -> str:
    """Return the page with the tables of this document in place of those that it has."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{tables(document)}\n{END}{after}"


def ratios(of: Servers) -> dict[str, Any]:
    """Return how many times better ours is than each peer; above 1 is ahead."""
    return {
        ours: {
            peer: {
                "T1": round(of[ours]["T1"]["mb_per_s"] / of[peer]["T1"]["mb_per_s"], 2),
                "T2": round(of[peer]["T2"]["seconds"] / of[ours]["T2"]["seconds"], 2),
            }
            for peer in PEERS
        }
        for ours in (DURABLE, QUICK, ONE_DURABLE, ONE_QUICK)
    }


def bars(of: Servers) -> dict[str, Any]:
    """Return what the receiver alone must reach, what it does, and whether that is enough."""
    ahead = ratios(of)
    quick, durable = (
        {test: min(peer[test] for peer in ahead[ours].values()) for test in ("T1", "T2")}
        for ours in (QUICK, DURABLE)
    )
    crowd, stalled = of[DURABLE]["T3"], of[DURABLE]["stall, socket left open"]
    kept = min(of[DURABLE][fault]["kept"] * of[DURABLE][fault]["whole"] for fault in faults.FAULTS)
    wanted = {
        "T1 without fsync at least 1.5 x each peer": (quick["T1"], quick["T1"] >= 1.5),
        "T2 without fsync ahead of each peer": (quick["T2"], quick["T2"] > 1),
        "T1 with fsync ahead of each peer": (durable["T1"], durable["T1"] > 1),
        "T2 with fsync ahead of each peer": (durable["T2"], durable["T2"] > 1),
        "T3 300 of 300": (crowd["whole"], crowd["whole"] == 300),
        "T3 within 1.05 x ideal": (crowd["of_ideal"], crowd["of_ideal"] <= 1.05),
        "T3 under 120 MB": (crowd["rss_mb"], crowd["rss_mb"] < 120),
        "all bytes kept in all faults": (kept, kept == 1),
        "a stalled writer is evicted in under 1 s": (stalled["seconds"], stalled["seconds"] < 1),
    }
    return {bar: {"is": figure, "is_met": is_met} for bar, (figure, is_met) in wanted.items()}


def tables(document: dict[str, Any]) -> str:
    """Return the three tables and the bars, as Markdown."""
    of, machine = document["servers"], document["machine"]
    start, end = machine["load_average"]
    said = (
        f"Median of {document['rounds']}, in brackets the least and the most. "
        f"{machine['processors']} processors, Python\n{machine['python']}, Linux "
        f"{machine['kernel']}; load average {start} at the start, {end} at the end."
    )
    return "\n".join([said, "", *_speed(of), "", *_ahead(of), "", *_faults(of), "", *_bars(of), ""])


def _speed(of: Servers) -> Iterator[str]:
    yield from _table(
        ["", "T1, MB/s", "RSS MB", "CPU s/GB", "T2, s", "RSS", "CPU", "T3, s", "RSS", "CPU"],
        ([title, *_figures(got)] for title, got in of.items()),
    )


def _figures(got: dict[str, Any]) -> Iterator[str]:
    yield f"**{got['T1']['mb_per_s']:,.0f}** {_range(got['T1'], 'mb_per_s', '{:,.0f}')}"
    yield from _cost(got["T1"])
    yield f"**{got['T2']['seconds']:.2f}** {_range(got['T2'], 'seconds', '{:.2f}')}"
    yield from _cost(got["T2"])
    crowd = got.get("T3")
    yield from (f"{crowd['seconds']:.1f}", *_cost(crowd)) if crowd else ("", "", "")


def _range(got: dict[str, Any], key: str, form: str) -> str:
    least, most = got.get(f"{key}_range", [got[key]] * 2)
    return f"({form.format(least)} to {form.format(most)})"


def _cost(got: dict[str, Any]) -> tuple[str, str]:
    return f"{got['rss_mb']:.0f}", f"{got['cpu_s_per_gb']:.2f}"


def _ahead(of: Servers) -> Iterator[str]:
    yield from _table(
        ["times better than", *(f"{peer} {test}" for peer in PEERS for test in ("T1", "T2"))],
        (
            [ours, *(f"{than[peer][test]:.2f}" for peer in PEERS for test in ("T1", "T2"))]
            for ours, than in ratios(of).items()
        ),
    )


def _faults(of: Servers) -> Iterator[str]:
    asked = [title for title in of if "FIN" in of[title]]
    yield from _table(
        ["3 MB of 8 sent, then: kept; s until all is there", *faults.FAULTS],
        ([title, *(_kept(of[title][fault]) for fault in faults.FAULTS)] for title in asked),
    )


def _kept(got: dict[str, Any]) -> str:
    kept = "all" if got["kept"] == 1 else "**none**" if got["kept"] == 0 else f"{got['kept']:.0%}"
    return f"{kept}; {got['seconds']:.2f}" if got["whole"] else f"{kept}; not whole"


def _bars(of: Servers) -> Iterator[str]:
    yield from _table(
        ["receiver alone", "is", "met"],
        (
            [bar, str(got["is"]), "yes" if got["is_met"] else "**no**"]
            for bar, got in bars(of).items()
        ),
    )


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    for cells in (head, ["---"] * len(head), *rows):
        yield f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    write_page(json.loads(JSON.read_text()))
