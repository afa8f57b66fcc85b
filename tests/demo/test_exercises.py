"""Each exercise of the starter library is whole in both languages and playable along each path."""

import re
from collections.abc import Iterator
from uuid import UUID

import pytest

from demo import library
from demo.documents import rubric_draft, scenario_draft
from demo.reading import LANGUAGES, LocalisedText
from demo.shapes import Clip, Exercise
from demo.soundtrack import GAP_MS, LEAD_MS, TAIL_MS
from demo.speech import delivery
from scenarios.domain import completeness

EXERCISES = library.load().exercises
ORGANISATION = VERSION = UUID(int=1)
LONGEST_SENTENCE = 32
SPOKEN_MS = (8_000, 40_000)
SENTENCE_END = re.compile(r"(?<=[.!?])\s|\n")

each_exercise = pytest.mark.parametrize("exercise", EXERCISES, ids=[one.code for one in EXERCISES])


def texts(exercise: Exercise) -> Iterator[LocalisedText]:
    """Yield every text that somebody reads or hears."""
    yield from (exercise.title, exercise.summary, exercise.content_warning)
    for scene in exercise.scenes:
        yield from (one for one in (scene.prompt, scene.body, scene.example_answer) if one)
        yield from (line.text for line in scene.lines)
        for option in scene.options:
            yield from (option.text, option.explanation)
    for criterion in exercise.rubric.criteria:
        yield from (criterion.name, criterion.description)
        yield from (level.description for level in criterion.levels)


def spoken_ms(clip: Clip, exercise: Exercise, language: str) -> float:
    """Return how long the clip's lines take at the customer's speed, with their silences."""
    assert exercise.customer
    said = sum(
        len(line.text[language].split())
        * 60_000
        / delivery(exercise.customer.voice, line.anger).speed
        for line in clip.lines
    )
    return LEAD_MS + said + GAP_MS * (len(clip.lines) - 1) + TAIL_MS


@each_exercise
def test_an_exercise_can_be_published_as_it_is(exercise: Exercise) -> None:
    draft = scenario_draft(ORGANISATION, exercise, VERSION)
    assert completeness.scenario_gaps(draft) == []
    assert completeness.scenario_warnings(draft) == []
    assert completeness.languages_of(draft) == LANGUAGES


@each_exercise
def test_its_rubric_can_be_published_as_it_is(exercise: Exercise) -> None:
    draft = rubric_draft(exercise.rubric)
    assert completeness.rubric_gaps(draft) == completeness.rubric_warnings(draft) == []


@each_exercise
def test_its_texts_are_written_in_each_language_and_not_left_the_same(exercise: Exercise) -> None:
    for text in texts(exercise):
        assert text["nl"] != text["en"]
        for language in LANGUAGES:
            assert text[language] == text[language].strip()
            assert "  " not in text[language]


@each_exercise
def test_its_sentences_are_short_enough_to_follow(exercise: Exercise) -> None:
    for text in texts(exercise):
        for language in LANGUAGES:
            for sentence in SENTENCE_END.split(text[language]):
                assert len(sentence.split()) <= LONGEST_SENTENCE, sentence


@each_exercise
def test_its_customer_speaks_for_eight_to_forty_seconds(exercise: Exercise) -> None:
    shortest, longest = SPOKEN_MS
    for clip in exercise.clips:
        for language in LANGUAGES:
            assert shortest <= spoken_ms(clip, exercise, language) <= longest, clip.name


@each_exercise
def test_every_question_explains_each_option_and_says_what_it_is_for(exercise: Exercise) -> None:
    for scene in exercise.of_kind("choose"):
        assert scene.purpose in {"aggression_type", "style", "knowledge", "other"}
        for language in LANGUAGES:
            explained = {option.explanation[language] for option in scene.options}
            assert len(explained) == len(scene.options)


@each_exercise
def test_every_reply_has_an_example(exercise: Exercise) -> None:
    assert exercise.of_kind("respond")
    assert all(scene.example_answer for scene in exercise.of_kind("respond"))
