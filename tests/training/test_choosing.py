"""domain.choosing picks one exercise and says why."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

import pytest

from training.domain.choosing import (
    AGAIN_AFTER,
    MOST_REPEATS,
    MOST_TRIES,
    Choice,
    Exercise,
    Fading,
    Practice,
    Reason,
    Situation,
    choose,
    course_of,
    is_left,
    most_intense,
)

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
DAY = timedelta(days=1)
ROOT = UUID(int=7)
THANKING, LIMIT, VENTING = (uuid5(ROOT, name) for name in ("thanking", "limit", "venting"))


def step(number: int) -> UUID:
    return uuid5(ROOT, str(number))


def exercise(
    number: int,
    intensity: int | None = 1,
    *measures: UUID,
    names: tuple[UUID, ...] | None = None,
    can_start: bool = True,
) -> Exercise:
    named = measures if names is None else names
    return Exercise(step(number), can_start, intensity, named, measures)


def done(days_ago: float = 5, **more: Any) -> Practice:
    values = {"times": 1, "last": NOW - days_ago * DAY, "handled": True, "waiting": False}
    return Practice(**{**values, **more})


def fading(technique: UUID, *, overdue: float = 1, stability: float = 4) -> Fading:
    due = NOW - overdue * DAY
    return Fading(technique, due, stability, due - stability * DAY)


def situation(*exercises: Exercise, goes_on: bool = False, **more: Any) -> Situation:
    course = course_of(exercises, goes_on=goes_on)
    return Situation(course, seed=ROOT, **more)


def test_whoever_begins_gets_the_first_exercise() -> None:
    begun = situation(exercise(1, 3), exercise(2, 1))
    assert choose(begun, NOW) == Choice(step(1), Reason.NEW)
    assert choose(situation(), NOW) is None


def test_what_a_coach_asks_for_comes_first() -> None:
    asked = situation(
        exercise(1, 1, LIMIT),
        exercise(2),
        practice={step(1): done()},
        fading=[fading(LIMIT)],
        requested=[step(9), step(1)],
    )
    assert choose(asked, NOW) == Choice(step(1), Reason.REQUESTED)


def test_what_is_due_comes_before_what_is_new() -> None:
    due = situation(
        exercise(1, 1, LIMIT), exercise(2, 1), practice={step(1): done()}, fading=[fading(LIMIT)]
    )
    assert choose(due, NOW) == Choice(step(1), Reason.DUE, LIMIT)
    assert choose(due, NOW - 2 * DAY) == Choice(step(2), Reason.NEW)


def test_what_is_known_least_comes_first() -> None:
    two = (exercise(1, 1, LIMIT), exercise(2, 1, THANKING), exercise(3))
    practice = {step(1): done(), step(2): done()}
    for weak, strong in ((LIMIT, THANKING), (THANKING, LIMIT)):
        both = [fading(strong, stability=40), fading(weak, stability=1)]
        chosen = choose(situation(*two, practice=practice, fading=both), NOW)
        assert chosen is not None
        assert chosen.technique == weak


def test_a_new_exercise_that_trains_what_is_due_does_both() -> None:
    due = situation(
        exercise(1, 1, LIMIT),
        exercise(2, 1, LIMIT),
        exercise(3, 1, LIMIT),
        practice={step(1): done()},
        fading=[fading(LIMIT)],
    )
    assert choose(due, NOW) == Choice(step(2), Reason.DUE, LIMIT)


def test_of_those_that_measure_it_the_one_done_longest_ago_comes() -> None:
    rows = (
        exercise(1, 1, LIMIT, names=()),
        exercise(2, 1, LIMIT),
        exercise(3, 1, names=(LIMIT,)),
        exercise(4),
    )
    practice = {step(1): done(9), step(2): done(8), step(3): done(30)}
    due = situation(*rows, practice=practice, fading=[fading(LIMIT)])
    assert choose(due, NOW) == Choice(step(1), Reason.DUE, LIMIT)
    off = replace(due, postponed={step(1): NOW + DAY, step(2): NOW + DAY})
    assert choose(off, NOW) == Choice(step(3), Reason.DUE, LIMIT)


def test_an_exercise_that_did_not_help_makes_way_for_another() -> None:
    """Nobody judged what was done since the technique became due."""
    rows = (exercise(1, 1, LIMIT), exercise(2))
    due = situation(*rows, practice={step(1): done(2)}, fading=[fading(LIMIT, overdue=3)])
    assert choose(due, NOW) == Choice(step(2), Reason.NEW)
    later = NOW + AGAIN_AFTER
    assert choose(due, later) == Choice(step(1), Reason.DUE, LIMIT)


def test_what_a_coach_is_to_look_at_is_not_due() -> None:
    rows = (exercise(1, 1, LIMIT), exercise(2, 1, LIMIT), exercise(3))
    practice = {step(1): done(1, waiting=True), step(2): done(9)}
    due = situation(*rows, practice=practice, fading=[fading(LIMIT)])
    assert choose(due, NOW) == Choice(step(3), Reason.NEW)


def test_after_some_repeats_something_new_comes() -> None:
    due = situation(
        exercise(1, 1, LIMIT), exercise(2), practice={step(1): done()}, fading=[fading(LIMIT)]
    )
    enough = replace(due, repeats=MOST_REPEATS)
    assert choose(enough, NOW) == Choice(step(2), Reason.NEW)
    none_new = replace(enough, postponed={step(2): NOW + DAY})
    assert choose(none_new, NOW) == Choice(step(1), Reason.DUE, LIMIT)


def test_intensity_rises_by_one_level_once_it_was_handled() -> None:
    rows = (exercise(1, 2), exercise(2, 4), exercise(3, 3), exercise(4, None))
    assert most_intense(situation(*rows)) == 2
    handled = situation(*rows, practice={step(1): done()})
    assert most_intense(handled) == 3
    assert choose(handled, NOW) == Choice(step(3), Reason.NEW)
    hard = situation(*rows, practice={step(1): done(handled=False)})
    assert most_intense(hard) == 2
    assert choose(hard, NOW) == Choice(step(4), Reason.NEW)


def test_what_was_not_handled_comes_again_before_more_intense_ones() -> None:
    rows = (exercise(1, 1), exercise(2, 2), exercise(3, 3))
    practice = {step(1): done(20), step(2): done(3, handled=False)}
    stuck = situation(*rows, practice=practice)
    assert choose(stuck, NOW) == Choice(step(2), Reason.AGAIN)
    often = {**practice, step(2): done(3, handled=False, times=MOST_TRIES)}
    assert choose(situation(*rows, practice=often), NOW) == Choice(step(3), Reason.NEW)


def test_what_is_due_does_not_keep_anybody_from_trying_a_level_again() -> None:
    rows = (exercise(1, 1, LIMIT), exercise(2, 2), exercise(3, 3))
    practice = {step(1): done(20), step(2): done(3, handled=False)}
    stuck = situation(*rows, practice=practice, fading=[fading(LIMIT)])
    chosen = [choose(replace(stuck, repeats=count), NOW) for count in range(6)]
    due, again = Choice(step(1), Reason.DUE, LIMIT), Choice(step(2), Reason.AGAIN)
    assert chosen == [due, due, again] * 2


def test_a_level_that_the_programme_leaves_out_keeps_nobody_back() -> None:
    rows = (exercise(1, 1), exercise(2, 4))
    assert choose(situation(*rows, practice={step(1): done()}), NOW) == Choice(step(2), Reason.NEW)


def test_what_was_postponed_is_not_offered_until_then() -> None:
    rows = (exercise(1, 1, LIMIT), exercise(2, 1))
    off = situation(*rows, postponed={step(1): NOW + DAY}, requested=[step(1)])
    assert choose(off, NOW) == Choice(step(2), Reason.NEW)
    assert choose(off, NOW + DAY) == Choice(step(1), Reason.REQUESTED)
    all_off = replace(off, postponed={step(1): NOW + DAY, step(2): NOW + DAY})
    assert choose(all_off, NOW) is None
    assert is_left(all_off)


def test_what_can_not_be_started_is_not_offered_and_keeps_the_programme_open() -> None:
    row = situation(exercise(1, None, can_start=False))
    assert choose(row, NOW) is None
    assert is_left(row)


def test_a_programme_of_which_all_is_done_goes_on_only_where_it_says_so() -> None:
    rows, practice = (exercise(1, 1, LIMIT),), {step(1): done()}
    ended = situation(*rows, practice=practice, fading=[fading(LIMIT)])
    assert choose(ended, NOW) is None
    going_on = situation(*rows, goes_on=True, practice=practice, fading=[fading(LIMIT)])
    assert choose(going_on, NOW) == Choice(step(1), Reason.DUE, LIMIT)
    assert choose(going_on, NOW - 2 * DAY) is None
    assert choose(situation(*rows, goes_on=True), NOW) == Choice(step(1), Reason.NEW)


@pytest.mark.parametrize("techniques", [(LIMIT, THANKING, VENTING)])
def test_of_equals_the_seed_decides_always_in_the_same_way(techniques: tuple[UUID, ...]) -> None:
    rows = [exercise(at, 1, one) for at, one in enumerate(techniques)]
    practice = {one.step: done() for one in rows}
    equal = situation(
        *rows, exercise(9), practice=practice, fading=[fading(one) for one in techniques]
    )
    chosen = {choose(replace(equal, seed=UUID(int=seed)), NOW) for seed in range(30)}
    assert len(chosen) == len(techniques)
    backwards = replace(equal, fading=list(reversed(equal.fading)))
    assert choose(backwards, NOW) == choose(equal, NOW)
