"""domain.agreement computes what published examples and other implementations say, and names what
has no value.

Golden values were computed once with scikit-learn 1.9.1, krippendorff 0.9.0 and pingouin 0.7.0,
which are no dependencies (docs/decisions/agreement-by-hand.md).
"""

from collections.abc import Sequence
from itertools import chain, pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coaching.domain.agreement import (
    TOP,
    Alpha,
    ChoiceKappa,
    Estimate,
    Icc,
    Recording,
    Standing,
    Statistic,
    Undefined,
    Unit,
    WeightedKappa,
    estimate,
    on_one_scale,
    standing_of,
)

pytestmark = pytest.mark.slow

# 12 recordings of three criteria, judged by four coaches; and the same with cells missing.
ALL = """4443 3344 3233 2221 2223 3323 1212 1232 3443 2123 1222 2323 3333 1223 3223 4444 1111 1222
2323 3333 3333 2423 2232 4334 2222 2433 1121 3232 1223 3333 2324 1223 4444 4234 1112 2213"""
HOLES = """4443 3.44 3233 .221 2..3 .3.3 .21. 12.2 3443 2.23 1.2. .3.. 3333 1.2. 32.3 4444 1.1. 1.22
232. 3333 .333 2423 2.32 .3.. .222 .433 1.21 323. 1.23 33.3 ..24 12.. 44.. ..34 11.2 22.3"""


def units_of(text: str) -> list[Unit]:
    return [[None if one == "." else int(one) for one in unit] for unit in text.split()]


def by_three(units: list[Unit]) -> list[Recording]:
    return [units[at : at + 3] for at in range(0, len(units), 3)]


def value(statistic: Statistic, units: Sequence[Unit]) -> float | Undefined:
    """Return the statistic over the units, each of a recording of its own, without an interval."""
    found = estimate(statistic, [[unit] for unit in units], resamples=0)
    if found.value is None:
        assert found.why is not None
        return found.why
    assert found.why is None
    return found.value


def test_kappa_of_choices_is_over_even_chance() -> None:
    # Brennan and Prediger (1981): (0.6 - 1/q) / (1 - 1/q).
    for of, wanted in ((2, 0.2), (4, 0.4667)):
        units = [(1, 1, of)] * 6 + [(1, 2, of)] * 4
        assert value(ChoiceKappa(), units) == pytest.approx(wanted, abs=1e-4)
    assert value(ChoiceKappa(), [(1, 1, 2), (1, 2, 3)]) == pytest.approx((1 - 5 / 6) / (2 - 5 / 6))
    assert value(ChoiceKappa(), [(1, 1, 1)]) == Undefined.TOO_FEW


def kappa(units: Sequence[Unit]) -> float | Undefined:
    return value(WeightedKappa(), units)


def alpha(units: Sequence[Unit]) -> float | Undefined:
    return value(Alpha([units]), units)


def of_table(*rows: str) -> list[Unit]:
    """Return the pairs that a table of two coaches' levels counts."""
    counts = [[int(one) for one in row.split()] for row in rows]
    return [[i, j] for i, row in enumerate(counts) for j, n in enumerate(row) for _ in range(n)]


def test_kappa_is_that_of_published_tables() -> None:
    # Hout, Duncan and Sobel 1987, in Agresti 1990 and in R's vcd: 91 couples on four levels.
    couples = of_table("7 7 2 3", "2 8 3 7", "1 5 4 9", "2 8 9 14")
    assert kappa(couples) == pytest.approx(0.3320, abs=5e-5)
    # R's irr, data `anxiety`, the first two of three coaches; kappa2(..., "squared") = 0.297.
    first, second = "33345523522615221243", "36462424332333221334"
    pairs: list[Unit] = [[int(a), int(b)] for a, b in zip(first, second, strict=True)]
    assert kappa(pairs) == pytest.approx(0.297, abs=5e-4)


def test_alpha_is_that_of_krippendorff_s_example() -> None:
    # Computing Krippendorff's Alpha-Reliability, 2011, section D: four observers, twelve units.
    coders = "123321412...", "1233224125.3", ".3332342251.", "12332441251."
    units = units_of(" ".join("".join(unit) for unit in zip(*coders, strict=True)))
    assert alpha(units) == pytest.approx(0.815, abs=5e-4)
    assert standing_of(0.815) is Standing.GOOD
    assert [standing_of(one) for one in (0.8, 0.799, 0.667, 0.666)] == [
        Standing.GOOD,
        Standing.TENTATIVE,
        Standing.TENTATIVE,
        Standing.POOR,
    ]


def test_icc_is_that_of_shrout_and_fleiss() -> None:
    # Psychological Bulletin 86 (1979), tables 2 and 4: six targets, four judges.
    units: list[Unit] = [
        [9, 2, 5, 8],
        [6, 1, 3, 2],
        [8, 4, 6, 8],
        [7, 1, 2, 6],
        [10, 5, 6, 9],
        [6, 2, 4, 7],
    ]
    assert value(Icc(4), units) == pytest.approx(0.29, abs=5e-3)
    assert value(Icc(4, of_mean=True), units) == pytest.approx(0.62, abs=5e-3)
    assert value(Icc(4), units) == pytest.approx(0.289764, abs=5e-7)
    assert value(Icc(4, of_mean=True), units) == pytest.approx(0.620051, abs=5e-7)


def test_values_are_those_of_other_implementations() -> None:
    units, holes = units_of(ALL), units_of(HOLES)
    others = [[[unit[0], unit[at]] for unit in units] for at in (1, 2, 3)]
    assert [kappa(pairs) for pairs in others] == pytest.approx([0.588235, 0.710169, 0.545741], 1e-5)
    assert [alpha(units), alpha(holes)] == pytest.approx([0.5827135694, 0.6319367230], 1e-9)
    assert value(Icc(4), units) == pytest.approx(0.599287, abs=5e-7)
    assert value(Icc(4, of_mean=True), units) == pytest.approx(0.856779, abs=5e-7)
    complete = [unit for unit in holes if None not in unit]
    assert value(Icc(4), holes) == value(Icc(4), complete)


@pytest.mark.parametrize(
    ("units", "why"),
    [
        ([], Undefined.TOO_FEW),
        ([[1, None], [None, 3]], Undefined.TOO_FEW),
        ([[2, 2], [2, 2], [2, None]], Undefined.ALL_EQUAL),
    ],
)
def test_what_has_no_value_says_why(units: list[Unit], why: Undefined) -> None:
    assert [kappa(units), alpha(units), value(Icc(2), units)] == [why] * 3


def test_a_correlation_needs_recordings_that_differ() -> None:
    crossed: list[Unit] = [[1, 2], [2, 1]]
    assert value(Icc(2), crossed) is Undefined.NO_SPREAD
    assert value(Icc(2), crossed[:1]) is Undefined.TOO_FEW
    assert kappa(crossed) == -1
    # One level apart throughout, neither coach ever changing it: no better than chance.
    assert kappa([[1, 2], [1, 2]]) == 0


def test_the_interval_is_that_of_whole_recordings() -> None:
    """Three criteria that always have the same levels say no more than one of them."""
    draws = Random(7)
    once: list[Recording] = []
    for _ in range(40):
        level = draws.randint(1, 4)
        once.append([[level, max(1, min(4, level + draws.choice([-1, 0, 0, 1])))]])
    thrice = [[*unit, *unit, *unit] for unit in once]
    for statistic in (WeightedKappa(), Alpha(once), Icc(2)):
        one, three = estimate(statistic, once), estimate(statistic, thrice)
        assert one.low is not None
        assert one.value is not None
        assert one.high is not None
        assert one.low < one.value < one.high
        assert three.low == pytest.approx(one.low, abs=0.02)
        assert three.high == pytest.approx(one.high, abs=0.02)
        single = estimate(statistic, [[unit] for unit in chain.from_iterable(thrice)])
        assert single.low is not None
        assert single.high is not None
        assert single.high - single.low < 0.7 * (one.high - one.low)


def test_the_interval_covers_the_truth_as_often_as_it_says() -> None:
    """The interval covers the value of the population in 88 to 99 of 100 samples of it."""
    draws = Random(11)

    def recordings(size: int) -> list[Recording]:
        found: list[Recording] = []
        for _ in range(size):
            mean = draws.gauss(2.5, 0.7)
            criteria = [mean + draws.gauss(0, 0.5) for _ in range(3)]
            found.append(
                [
                    [max(1, min(4, round(one + draws.gauss(0, 0.5)))) for _ in range(2)]
                    for one in criteria
                ]
            )
        return found

    truth = estimate(WeightedKappa(), recordings(20_000), resamples=0).value
    assert truth is not None
    covered = 0
    for _ in range(100):
        found = estimate(WeightedKappa(), recordings(60), resamples=200)
        assert found.low is not None
        assert found.high is not None
        covered += found.low <= truth <= found.high
    assert 88 <= covered <= 99


def test_an_estimate_is_the_same_in_any_order() -> None:
    recordings = by_three(units_of(HOLES))
    first = estimate(Alpha(recordings), recordings)
    assert estimate(Alpha(recordings), recordings[::-1]) == first
    assert estimate(Alpha(recordings), recordings, seed=2).low != first.low


def test_too_little_difference_has_a_value_but_no_interval() -> None:
    """Most resamples of one recording among twelve that differs have nothing that differs."""
    recordings: list[Recording] = [[[1, 2]], *([[[3, 3]]] * 11)]
    assert estimate(Icc(2), recordings).low is None
    alone = estimate(WeightedKappa(), [[[1, 2], [3, 3]]])
    assert alone.value is not None
    assert alone == Estimate(recordings=1, value=alone.value)


levels = st.integers(1, 5)
pairs_of_levels = st.lists(st.tuples(levels, levels), min_size=2, max_size=25)
units_with_holes = st.lists(
    st.lists(st.none() | levels, min_size=3, max_size=3), min_size=1, max_size=20
)


@settings(max_examples=200)
@given(pairs=pairs_of_levels, shift=st.integers(-5, 5), by=st.sampled_from([-3, -1, 2, 7]))
def test_kappa_is_bounded_symmetric_and_free_of_the_scale(
    pairs: list[tuple[int, int]], shift: int, by: int
) -> None:
    units: list[Unit] = [list(one) for one in pairs]
    found = kappa(units)
    assert kappa([[b, a] for a, b in pairs]) == found
    moved = kappa([[by * a + shift, by * b + shift] for a, b in pairs])
    if isinstance(found, Undefined):
        assert moved is found
        return
    assert -1 <= found <= 1
    assert moved == pytest.approx(found)
    assert (found == 1) == all(a == b for a, b in pairs)
    # Fleiss and Cohen 1973: with the sums of squares of a two-way analysis of variance, kappa is
    # (rows - rest) / (rows + rest + 2 * columns), the intraclass correlation up to a term in 1/n.
    n, grand = len(pairs), sum(a + b for a, b in pairs) ** 2 / (2 * len(pairs))
    rows = sum((a + b) ** 2 for a, b in pairs) / 2 - grand
    columns = (sum(a for a, _ in pairs) ** 2 + sum(b for _, b in pairs) ** 2) / n - grand
    rest = sum(a * a + b * b for a, b in pairs) - grand - rows - columns
    assert found == pytest.approx((rows - rest) / (rows + rest + 2 * columns))


@settings(max_examples=200)
@given(units=units_with_holes, data=st.data())
def test_alpha_is_of_order_alone_and_of_units_judged_twice(
    units: list[list[int | None]], data: st.DataObject
) -> None:
    plain: list[Unit] = list(units)
    found = alpha(plain)
    stretched = {None: None, 1: -4, 2: 0, 3: 1, 4: 50, 5: 51}
    swapped = data.draw(st.permutations(range(3)))
    for same in (
        [[stretched[level] for level in unit] for unit in units],
        [[unit[at] for at in swapped] for unit in units],
        [*plain, [None, 3, None], [None, None, None]],
    ):
        other = alpha(list(same))
        assert other is found if isinstance(found, Undefined) else other == pytest.approx(found)
    if not isinstance(found, Undefined):
        assert found <= 1 + 1e-12


@settings(max_examples=200)
@given(units=st.lists(st.lists(levels, min_size=3, max_size=3), min_size=2, max_size=20))
def test_the_mean_of_coaches_is_more_reliable_than_one(units: list[list[int]]) -> None:
    plain: list[Unit] = [list(unit) for unit in units]
    one, mean = value(Icc(3), plain), value(Icc(3, of_mean=True), plain)
    if isinstance(one, Undefined) or isinstance(mean, Undefined):
        assert Undefined.TOO_FEW not in (one, mean)
        return
    assert one <= 1
    assert mean <= 1
    if one >= 0:
        assert mean >= one
        assert mean == pytest.approx(3 * one / (1 + 2 * one))  # Spearman and Brown
    shuffled: list[Unit] = [[c + 10, a + 10, b + 10] for a, b, c in units]
    assert value(Icc(3), shuffled) == pytest.approx(one)


@pytest.mark.parametrize("of", range(2, 10))
def test_levels_of_each_rubric_lie_on_one_scale(of: int) -> None:
    places = [on_one_scale(level, of) for level in range(1, of + 1)]
    assert (places[0], places[-1]) == (0, TOP)
    assert {high - low for low, high in pairwise(places)} == {TOP / (of - 1)}


@pytest.mark.parametrize(("level", "of"), [(0, 4), (5, 4), (1, 1), (3, 10)])
def test_a_level_that_no_rubric_has_is_refused(level: int, of: int) -> None:
    with pytest.raises(ValueError, match=f"level {level} of {of}"):
        on_one_scale(level, of)
