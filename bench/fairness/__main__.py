"""Measures how often coaches are flagged, at many sizes: `make bench-fairness`."""

import os
import platform
from typing import Any

from bench.fairness.rates import rates_of
from bench.fairness.report import write
from bench.fairness.scoring import Organisation

SEEDS = range(int(os.environ.get("SEEDS", "100")))
OTHERS = {
    "12 coaches, all fair": Organisation(),
    "teams with coaches of their own, nothing scored twice": Organisation(teams=3, share_twice=0.0),
    "teams with coaches of their own, 5% scored twice": Organisation(
        teams=3, reviews=400, offsets={0: 0.5, 1: -0.5}
    ),
    "four coaches": Organisation(coaches=4, offsets={0: 0.5}),
    "40 coaches": Organisation(coaches=40, offsets={0: 0.5, 1: -0.5, 2: 0.5}),
    "three submissions per person": Organisation(per_person=3, offsets={0: 0.5, 1: -0.5}),
    "half of the coaches harsh": Organisation(offsets=dict.fromkeys(range(6), 0.5)),
}
CLAIMED = {
    "harsh or mild": Organisation(reviews=100, offsets={0: 0.5, 1: -0.5, 2: 0.5}),
    "drifting": Organisation(reviews=200, drifts={0: 0.9, 1: -0.9, 2: 0.9}),
}


def measured(name: str, organisation: Organisation) -> dict[str, Any]:
    rates = rates_of(organisation, SEEDS)
    print(name, rates)
    return {"name": name, **rates.as_json()}


def grid() -> list[dict[str, Any]]:
    rows = []
    for kind, effects in (("severity", (0.3, 0.4, 0.5)), ("drift", (0.6, 0.8, 1.0))):
        for reviews in (60, 100, 200, 400):
            for effect in effects:
                signs = {0: effect, 1: -effect, 2: effect}
                name = "offsets" if kind == "severity" else "drifts"
                found = measured(
                    f"{kind} {effect}, {reviews} reviews",
                    Organisation(reviews=reviews, **{name: signs}),  # type: ignore[arg-type]  # by name
                )
                rows.append(found | {"kind": kind, "effect": effect, "reviews": reviews})
    return rows


def main() -> None:
    write(
        {
            "python": platform.python_version(),
            "organisations_each": len(SEEDS),
            "claimed": [measured(name, one) for name, one in CLAIMED.items()],
            "grid": grid(),
            "others": [measured(name, one) for name, one in OTHERS.items()],
        }
    )


if __name__ == "__main__":
    main()
