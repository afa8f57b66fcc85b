"""Simulates half a year of ordinary scoring in one organisation, from a seed.

The levels are not made as the model assumes: they are whole numbers from 0 to 3 of four criteria,
so that the ends cut off; people differ in what they learn from practice, not only in what they can;
each coach has criteria on which they are milder than on others, and some are noisier than others;
fair coaches are not all equally mild.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from coaching.domain.severity import STEPS, Judged

CRITERIA = 4


@dataclass(frozen=True)
class Organisation:
    """Describes an organisation. Each coach gives about `reviews` reviews in the period, and each
    person makes about `per_person` submissions, of which a share is scored by two coaches.

    `offsets` and `drifts` are in steps, of the coaches that have any; positive is harsher. With
    `teams`, coaches only see the people of their own team, and teams differ in what they can.
    """

    coaches: int = 12
    reviews: int = 200
    per_person: int = 10
    exercises: int = 30
    share_twice: float = 0.05
    offsets: dict[int, float] = field(default_factory=dict)
    drifts: dict[int, float] = field(default_factory=dict)
    teams: int = 1


@dataclass(frozen=True)
class Coach:
    """Describes how one coach scores."""

    team: int
    offset: float
    drift: float
    noise: float
    by_criterion: list[float]


def reviews_of(organisation: Organisation, seed: int) -> list[Judged]:
    return list(_reviews(organisation, Random(seed)))  # noqa: S311  # no secret: it is to repeat


def _reviews(of: Organisation, draws: Random) -> Iterator[Judged]:
    exercises = [draws.gauss(0, 0.3) for _ in range(of.exercises)]
    criteria = [draws.gauss(0, 0.25) for _ in range(CRITERIA)]
    coaches = [_coach(of, at, draws) for at in range(of.coaches)]
    of_team = [[at for at, one in enumerate(coaches) if one.team == t] for t in range(of.teams)]
    people = of.coaches * of.reviews // of.per_person
    for person in range(people):
        team = person % of.teams
        ability = draws.gauss(0, 0.5) + (0.5 * team if of.teams > 1 else 0.0)
        growth = draws.gauss(0.15, 0.1)
        times = sorted(draws.random() for _ in range(of.per_person))
        for practice, at in enumerate(times):
            exercise = draws.randrange(of.exercises)
            shown = 1.4 + ability + growth * practice**0.5 + exercises[exercise]
            shown += draws.gauss(0, 0.35)
            by_criterion = [shown + one + draws.gauss(0, 0.2) for one in criteria]
            first = draws.choice(of_team[team])
            seen_by = [first]
            if draws.random() < of.share_twice:
                seen_by.append(draws.choice([one for one in range(of.coaches) if one != first]))
            for coach in seen_by:
                level = _level(coaches[coach], by_criterion, at, draws)
                recording = f"{person}-{practice}"
                yield Judged(coach, person, recording, exercise, practice, at, level)


def _coach(of: Organisation, at: int, draws: Random) -> Coach:
    fair = max(-0.1, min(0.1, draws.gauss(0, 0.05)))
    by_criterion = [draws.gauss(0, 0.15) for _ in range(CRITERIA)]
    mean = sum(by_criterion) / CRITERIA
    return Coach(
        team=at % of.teams,
        offset=of.offsets.get(at, fair),
        drift=of.drifts.get(at, 0.0),
        noise=draws.uniform(0.35, 0.65),
        by_criterion=[one - mean for one in by_criterion],
    )


def _level(coach: Coach, by_criterion: list[float], at: float, draws: Random) -> float:
    """Return the mean of the whole levels that the coach gives on the criteria."""
    harsh = coach.offset + coach.drift * (at - 0.5)
    given = (
        max(0, min(STEPS, round(shown + own - harsh + draws.gauss(0, coach.noise))))
        for shown, own in zip(by_criterion, coach.by_criterion, strict=True)
    )
    return sum(given) / CRITERIA
