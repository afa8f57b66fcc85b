"""Counts who is flagged among simulated coaches."""

import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from bench.fairness.scoring import Organisation, reviews_of
from coaching.domain.severity import CoachFigures, Figure, figures_of


@dataclass
class Rates:
    """Counts coaches with an offset or a drift, those of them who are flagged for it, fair ones,
    and those of these who are flagged for anything."""

    off: int = 0
    off_flagged: int = 0
    fair: int = 0
    fair_flagged: int = 0
    seconds: float = 0.0

    @property
    def flagged_percent(self) -> float | None:
        return round(100 * self.off_flagged / self.off, 1) if self.off else None

    @property
    def fair_flagged_percent(self) -> float:
        return round(100 * self.fair_flagged / self.fair, 1)

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {
            "seconds": round(self.seconds, 2),
            "flagged_percent": self.flagged_percent,
            "fair_flagged_percent": self.fair_flagged_percent,
        }


def rates_of(organisation: Organisation, seeds: Iterable[int]) -> Rates:
    """Return the counts over an organisation per seed; seconds are those of one, at the median."""
    rates, seconds = Rates(), []
    for seed in seeds:
        reviews = reviews_of(organisation, seed)
        begun = time.process_time()
        figures = figures_of(reviews)
        seconds.append(time.process_time() - begun)
        for one in figures:
            _count(rates, organisation, one)
    rates.seconds = sorted(seconds)[len(seconds) // 2]
    return rates


def _count(rates: Rates, organisation: Organisation, one: CoachFigures) -> None:
    severity, drift = is_flagged(one.severity), is_flagged(one.drift)
    if one.coach in organisation.offsets or one.coach in organisation.drifts:
        rates.off += 1
        rates.off_flagged += severity if one.coach in organisation.offsets else drift
    else:
        rates.fair += 1
        rates.fair_flagged += severity or drift


def is_flagged(figure: object) -> bool:
    return isinstance(figure, Figure) and figure.is_flagged
