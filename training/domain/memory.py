"""Computes what a person is about to forget, by FSRS-6. Pure: no ORM, no clock.

A technique of a person is what a card is to a learner of words; a practice of it is a review. FSRS
takes four ratings; its authors describe them as forgotten, recalled with difficulty, recalled, and
recalled with ease (open-spaced-repetition, "The ratings", in the manual of Anki's deck options).
Rubrics describe levels, so `rate` maps the one to the other:

====================  ======  ==========================================
reached               rating  levels
====================  ======  ==========================================
below a sixth         Again   the lowest
below a half          Hard    the second of four or five
below five sixths     Good    the middle of three, the third of four or five, the upper of two
from five sixths on   Easy    the highest of three or more
====================  ======  ==========================================

The upper of two levels says that it was done, not that it was easy: FSRS counsels those who use two
ratings to use Again and Good.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timezone

from fsrs import Card, Rating, Scheduler

PARAMETERS = 1
"""Version of what memories are computed by. A new number has every memory computed anew from its
reviews: raise it with each change below that changes their outcome."""

DESIRED_RETENTION = 0.9
"""A technique is due once it is shown well with this probability or less."""

LONGEST_DAYS = 180
"""A technique is due after this many days at the latest, however well it is known."""

DAY_SECONDS = 86_400.0

POINTS_BETWEEN = 6
"""Points of a curve between two reviews, which is enough for it to look round on a phone."""

# Fuzz is drawn from an unseeded generator, and steps of minutes are of no use where practice comes
# every few days.
_SCHEDULER = Scheduler(
    desired_retention=DESIRED_RETENTION,
    learning_steps=(),
    relearning_steps=(),
    maximum_interval=LONGEST_DAYS,
    enable_fuzzing=False,
)
_DECAY = -_SCHEDULER.parameters[20]
_FACTOR = 0.9 ** (1 / _DECAY) - 1


@dataclass(frozen=True)
class Reached:
    """Says which level was reached on a criterion: `level` out of `of`, 1 is lowest."""

    level: int
    of: int


@dataclass(frozen=True)
class Practised:
    """Says when a technique was practised, and how well: `reached` is from 0 to 1."""

    at: datetime
    reached: float


@dataclass(frozen=True)
class Chance:
    """Says how likely a technique is shown well at an instant, from 0 to 1."""

    at: datetime
    chance: float


@dataclass(frozen=True)
class Memory:
    """A memory says how well one technique is known, by FSRS: `stability` is the number of days
    after which it is shown well with a probability of 0.9, `difficulty` is from 1 to 10."""

    stability: float
    difficulty: float
    last_review: datetime
    due: datetime


def share_reached(levels: Iterable[Reached]) -> float | None:
    """Return how much was reached of what could be, from 0 to 1 in four decimals, as the mean over
    these criteria; None where they say nothing, since none has two levels.

    The upper of two levels counts as two thirds: see the module.
    """
    shares = [(one.level - 1) / max(one.of - 1, 1.5) for one in levels if one.of > 1]
    # Rounded, so that a mean that stands on the boundary of two ratings is on the same side of it
    # wherever it is computed.
    return round(sum(shares) / len(shares), 4) if shares else None


def rate(reached: float) -> Rating:
    """Return the rating of FSRS for what was reached, from 0 to 1."""
    if reached < 0.1667:
        return Rating.Again
    if reached < 0.5:
        return Rating.Hard
    return Rating.Good if reached < 0.8333 else Rating.Easy


def remember(reviews: Iterable[Practised]) -> Memory | None:
    """Return the memory that these reviews of one technique leave, in whichever order they come;
    None for no reviews."""
    memory = None
    for one in remember_each(reviews):
        memory = one
    return memory


def remember_each(reviews: Iterable[Practised]) -> Iterator[Memory]:
    """Yield the memory after each review, the oldest review first."""
    # The id is given: without one, a card waits a millisecond for a new one.
    card = Card(card_id=0, due=_EPOCH)
    for one in sorted(reviews, key=lambda one: (one.at, one.reached)):
        # FSRS compares the zone with this very one.
        at = one.at.astimezone(timezone.utc)  # noqa: UP017
        card, _log = _SCHEDULER.review_card(card, rate(one.reached), at)
        if card.stability and card.difficulty and card.last_review:
            yield Memory(card.stability, card.difficulty, card.last_review, card.due)


def retrievability(stability: float, last_review: datetime, at: datetime) -> float:
    """Return the probability that a technique is shown well at this instant. Unlike FSRS, it counts
    parts of days, so that a curve of it is smooth."""
    days = max(0.0, (at - last_review).total_seconds() / DAY_SECONDS)
    return float((1 + _FACTOR * days / stability) ** _DECAY)


def chances(reviews: Iterable[Practised], *, begins: datetime, ends: datetime) -> list[Chance]:
    """Return the curve of one technique over time, for a plot: how likely it is shown well, from
    the first review or `begins`, whichever is later, until `ends`. Each review is two points, what
    was left before it and all of it after."""
    memories = list(remember_each(reviews))
    curve: list[Chance] = []
    for place, one in enumerate(memories):
        following = memories[place + 1] if place + 1 < len(memories) else None
        until = following.last_review if following else ends
        if until <= begins:
            continue
        at = max(one.last_review, begins)
        span = (until - at) / POINTS_BETWEEN
        for number in range(POINTS_BETWEEN + 1):
            instant = at + number * span
            curve.append(Chance(instant, retrievability(one.stability, one.last_review, instant)))
    return curve


_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)  # noqa: UP017  # as above
