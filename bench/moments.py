"""Compares learned hours with a fixed hour and with hours by hash, on simulated people.

    make bench-moments

People practise by a law that the learner does not assume: how likely a nudge is followed falls off
on both sides of an hour of their own, or of two, or nowhere; three in ten change it within the
year. Each policy meets the same people. Everything is drawn from seeds. It writes
docs/benchmarks/moments.json and the table of moments.md.
"""

import json
import math
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from random import Random
from statistics import mean
from time import perf_counter
from uuid import UUID
from zoneinfo import ZoneInfo

from core.local_time import instant
from training.domain.backing_off import backed_off
from training.domain.moments import FOLLOWED_WITHIN, REMEMBERED, Seen, believe
from training.domain.schedule import Rhythm, next_nudge, seed_of

SEEDS, PEOPLE = (1, 2, 3, 4, 5), 400
ZONE = ZoneInfo("Europe/Amsterdam")
START = datetime(2027, 1, 4, 5, tzinfo=UTC)
END = START + timedelta(days=365)
LEARNED_AFTER = START + timedelta(days=60)
WORKDAYS = frozenset(range(1, 6))
WIDE = Rhythm(2, 4, time(7), time(20), WORKDAYS, (), timedelta(hours=12))
PROGRAMMES = {
    "07:00 to 20:00": WIDE,
    "09:00 to 17:00": replace(WIDE, nudge_from=time(9), nudge_until=time(17)),
    "09:00 to 11:00": replace(WIDE, nudge_from=time(9), nudge_until=time(11)),
}
POLICIES = ("fixed", "hash", "learned")
HABITS = ("one hour", "two hours", "no habit")
PAGE = Path(__file__).parents[1] / "docs" / "benchmarks" / "moments.md"
BEGIN, FINISH = "<!-- Made by `make bench-moments` from moments.json: -->", "<!-- End of it. -->"


@dataclass
class Person:
    """A simulated person: the hours around which they practise, before and after a change."""

    habit: str
    peaks: tuple[float, ...]
    later: tuple[float, ...]
    changes: datetime
    width: float
    zeal: float

    def follows(self, at: datetime) -> float:
        """Return how likely a nudge at that instant is followed by practice."""
        if self.habit == "no habit":
            return 0.35 * self.zeal
        local = at.astimezone(ZONE)
        hour = local.hour + local.minute / 60
        peaks = self.peaks if at < self.changes else self.later
        near = max(math.exp(-0.5 * ((hour - peak) / self.width) ** 2) for peak in peaks)
        return self.zeal * (0.08 + 0.92 * near)


@dataclass
class Year:
    """A year of one person under one policy: nudges, and how many of them were followed; the same
    since LEARNED_AFTER; and practice of all kinds."""

    nudges: int = 0
    followed: int = 0
    later_nudges: int = 0
    later_followed: int = 0
    practised: int = 0


def person(random: Random) -> Person:
    habit = random.choices(HABITS, (5, 3, 2))[0]
    count = 2 if habit == "two hours" else 1

    def peaks() -> tuple[float, ...]:
        return tuple(random.uniform(7, 20) for _peak in range(count))

    changes = START + timedelta(days=random.randrange(60, 300))
    first = peaks()
    return Person(
        habit=habit,
        peaks=first,
        later=peaks() if random.random() < 0.3 else first,
        changes=changes,
        width=random.uniform(0.7, 2),
        zeal=random.uniform(0.4, 0.9),
    )


def live(who: Person, rhythm: Rhythm, policy: str, number: int) -> Year:
    """Live through a year; what is drawn for a person does not depend on the policy."""
    if policy == "fixed":
        rhythm = replace(rhythm, nudge_from=middle(rhythm), nudge_until=middle(rhythm))
    random = Random(number)  # noqa: S311  # a simulation
    enrolment = UUID(int=number + 1)
    seen: list[Seen] = []
    year, now, slot, ignored = Year(), START, 1, 0
    last: datetime | None = None
    apart = Random(number + 10**9)  # noqa: S311  # a simulation
    own = iter(sorted(own_practice(who, apart)))
    upcoming = next(own, END)
    while True:
        current = backed_off(rhythm, ignored)
        due = END
        if current is not None:
            recent = [one for one in seen if one.at > now - REMEMBERED]
            beliefs = believe(recent, ZONE) if policy == "learned" else None
            seed = seed_of(enrolment, slot)
            due = next_nudge(current, ZONE, now, last, seed=seed, beliefs=beliefs)
        if upcoming <= due:
            if upcoming >= END:
                return year
            seen.append(Seen(upcoming, practised=True))
            year.practised += 1
            last = now = upcoming
            ignored, upcoming = 0, next(own, END)
            continue
        if due >= END:
            return year
        follows = random.random() < who.follows(due)
        year.nudges, slot = year.nudges + 1, slot + 1
        late = due >= LEARNED_AFTER
        year.later_nudges += late
        seen.append(Seen(due, practised=follows))
        last = now = due
        ignored += 1
        if follows:
            year.followed, year.practised = year.followed + 1, year.practised + 1
            year.later_followed += late
            last = now = due + FOLLOWED_WITHIN / 4
            seen.append(Seen(now, practised=True))
            ignored = 0


def middle(rhythm: Rhythm) -> time:
    """Return the middle of the hours, as a fixed hour that suits most."""
    minutes = [one.hour * 60 + one.minute for one in (rhythm.nudge_from, rhythm.nudge_until)]
    return time(sum(minutes) // 2 // 60, sum(minutes) // 2 % 60)


def own_practice(who: Person, random: Random) -> Iterator[datetime]:
    """Yield when the person practises without a nudge: once in forty days or so."""
    for day in range(365):
        if random.random() < 1 / 40:
            peaks = who.peaks if START + timedelta(days=day) < who.changes else who.later
            hour = min(22.0, max(6.0, random.gauss(random.choice(peaks), who.width)))
            if who.habit == "no habit":
                hour = random.uniform(6, 22)
            local = time(int(hour), int(hour * 60) % 60)
            yield instant(START.date() + timedelta(days=day), local, ZONE)


def measure() -> dict[str, dict[str, dict[str, float]]]:
    found: dict[str, dict[str, dict[str, float]]] = {}
    for hours, rhythm in PROGRAMMES.items():
        found[hours] = {}
        years: dict[str, list[tuple[int, Person, Year]]] = {policy: [] for policy in POLICIES}
        for seed in SEEDS:
            random = Random(seed)  # noqa: S311  # a simulation
            people = [person(random) for _one in range(PEOPLE)]
            for number, who in enumerate(people):
                for policy in POLICIES:
                    year = live(who, rhythm, policy, seed * 1_000_000 + number)
                    years[policy].append((seed, who, year))
        for policy, rows in years.items():
            found[hours][policy] = summed_up([year for _seed, _who, year in rows])
            for habit in HABITS:
                own = [year for _seed, who, year in rows if who.habit == habit]
                found[hours][policy][habit] = summed_up(own)["followed_later"]
        found[hours]["seeds"] = {
            f"better than {other}": sum(
                of_seed(years["learned"], seed) > of_seed(years[other], seed) for seed in SEEDS
            )
            for other in ("fixed", "hash")
        }
    return found


def of_seed(rows: list[tuple[int, Person, Year]], seed: int) -> float:
    return summed_up([year for of, _who, year in rows if of == seed])["followed"]


def summed_up(years: list[Year]) -> dict[str, float]:
    return {
        "followed": sum(one.followed for one in years) / sum(one.nudges for one in years),
        "followed_later": sum(one.later_followed for one in years)
        / sum(one.later_nudges for one in years),
        "nudges": mean(one.nudges for one in years),
        "practised": mean(one.practised for one in years),
    }


def cost() -> float:
    """Return the microseconds that a plan takes more where the hour is learned."""
    random = Random(0)  # noqa: S311  # a simulation
    seen = [
        Seen(START - timedelta(hours=random.randrange(2000)), practised=random.random() < 0.5)
        for _one in range(60)
    ]
    took = []
    for with_beliefs in (False, True):
        began = perf_counter()
        for slot in range(2000):
            beliefs = believe(seen, ZONE) if with_beliefs else None
            seed = seed_of(UUID(int=1), slot)
            next_nudge(WIDE, ZONE, START, START, seed=seed, beliefs=beliefs)
        took.append((perf_counter() - began) / 2000 * 1e6)
    return took[1] - took[0]


def table(found: dict[str, dict[str, dict[str, float]]]) -> str:
    lines = [
        "| programme's hours | hour | followed | after two months | one hour | two hours "
        "| no habit | nudges | practised |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for hours, rows in found.items():
        for policy in POLICIES:
            one = rows[policy]
            shares = [one[name] for name in ("followed", "followed_later", *HABITS)]
            cells = [hours, policy, *(f"{share:.1%}" for share in shares)]
            cells += [f"{one['nudges']:.0f}", f"{one['practised']:.0f}"]
            lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def main() -> None:
    found, extra = measure(), cost()
    report = {"seeds": len(SEEDS), "people": PEOPLE, "microseconds_more": extra, "found": found}
    PAGE.with_suffix(".json").write_text(json.dumps(report, indent=2) + "\n")
    text = PAGE.read_text()
    before, after = text.split(BEGIN)[0], text.split(FINISH)[1]
    PAGE.write_text(f"{before}{BEGIN}\n\n{table(found)}\n\n{FINISH}{after}")
    seeds = json.dumps({hours: rows["seeds"] for hours, rows in found.items()})
    sys.stdout.write(f"{table(found)}\n{extra:.0f} microseconds more\n{seeds}\n")


if __name__ == "__main__":
    main()
