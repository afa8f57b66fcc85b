"""domain.memory maps levels to ratings, and computes memories from reviews alone."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from fsrs import Rating

from training.domain.memory import (
    LONGEST_DAYS,
    Memory,
    Practised,
    Reached,
    rate,
    remember,
    retrievability,
    share_reached,
)

START = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def practised(*reached: float, every: int = 3) -> list[Practised]:
    return [Practised(START + timedelta(days=every * n), one) for n, one in enumerate(reached)]


def memory_of(*reached: float, every: int = 3) -> Memory:
    found = remember(practised(*reached, every=every))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("of", "ratings"),
    [
        (2, [Rating.Again, Rating.Good]),
        (3, [Rating.Again, Rating.Good, Rating.Easy]),
        (4, [Rating.Again, Rating.Hard, Rating.Good, Rating.Easy]),
        (5, [Rating.Again, Rating.Hard, Rating.Good, Rating.Good, Rating.Easy]),
    ],
)
def test_the_lowest_level_is_again_and_the_highest_easy(of: int, ratings: list[Rating]) -> None:
    shares = [share_reached([Reached(level, of)]) for level in range(1, of + 1)]
    assert [rate(share) for share in shares if share is not None] == ratings


def test_a_higher_level_never_gives_a_lower_rating() -> None:
    for of in range(2, 10):
        shares = [share_reached([Reached(level, of)]) or 0 for level in range(1, of + 1)]
        ratings = [rate(share) for share in shares]
        assert ratings == sorted(ratings)
        assert 0 <= shares[0] < shares[-1] <= 1


def test_criteria_of_one_technique_count_together_and_those_of_one_level_not() -> None:
    assert share_reached([Reached(1, 3), Reached(3, 3), Reached(1, 1)]) == 0.5
    assert share_reached([Reached(1, 1)]) is None
    assert share_reached([]) is None


def test_a_memory_is_the_same_in_whichever_order_the_feedback_comes() -> None:
    reviews = practised(0, 0.5, 1, 0.3)
    assert remember(reviews) == remember(reversed(reviews))
    assert remember([]) is None


def test_the_values_are_those_of_fsrs_without_fuzz_and_steps() -> None:
    """Golden values: a change of them needs a new number of PARAMETERS."""
    first = memory_of(0.6)
    assert (first.stability, first.due) == (2.3065, START + timedelta(days=2))
    found = memory_of(0.6, 0.6, 0)
    assert (round(found.stability, 4), round(found.difficulty, 4)) == (1.5343, 7.3922)
    assert found.due == START + timedelta(days=6 + 2)


def test_what_was_shown_badly_comes_sooner() -> None:
    dues = [memory_of(0.6, reached).due for reached in (0, 0.3, 0.6, 1)]
    assert dues == sorted(dues)
    assert dues[0] < dues[-1]


def test_nothing_is_due_later_than_half_a_year() -> None:
    found = memory_of(*[1.0] * 12, every=30)
    assert found.due - found.last_review == timedelta(days=LONGEST_DAYS)


def test_a_zone_does_not_matter_to_an_instant() -> None:
    amsterdam = [
        Practised(one.at.astimezone(ZoneInfo("Europe/Amsterdam")), one.reached)
        for one in practised(0.6, 1)
    ]
    assert remember(amsterdam) == remember(practised(0.6, 1))


def test_retrievability_falls_to_nine_tenths_after_as_many_days_as_the_stability() -> None:
    found = memory_of(0.6, 0.6)

    def after(days: float) -> float:
        at = found.last_review + timedelta(days=days)
        return retrievability(found.stability, found.last_review, at)

    assert after(0) == after(-1) == 1
    assert after(found.stability) == pytest.approx(0.9)
    assert after(1) > after(2) > after(300) > 0
