"""Which teams may have figures, so that no difference between them gives a person away."""

from itertools import combinations
from random import Random

from training.domain.suppression import FEWEST, showable


def people(*numbers: int) -> set[int]:
    return {number for start in numbers for number in range(start, start + 5)}


def test_four_people_have_none() -> None:
    assert showable({"four": {1, 2, 3, 4}, "five": people(10)}) == {"five"}


def test_of_two_that_differ_by_fewer_than_five_the_larger_is_shown() -> None:
    assert showable({"a": people(0), "b": people(0) | {99}}) == {"b"}
    assert showable({"a": people(0), "b": people(0, 5)}) == {"a", "b"}
    assert showable({"a": people(0), "same": people(0)}) == {"a", "same"}


def test_three_that_add_up_to_one_person_are_not_all_shown() -> None:
    """Each pair is harmless: C less A less B is one person."""
    groups = {"c": people(0, 5) | {99}, "a": people(0), "b": people(5)}
    assert showable(groups) == {"a", "c"}


def test_what_was_shown_before_counts() -> None:
    assert showable({"now": people(0)}, shown=[people(0) | {99}]) == set()
    assert showable({"now": people(0)}, shown=[people(5)]) == {"now"}
    assert showable({"now": people(0)}, shown=[people(0)]) == set()  # as they were at another time


def test_what_was_shown_earlier_may_be_shown_again_and_gives_nobody_away() -> None:
    six = people(0) | {99}
    assert showable({"now": six}, earlier=[six]) == {"now"}
    assert showable({"now": people(0)}, earlier=[six]) == set()
    assert showable({"now": six}, earlier=[people(0)]) == set()
    assert showable({"now": people(0, 5)}, earlier=[people(0)]) == {"now"}
    # Eleven less five that stay, less these five.
    eleven = people(0, 5) | {99}
    assert showable({"now": people(5)}, earlier=[eleven], shown=[people(0)]) == set()
    # Another team's past hides nobody.
    assert showable({"now": people(5)}, earlier=[{1, 2, 3}], known=[{1, 2}]) == {"now"}


def test_whose_figures_are_known_is_not_counted() -> None:
    six, finished = people(0) | {99}, {0, 1, 2, 3}
    assert showable({"a": six}, known=[finished]) == set()
    assert showable({"a": six}, known=[{99}]) == {"a"}
    assert showable({"a": six}, known=[six]) == {"a"}
    assert showable({"a": six | people(5)}, known=[finished, finished | people(5)]) == set()


def test_no_sum_or_difference_of_shown_groups_speaks_of_fewer_than_five() -> None:
    """For any teams: whatever two people can't be told apart by the shown groups form a cell, and
    each cell has five people at least."""
    for seed in range(200):
        random = Random(seed)
        groups = {name: set(random.sample(range(30), random.randint(0, 30))) for name in "abcdefg"}
        groups |= {"x": people(0, 10), "y": people(0), "z": people(0, 20)}
        shown = showable(groups)
        cells: dict[frozenset[str], int] = {}
        for person in range(30):
            pattern = frozenset(name for name in shown if person in groups[name])
            cells[pattern] = cells.get(pattern, 0) + 1
        assert all(size >= FEWEST for pattern, size in cells.items() if pattern)
        for one, other in combinations(shown, 2):
            assert len(groups[one] - groups[other]) not in range(1, FEWEST)
