"""The starter library is as broad as it promises: sectors, intensities, techniques,
conversations."""

import re
from collections import Counter

from demo import library
from demo.reading_exercises import SECTORS
from demo.shapes import Exercise, Rubric
from scenarios.domain import graph

LIBRARY = library.load()
EXERCISES = LIBRARY.exercises


def shared_rubrics() -> dict[str, Rubric]:
    return {one.rubric.code: one.rubric for one in EXERCISES if one.rubric.code != one.code}


def test_each_sector_has_four_exercises_that_rise_in_intensity() -> None:
    for sector in set(SECTORS) - {"other"}:
        met = sorted(one.intensity for one in EXERCISES if one.sector == sector)
        assert len(met) == len(set(met)) == 4, sector
        assert met[0] == 1
        assert met[-1] >= 4


def test_the_library_reaches_every_intensity_in_several_sectors() -> None:
    met = Counter(one.intensity for one in EXERCISES)
    assert all(met[intensity] >= 3 for intensity in range(1, 6)), met


def test_every_technique_comes_back_at_another_intensity() -> None:
    for technique in LIBRARY.techniques:
        met = {one.intensity for one in EXERCISES if technique.code in one.techniques}
        assert len(met) >= 2, technique.code


def test_every_kind_of_aggression_is_met() -> None:
    met = {one.aggression_type for one in EXERCISES}
    assert met == {one.code for one in LIBRARY.aggression_types}


def test_instrumental_pressure_comes_in_more_than_one_sector() -> None:
    met = {one.sector for one in EXERCISES if one.aggression_type == "instrumental"}
    assert len(met) >= 3


def test_at_least_six_exercises_are_conversations_of_several_replies() -> None:
    conversations = [one for one in EXERCISES if len(one.of_kind("respond")) > 1]
    assert len(conversations) >= 6


def test_at_least_four_exercises_have_branches() -> None:
    assert sum(ways(one) > 1 for one in EXERCISES) >= 4


def ways(exercise: Exercise) -> int:
    """Return how many paths lead through the exercise."""
    keys = [scene.key for scene in exercise.scenes]

    def from_(place: int | None) -> int:
        if place is None:
            return 1
        scene = exercise.scenes[place]
        targets = {option.next or scene.next for option in scene.options} or {scene.next}
        return sum(from_(graph.place_after(keys, place, target)) for target in targets)

    return from_(0)


def test_every_kind_of_scene_question_and_medium_is_used() -> None:
    scenes = [scene for one in EXERCISES for scene in one.scenes]
    assert {scene.kind for scene in scenes} == {"watch", "info", "choose", "respond"}
    assert {scene.purpose for scene in scenes if scene.kind == "choose"} == {
        "aggression_type", "style", "knowledge", "other",
    }  # fmt: skip
    assert any(scene.several for scene in scenes)
    assert {scene.medium for scene in scenes if scene.kind == "respond"} == {
        "video", "sound", "either",
    }  # fmt: skip
    assert {one.channel for one in EXERCISES} == {"face_to_face", "phone", "chat"}
    assert any(scene.self_check for scene in scenes)
    assert any(scene.preparation_ms for scene in scenes)
    assert any(scene.autocue for scene in scenes)


def test_three_rubrics_are_shared_and_one_looks_at_the_seven_sides_of_the_published_scale() -> None:
    shared = shared_rubrics()
    assert len(shared) == 3
    assert len(shared["steady_contact"].criteria) == 7
    used = Counter(one.rubric.code for one in EXERCISES)
    assert all(used[code] >= 3 for code in shared)


def test_a_hard_exercise_says_that_one_may_stop() -> None:
    for exercise in EXERCISES:
        if exercise.intensity == 5:
            assert re.search(r"\b(stop|skip)\b", exercise.content_warning["en"]), exercise.code
