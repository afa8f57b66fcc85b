"""domain.severity flags who scores harsher, milder or otherwise than before, not who is fair."""

from dataclasses import replace
from itertools import product

import pytest

from bench.fairness.rates import is_flagged, rates_of
from bench.fairness.scoring import Organisation, reviews_of
from coaching.domain.severity import Figure, Judged, NotJudged, figures_of
from coaching.domain.severity.linear import cholesky, rows_of_inverse, solve

pytestmark = pytest.mark.slow

SEEDS = range(1, 9)  # organisations of twelve coaches


def test_harsh_and_mild_coaches_are_flagged_and_fair_ones_are_not() -> None:
    """At 100 reviews each in half a year, and half a step of four levels."""
    rates = rates_of(Organisation(reviews=100, offsets={0: 0.5, 1: -0.5, 2: 0.5}), SEEDS)
    assert (rates.off, rates.fair) == (24, 72)
    assert rates.off_flagged >= 0.95 * rates.off
    assert rates.fair_flagged <= 0.05 * rates.fair


def test_drifting_coaches_are_flagged_and_fair_ones_are_not() -> None:
    """At 200 reviews each, and nine tenths of a step from the start of the half-year to its end."""
    rates = rates_of(Organisation(reviews=200, drifts={0: 0.9, 1: -0.9, 2: 0.9}), SEEDS)
    assert (rates.off, rates.fair) == (24, 72)
    assert rates.off_flagged >= 0.95 * rates.off
    assert rates.fair_flagged <= 0.05 * rates.fair


def test_whoever_sees_weaker_people_is_not_harsh() -> None:
    """Three teams differ by half a step each, have coaches of their own, and share nobody."""
    organisation = Organisation(teams=3, share_twice=0.0)
    assert rates_of(organisation, SEEDS).fair_flagged == 0
    # What links them is what was scored twice: then a coach is compared with all others.
    linked = replace(organisation, share_twice=0.05, reviews=300, offsets={0: 0.6, 4: -0.6})
    rates = rates_of(linked, SEEDS)
    assert rates.off_flagged >= 0.95 * rates.off
    assert rates.fair_flagged <= 0.05 * rates.fair


def scored(*, coaches: int, people: int, each: int = 12) -> list[Judged]:
    """Return reviews without any noise, of people who differ by a step, by coaches in order."""
    return [
        Judged(at % coaches, person, f"{person}-{at}", 0, 0, at / each, 1.0 + person % 2)
        for person, at in product(range(people), range(each))
    ]


def moved(reviews: list[Judged], coach: int, by: float, drift: float = 0.0) -> list[Judged]:
    return [
        replace(one, level=one.level - by - drift * (one.at - 0.5)) if one.coach == coach else one
        for one in reviews
    ]


def test_figures_are_steps_below_the_middle_coach() -> None:
    reviews = moved(moved(scored(coaches=4, people=20), 1, 0.5), 2, -0.25, drift=1.0)
    figures = figures_of(reviews)
    assert [(one.coach, one.reviews) for one in figures] == [(at, 60) for at in range(4)]
    severity = [one.severity.value for one in figures if isinstance(one.severity, Figure)]
    # The middle of 0.5, 0, 0 and -0.25 is 0: one harsh coach makes nobody mild.
    assert severity == pytest.approx([0, 0.5, -0.25, 0], abs=0.02)
    drift = [one.drift.value for one in figures if isinstance(one.drift, Figure)]
    assert drift == pytest.approx([0, 0, 1.0, 0], abs=0.05)
    flags = [(is_flagged(one.severity), is_flagged(one.drift)) for one in figures]
    assert flags == [(False, False), (True, False), (True, True), (False, False)]


def test_a_difference_within_the_margin_is_never_flagged_however_sure() -> None:
    figures = figures_of(moved(scored(coaches=4, people=200), 1, 0.14, drift=0.15))
    assert not any(is_flagged(one.severity) or is_flagged(one.drift) for one in figures)


def test_what_nobody_can_tell_has_a_reason_and_no_figure() -> None:
    two = figures_of(moved(scored(coaches=2, people=20), 0, 1.0))
    assert {one.severity for one in two} == {NotJudged.FEW_COACHES}
    assert figures_of([]) == []

    few = [replace(one, coach="new") for one in scored(coaches=1, people=2)]
    figures = figures_of(scored(coaches=4, people=20) + few)
    assert [one.severity for one in figures if one.coach == "new"] == [NotJudged.FEW_REVIEWS]

    # Alone with their people, so beside nobody.
    alone = [
        replace(one, coach="alone", person=f"p{one.person}") for one in scored(coaches=1, people=5)
    ]
    found = {
        one.coach: one for one in figures_of(moved(scored(coaches=4, people=20), 1, 0.5) + alone)
    }
    assert found["alone"].severity is NotJudged.NOT_COMPARABLE
    assert is_flagged(found[1].severity)

    # In one week of the half-year nobody drifts.
    week = [replace(one, at=0.5 + one.at / 26) for one in reviews_of(Organisation(coaches=4), 3)]
    assert {one.drift for one in figures_of(week)} == {NotJudged.NOT_COMPARABLE}
    assert all(isinstance(one.severity, Figure) for one in figures_of(week))


def test_the_interval_is_wider_for_whom_there_is_less_and_who_is_less_steady() -> None:
    organisation = Organisation(coaches=6, reviews=120)
    all_reviews = reviews_of(organisation, 5)
    fewer = [one for at, one in enumerate(all_reviews) if one.coach != 0 or at % 3 == 0]
    jumpy = [
        replace(one, level=one.level + (0.9 if at % 2 else -0.9)) if one.coach == 1 else one
        for at, one in enumerate(all_reviews)
    ]

    def error(reviews: list[Judged], coach: int) -> float:
        figure = figures_of(reviews)[coach].severity
        assert isinstance(figure, Figure)
        assert figure.high - figure.low == pytest.approx(3.92 * figure.error)
        return figure.error

    assert error(fewer, 0) > 1.4 * error(all_reviews, 0)
    assert error(jumpy, 1) > 1.4 * error(all_reviews, 1)


def test_what_is_solved_solves_the_equations() -> None:
    matrix = [[4.0, 2.0, 0.6], [2.0, 5.0, 1.0], [0.6, 1.0, 3.0]]
    lower = cholesky(matrix)
    found = solve(lower, [1.0, -2.0, 0.5])
    product_of = [sum(a * b for a, b in zip(row, found, strict=True)) for row in matrix]
    assert product_of == pytest.approx([1.0, -2.0, 0.5])
    first = rows_of_inverse(lower, 1)[0]
    assert [sum(a * b for a, b in zip(row, first, strict=True)) for row in matrix] == pytest.approx(
        [1, 0, 0]
    )
    with pytest.raises(ValueError, match="not positive definite"):
        cholesky([[1.0, 2.0], [2.0, 1.0]])
