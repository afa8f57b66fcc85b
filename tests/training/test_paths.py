"""walk follows an exercise's scenes by the answers given, on plain values."""

from dataclasses import dataclass
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from core.ids import new_id
from training.domain.paths import Stop, starts_with, walk

A, B, C, D = (new_id() for _each in range(4))
LEFT, RIGHT = new_id(), new_id()


def test_without_branches_every_scene_is_met_in_order() -> None:
    found = walk([Stop(A, B), Stop(B, C), Stop(C, None)], {})
    assert (found.path, found.undecided) == ((A, B, C), None)


def test_a_scene_may_name_one_further_on_and_the_end() -> None:
    assert walk([Stop(A, C), Stop(B, C), Stop(C, None), Stop(D, None)], {}).path == (A, C)


def test_a_question_that_decides_what_follows_is_where_an_unanswered_walk_stops() -> None:
    stops = [Stop(A, B, {LEFT: B, RIGHT: C}), Stop(B, D), Stop(C, None), Stop(D, None)]
    assert walk(stops, {}) == walk(stops, {B: [LEFT]})
    assert (walk(stops, {}).path, walk(stops, {}).undecided) == ((A,), A)
    assert walk(stops, {A: [LEFT]}).path == (A, B, D)
    assert walk(stops, {A: [RIGHT]}).path == (A, C)


def test_an_option_may_lead_to_the_end() -> None:
    stops = [Stop(A, B, {LEFT: None, RIGHT: B}), Stop(B, None)]
    ended = walk(stops, {A: [LEFT]})
    assert (ended.path, ended.undecided) == ((A,), None)


def test_a_question_whose_options_lead_to_one_scene_may_be_unanswered() -> None:
    assert walk([Stop(A, B, {LEFT: C, RIGHT: C}), Stop(B, C), Stop(C, None)], {}).path == (A, C)


def test_an_option_of_another_question_decides_nothing() -> None:
    stops = [Stop(A, B, {LEFT: B, RIGHT: C}), Stop(B, None), Stop(C, None)]
    assert walk(stops, {A: [new_id()]}).undecided == A


def test_nothing_to_walk_is_an_empty_path() -> None:
    assert walk([], {}).path == ()


def test_a_walk_in_circles_ends() -> None:
    assert walk([Stop(A, B), Stop(B, A)], {}).path == (A, B)


def test_a_path_starts_with_its_own_beginnings_alone() -> None:
    assert starts_with((A, B, C), [A, B])
    assert starts_with((A, B), [])
    assert not starts_with((A, B), [B])
    assert not starts_with((A, B), [A, B, C])


# --- For every exercise --------------------------------------------------------------------


@dataclass(frozen=True)
class Course:
    """An exercise whose scenes lead further on alone, with an answer to each of its questions."""

    stops: list[Stop]
    answers: dict[UUID, list[UUID]]


@st.composite
def courses(draw: st.DrawFn) -> Course:
    scenes = [new_id() for _each in range(draw(st.integers(1, 8)))]
    stops, answers = [], {}
    for place, scene in enumerate(scenes):
        later = st.sampled_from([*scenes[place + 1 :], None])
        options = [new_id() for _each in range(draw(st.integers(0, 3)))]
        stops.append(Stop(scene, draw(later), {option: draw(later) for option in options}))
        if options:
            answers[scene] = [draw(st.sampled_from(options))]
    return Course(stops, answers)


@given(courses())
def test_every_walk_whose_questions_are_answered_reaches_the_end(course: Course) -> None:
    assert walk(course.stops, course.answers).undecided is None


@given(courses())
def test_every_scene_of_a_path_follows_the_one_before_it(course: Course) -> None:
    path = walk(course.stops, course.answers).path
    by_scene = {stop.scene: stop for stop in course.stops}
    assert path[0] == course.stops[0].scene
    for scene, after in zip(path, [*path[1:], None], strict=True):
        leads = [by_scene[scene].branches[option] for option in course.answers.get(scene, [])]
        assert after == (leads[0] if leads else by_scene[scene].follows)


@given(courses(), st.integers(0, 8))
def test_more_answers_continue_the_path_and_change_none_of_it(course: Course, known: int) -> None:
    fewer = dict(list(course.answers.items())[:known])
    whole = walk(course.stops, course.answers).path
    assert starts_with(whole, walk(course.stops, fewer).path)


loops = st.lists(st.integers(0, 5), min_size=1, max_size=6)


@given(loops)
def test_a_walk_meets_no_scene_twice(targets: list[int]) -> None:
    scenes = [new_id() for _each in targets]
    stops = [
        Stop(scene, scenes[target] if target < len(scenes) else None)
        for scene, target in zip(scenes, targets, strict=True)
    ]
    path = walk(stops, {}).path
    assert len(set(path)) == len(path) <= len(scenes)
