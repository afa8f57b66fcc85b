"""Fits levels given as person + exercise + practice + coach + the coach's change over time.

A person is compared with themselves alone (a fixed effect for each), so that it makes no difference
whether somebody sees stronger people than their colleagues do. What links coaches is whom they
share: people, or submissions scored twice. Each other effect has a wide normal prior, so that
coaches who share nobody get a large error, and no division by zero.

Two reviews of one recording share what that recording was like: its variance is that of the coach's
noise times `share` (generalised least squares; both variances are learned from the reviews).
"""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from math import log1p

from coaching.domain.severity.linear import Matrix, cholesky, rows_of_inverse, solve

STEPS = 3.0
"""Levels are counted in steps of a rubric of four levels, the most usual one: from 0 to 3."""

PRIOR_VARIANCE = 4.0
LEAST_VARIANCE = 1e-4
"""The variance of a coach's noise is at least this, also where levels repeat exactly: else an
effect that nothing tells of would have no error there."""

PAIRS_TO_SPLIT = 20
"""With fewer submissions scored twice, half of what is unexplained is taken for the recording's own
and half for the coach's."""

MOST_SHARE = 10.0

Row = dict[int, float]
Block = list[list[Row]]
"""Rows of one person's reviews, by recording. The last column of a row is the level given."""


@dataclass(frozen=True)
class Judged:
    """Represents one review. `level` is the mean over its criteria, in steps; `at` is when it was
    given, from 0 at the start of the period to 1 at its end; `practice` is how many submissions the
    person had made before."""

    coach: Hashable
    person: Hashable
    recording: Hashable
    exercise: Hashable
    practice: int
    at: float
    level: float


@dataclass(frozen=True)
class Fit:
    """Represents the effects of coaches, in their order. First come their offsets, how far above
    others they score in the middle of the period, then their changes over the period; `covariance`
    has both. `noise` is how much larger the variance of a coach's residuals is than that of all."""

    coaches: list[Hashable]
    effects: list[float]
    covariance: Matrix
    noise: list[float]


def fit(reviews: Sequence[Judged]) -> Fit:
    """Return the effects of the coaches of these reviews, of which there is at least one."""
    coaches = sorted({one.coach for one in reviews}, key=str)
    blocks, size = _blocks_of(reviews, coaches)
    first_try = _once(blocks, size, 1.0, LEAST_VARIANCE)
    share = _share_of(first_try.left, size, 1.0)
    solved = _once(blocks, size, share, _variance(first_try.left, size, 1.0))
    variance = _variance(solved.left, size, share)
    first = 2 * len(coaches)
    return Fit(
        coaches=coaches,
        effects=solved.effects[:first],
        covariance=[
            [variance * one for one in row[:first]] for row in rows_of_inverse(solved.lower, first)
        ],
        noise=_noise_of(blocks, solved.left, len(coaches)),
    )


@dataclass(frozen=True)
class _Solved:
    """Keeps all effects, the triangle of the normal equations, and what is left unexplained by
    person, recording and review."""

    effects: list[float]
    lower: Matrix
    left: list[list[list[float]]]


def _once(blocks: list[Block], size: int, share: float, variance: float) -> _Solved:
    products = _products(blocks, size, share, variance / PRIOR_VARIANCE)
    lower = cholesky([row[:size] for row in products[:size]])
    effects = solve(lower, [row[size] for row in products[:size]])
    return _Solved(effects, lower, [_left_over(one, effects, size, share) for one in blocks])


def _blocks_of(reviews: Sequence[Judged], coaches: list[Hashable]) -> tuple[list[Block], int]:
    """Return the rows and the number of unknowns: offsets, changes, practice, exercises."""
    place = {coach: at for at, coach in enumerate(coaches)}
    practice = 2 * len(coaches)
    exercises = sorted({one.exercise for one in reviews}, key=str)
    place_of_exercise = {one: practice + 1 + at for at, one in enumerate(exercises)}
    size = practice + 1 + len(exercises)
    people: dict[Hashable, dict[Hashable, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for one in reviews:
        people[one.person][one.recording].append(
            {
                place[one.coach]: 1.0,
                len(coaches) + place[one.coach]: one.at - 0.5,
                practice: log1p(one.practice),
                place_of_exercise[one.exercise]: 1.0,
                size: one.level,
            }
        )
    return [list(recordings.values()) for recordings in people.values()], size


def _products(blocks: list[Block], size: int, share: float, prior: float) -> Matrix:
    """Return the normal equations, with people's means taken away: the products of all columns,
    that of levels included, and the precision of the prior on the diagonal."""
    products = [[0.0] * (size + 1) for _ in range(size + 1)]
    for block in blocks:
        of_person: Row = defaultdict(float)
        weight = 0.0
        for recording in block:
            shrink = 1 + share * len(recording)
            summed: Row = defaultdict(float)
            for row in recording:
                _add(products, row, 1.0)
                for at, value in row.items():
                    summed[at] += value
            _add(products, summed, -share / shrink)
            for at, value in summed.items():
                of_person[at] += value / shrink
            weight += len(recording) / shrink
        _add(products, of_person, -1 / weight)
    for at in range(size):
        products[at][at] += prior
    return products


def _add(products: Matrix, row: Row, times: float) -> None:
    for i, left in row.items():
        into, left_times = products[i], left * times
        for j, right in row.items():
            into[j] += left_times * right


def _left_over(block: Block, effects: list[float], size: int, share: float) -> list[list[float]]:
    """Return what the effects and the person's own mean leave unexplained, by recording."""
    raw = [
        [
            row[size] - sum(effects[at] * value for at, value in row.items() if at < size)
            for row in r
        ]
        for r in block
    ]
    weights = [1 / (1 + share * len(one)) for one in raw]
    total = sum(w * len(one) for w, one in zip(weights, raw, strict=True))
    mean = sum(w * sum(one) for w, one in zip(weights, raw, strict=True)) / total
    return [[value - mean for value in one] for one in raw]


def _share_of(left: list[list[list[float]]], size: int, share: float) -> float:
    """Return the recording's variance over the coach's noise, where enough was scored twice."""
    squares, pairs, all_squares, count = 0.0, 0, 0.0, 0
    for block in left:
        for one in block:
            all_squares += one[0] ** 2
            count += 1
            mean = sum(one) / len(one)
            squares += sum((value - mean) ** 2 for value in one)
            pairs += len(one) - 1
    if pairs < PAIRS_TO_SPLIT or not squares:
        return share
    both = all_squares / max(1, count - len(left) - size)
    return min(MOST_SHARE, max(0.0, both / (squares / pairs) - 1))


def _variance(left: list[list[list[float]]], size: int, share: float) -> float:
    """Return the variance of the coach's noise."""
    squares, count = 0.0, 0
    for block in left:
        for one in block:
            squares += sum(v * v for v in one) - share * sum(one) ** 2 / (1 + share * len(one))
            count += len(one)
    return max(LEAST_VARIANCE, squares / max(1, count - len(left) - size))


def _noise_of(blocks: list[Block], left: list[list[list[float]]], coaches: int) -> list[float]:
    sums, counts = [0.0] * coaches, [0] * coaches
    for row, value in _pairs(blocks, left):
        coach = min(row)
        sums[coach] += value * value
        counts[coach] += 1
    mean = sum(sums) / sum(counts)
    return [one / n / mean if mean else 1.0 for one, n in zip(sums, counts, strict=True)]


def _pairs(blocks: list[Block], left: list[list[list[float]]]) -> Iterator[tuple[Row, float]]:
    for block, values in zip(blocks, left, strict=True):
        for rows, of_rows in zip(block, values, strict=True):
            yield from zip(rows, of_rows, strict=True)
