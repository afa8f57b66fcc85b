"""The starter library is complete, and a broken one is refused by file and place."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from demo import library
from demo.library import CONTENT
from demo.reading import LANGUAGES, ContentError

Rewrite = Callable[[str, str, str], Path]


@pytest.fixture
def rewrite(tmp_path: Path) -> Rewrite:
    """Return a copy of the content in which one file says `new` where it said `old` the first
    time.
    """

    def change(file: str, old: str, new: str) -> Path:
        copy = shutil.copytree(CONTENT, tmp_path / "content")
        text = (copy / file).read_text()
        assert old in text
        (copy / file).write_text(text.replace(old, new, 1))
        return copy

    return change


def test_its_programme_holds_six_exercises_that_do_not_get_milder() -> None:
    intensities = [one.intensity for one in library.load().of_programme().exercises]
    assert len(intensities) == 6
    assert intensities == sorted(intensities)


def test_its_programme_meets_every_customer_in_a_different_place() -> None:
    exercises = library.load().of_programme().exercises
    customers = [one.customer for one in exercises if one.customer]
    assert len({one.look for one in customers}) == len({one.backdrop for one in customers}) == 6


def test_it_covers_both_typologies_and_both_styles() -> None:
    loaded = library.load()
    styles = {one.code: one.style for one in loaded.aggression_types}
    assert set(styles) == {"frustration", "instrumental", "a", "b", "c", "d"}
    met = [one.aggression_type for one in loaded.exercises]
    assert set(met) == set(styles)
    assert {styles[code] for code in met} == {"supportive", "directive"}


def test_it_scores_every_technique_somewhere() -> None:
    loaded = library.load()
    scored = {one.technique for exercise in loaded.exercises for one in exercise.rubric.criteria}
    assert scored == {one.code for one in loaded.techniques}


def test_it_describes_five_levels_that_all_differ() -> None:
    for exercise in library.load().exercises:
        for criterion in exercise.rubric.criteria:
            assert [one.value for one in criterion.levels] == [1, 2, 3, 4, 5]
            for language in LANGUAGES:
                assert len({one.description[language] for one in criterion.levels}) == 5


def test_it_scores_every_technique_of_an_exercise() -> None:
    for exercise in library.load().exercises:
        assert set(exercise.techniques) <= exercise.rubric.techniques


def test_it_writes_informal_dutch_outside_the_quotes() -> None:
    formal = re.compile(r"\b(u|uw)\b", re.IGNORECASE)
    spoken = re.compile(r"- anger: .*\n +nl: .*\n")  # a customer may well say u
    for path in CONTENT.rglob("*.yaml"):
        text = re.sub(r"‘[^’]*’", "", spoken.sub("", path.read_text()))
        dutch = re.sub(r"\ben: .*", "", text)
        assert not [line for line in dutch.splitlines() if formal.search(line)], path.name


def test_it_nudges_every_two_to_four_days_in_the_morning_of_weekdays() -> None:
    nudge = library.load().programme.nudge
    assert (nudge.least_days, nudge.most_days) == (2, 4)
    assert (nudge.start, nudge.until, len(nudge.weekdays)) == ("09:00", "11:00", 5)


@pytest.mark.parametrize(
    ("file", "old", "new", "complaint"),
    [
        (
            "exercises/barrier.yaml",
            "nl: Laat je de",
            "fr: Laat je de",
            "barrier.yaml.*description.nl is",
        ),
        ("exercises/barrier.yaml", "is_right: true", "is_right: false", "exactly one right option"),
        ("exercises/barrier.yaml", "is_right: false", "is_right: true", "exactly one right option"),
        (
            "exercises/barrier.yaml",
            "minutes: 2",
            "minutes: 99",
            "minutes must be a number from 2 to 15",
        ),
        ("exercises/barrier.yaml", "minutes: 2", "minuets: 2", "unknown entry: minuets"),
        ("exercises/barrier.yaml", "intensity: 1", "intensity: 6", "a number from 1 to 5"),
        ("exercises/barrier.yaml", "sector: transport", "sector: circus", "has sector circus"),
        ("exercises/barrier.yaml", "channel: face_to_face", "channel: fax", "has channel fax"),
        ("exercises/barrier.yaml", "minutes: 2", "minutes: 2\nhint: x", "unknown entry: hint"),
        ("exercises/barrier.yaml", "anger: 0.9", "anger: 9", r"lines\[1\].anger must be a number"),
        ("exercises/barrier.yaml", "type: a", "type: z", "aggression_type z does not exist"),
        (
            "exercises/barrier.yaml",
            "technique: letting_vent",
            "technique: thanking",
            "no criterion is about letting_vent",
        ),
        (
            "exercises/barrier.yaml",
            "techniques: [letting_vent, ",
            "techniques: [",
            "letting_vent, which the exercise does not practise",
        ),
        ("exercises/queue.yaml", "key: pace", "key: end", "has the key end"),
        ("exercises/queue.yaml", "key: pace", "key: a_pace", "has the key a_pace"),
        ("exercises/queue.yaml", "key: pace", "key: reply", "a key is used twice"),
        ("exercises/queue.yaml", "look: queuer", "looks: queuer", "look is missing"),
        ("exercises/cancel.yaml", "rubric: repair", "rubric: repairs", "repairs, which does not"),
        ("rubrics/limits.yaml", "code: limits", "code: limit", "code must be the file's name"),
        ("rubrics/limits.yaml", "technique: setting_limit", "technique: shout", "shout do not"),
        (
            "exercises/barrier.yaml",
            "code: barrier",
            "code: other",
            "code must be the name of the file",
        ),
        ("exercises/barrier.yaml", "code: hear", "code: space", "uses a code twice"),
        ("exercises/barrier.yaml", "kind: watch", "kind: listen", "has kind listen"),
        ("exercises/barrier.yaml", "kind: watch", "kind: respond", "max_take_ms is missing"),
        ("exercises/barrier.yaml", "code: barrier", "code: [", "barrier.yaml: cannot be read"),
        ("levels.yaml", '- {nl: "Goed", en: "Good"}\n', "", "must name 5 levels"),
        ("programme.yaml", "barrier, ", "barriers, ", "steps must name files"),
        ("programme.yaml", "monday", "moonday", "a weekday that does not exist"),
        ("aggression_types.yaml", "style: supportive", "style: kind", "has style kind"),
        ("techniques.yaml", "code: thanking", "code: reflecting", "a code is used twice"),
    ],
)
def test_it_refuses_broken_content_by_place(
    rewrite: Rewrite, file: str, old: str, new: str, complaint: str
) -> None:
    with pytest.raises(ContentError, match=complaint):
        library.load(rewrite(file, old, new))


def test_it_refuses_a_rubric_with_four_levels(rewrite: Rewrite) -> None:
    level = """        - nl: Je noemt de stap en hoe lang die duurt.
          en: You name the step and how long it takes.
"""
    with pytest.raises(ContentError, match="must describe 5 levels"):
        library.load(rewrite("exercises/barrier.yaml", level, ""))
