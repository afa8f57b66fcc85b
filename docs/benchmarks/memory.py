"""Compares what the skill memory foresees with simpler guesses, on simulated learners.

    .venv/bin/python docs/benchmarks/memory.py

The learners forget by a law that is not FSRS's own: a power of the time since the last practice,
whose exponent and scale differ by person, and whose scale grows with each practice, more so after a
longer gap. Everything is drawn from a seed. It writes docs/benchmarks/memory.json.
"""

import json
import math
import random
import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

sys.path.insert(0, str(Path(__file__).parents[2]))

from training.domain import choosing
from training.domain.memory import Practised, Reached, remember, retrievability, share_reached

SEEDS, LEARNERS, LEVELS = (1, 2, 3, 4, 5), 1000, 4
START = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)
BINS = 12

Case = dict[str, float]


def history(rng: random.Random) -> list[tuple[float, int]]:
    """Return the days and levels of one learner's practice of one technique in a year."""
    exponent = rng.lognormvariate(math.log(0.7), 0.35)
    scale = rng.lognormvariate(math.log(2.5), 0.6)
    noise = rng.uniform(0.08, 0.22)
    day, last, rows = rng.uniform(0, 20), None, []
    while day < 365:
        gap = 0.0 if last is None else day - last
        known = rng.uniform(0.2, 0.8) if last is None else (1 + gap / scale) ** -exponent
        shown = min(1.0, max(0.0, known + rng.gauss(0, noise)))
        rows.append((day, 1 + min(LEVELS - 1, int(shown * LEVELS))))
        if last is not None:
            # What was nearly forgotten is learnt best; what went wrong is learnt less.
            scale *= 1 + (0.05 + 0.5 * (1 - known)) * (0.4 + 0.6 * shown)
        last = day
        day += min(90.0, max(1.0, rng.lognormvariate(math.log(9), 0.9)))
    return rows


def cases(seed: int) -> list[list[Case]]:
    """Return, by learner, what could be known before each practice but the first, and how it
    went."""
    rng = random.Random(seed)  # noqa: S311  # a simulation
    found = []
    for _learner in range(LEARNERS):
        rows, learner = history(rng), []
        for place in range(1, len(rows)):
            day, level = rows[place]
            reviews = [Practised(START + timedelta(days=d), reached(of)) for d, of in rows[:place]]
            memory = remember(reviews)
            assert memory is not None
            at = START + timedelta(days=day)
            learner.append(
                {
                    "memory": retrievability(memory.stability, memory.last_review, at),
                    "last": float(rows[place - 1][1]),
                    "fixed": day - rows[place - 1][0],
                    "went_well": float(level >= 3),
                }
            )
        found.append(learner)
    return found


def reached(level: int) -> float:
    return share_reached([Reached(level, LEVELS)]) or 0.0


def fitted(learnt: list[Case], name: str) -> Callable[[Case], float]:
    """Return the frequency with which it went well, by bins of one figure: each guess gets the same
    chance to be right about how high the figure is to be read."""
    values = sorted(one[name] for one in learnt)
    edges = sorted({values[len(values) * part // BINS] for part in range(1, BINS)})

    def place(one: Case) -> int:
        return sum(one[name] >= edge for edge in edges)

    well, all_ = Counter[int](), Counter[int]()
    for one in learnt:
        all_[place(one)] += 1
        well[place(one)] += int(one["went_well"])
    return lambda one: (well[place(one)] + 1) / (all_[place(one)] + 2)


def score(told: list[Case], guess: Callable[[Case], float]) -> dict[str, float]:
    pairs = [(guess(one), one["went_well"]) for one in told]
    loss = -sum(math.log(p if well else 1 - p) for p, well in pairs) / len(pairs)
    brier = sum((p - well) ** 2 for p, well in pairs) / len(pairs)
    return {"log_loss": loss, "brier": brier, "auc": auc(pairs)}


def auc(pairs: list[tuple[float, float]]) -> float:
    """Return how often a practice that went well had the higher guess of two."""
    ranked = sorted(pairs)
    good = sum(well for _p, well in ranked)
    total, at = 0.0, 0
    while at < len(ranked):
        end = at
        while end < len(ranked) and ranked[end][0] == ranked[at][0]:
            end += 1
        total += sum(well for _p, well in ranked[at:end]) * (at + 1 + end) / 2
        at = end
    return (total - good * (good + 1) / 2) / (good * (len(ranked) - good))


def compare(seed: int) -> dict[str, dict[str, float]]:
    """Fit each guess on one half of the learners, and score it on the other half."""
    people = cases(seed)
    learnt = [one for learner in people[::2] for one in learner]
    told = [one for learner in people[1::2] for one in learner]
    share = sum(one["went_well"] for one in learnt) / len(learnt)
    guesses: dict[str, Callable[[Case], float]] = {
        "memory": fitted(learnt, "memory"),
        "last score": fitted(learnt, "last"),
        "fixed intervals": fitted(learnt, "fixed"),
        "always the same": lambda _one: share,
    }
    return {name: score(told, guess) for name, guess in guesses.items()}


def choice_cost() -> float:
    """Return the microseconds of one choice, for somebody in the middle of 20 exercises with 8
    techniques of which 3 are due."""
    rng = random.Random(1)  # noqa: S311  # a simulation
    techniques = [UUID(int=rng.getrandbits(128)) for _each in range(8)]
    rows = [
        choosing.Exercise(
            UUID(int=rng.getrandbits(128)), True, 1 + at // 5, tuple(some), tuple(some)
        )
        for at in range(20)
        for some in [rng.sample(techniques, 3)]
    ]
    now = START
    done = {
        one.step: choosing.Practice(1, now - timedelta(days=20 - at), True, False)
        for at, one in enumerate(rows[:10])
    }
    fading = [
        choosing.Fading(one, now + timedelta(days=at - 3), 5.0, now - timedelta(days=9))
        for at, one in enumerate(techniques)
    ]
    course = choosing.course_of(rows)
    situation = choosing.Situation(course, UUID(int=7), done, fading)
    rounds, best = 5000, math.inf
    for _again in range(5):
        begun = time.perf_counter()
        for _each in range(rounds):
            choosing.choose(situation, now)
        best = min(best, (time.perf_counter() - begun) / rounds)
    return best * 1e6


def main() -> None:
    runs = [compare(seed) for seed in SEEDS]
    table = {
        name: {
            figure: round(sum(run[name][figure] for run in runs) / len(runs), 4)
            for figure in runs[0][name]
        }
        for name in runs[0]
    }
    wins = {
        name: sum(run["memory"]["log_loss"] < run[name]["log_loss"] for run in runs)
        for name in table
        if name != "memory"
    }
    found = {
        "seeds": list(SEEDS),
        "learners": LEARNERS,
        "prediction": table,
        "memory_is_better_in_runs": wins,
        "choice_us": round(choice_cost(), 1),
    }
    Path(__file__).with_suffix(".json").write_text(json.dumps(found, indent=2) + "\n")
    print(json.dumps(found, indent=2))


if __name__ == "__main__":
    main()
