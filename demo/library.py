"""Reads the starter library as values: what the content files say, checked before anything uses it.

    library = load()
    for exercise in library.exercises: ...

Raises `ContentError` with file and place when a text lacks a language, a rubric lacks a level, a
question has no right option, or a code points at nothing. Reads files only: no database.
"""

from collections.abc import Iterable
from pathlib import Path

from demo import reading
from demo.reading import ContentError, Node
from demo.reading_exercises import exercise, level_names, rubric
from demo.reading_scenes import one_of
from demo.shapes import AggressionType, Exercise, Library, Nudge, Programme, Rubric, Technique

CONTENT = Path(__file__).parent / "content"

STYLES = ("supportive", "directive")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def load(content: Path = CONTENT) -> Library:
    """Return the whole library."""
    names = level_names(list(reading.opened_list(content / "levels.yaml")))
    techniques = tuple(map(_technique, reading.opened_list(content / "techniques.yaml")))
    types = tuple(map(_aggression_type, reading.opened_list(content / "aggression_types.yaml")))
    shared = {
        path.stem: rubric(node, node.string("code"), names)
        for path, node in _files(content / "rubrics")
    }
    exercises = {
        path.stem: exercise(node, names, shared) for path, node in _files(content / "exercises")
    }
    programme = _programme(reading.open_document(content / "programme.yaml"))
    _check(techniques, types, shared, exercises, programme)
    others = [one for code, one in exercises.items() if code not in programme.steps]
    return Library(
        techniques, types, programme, (*(exercises[code] for code in programme.steps), *others)
    )


def _files(folder: Path) -> Iterable[tuple[Path, Node]]:
    return ((path, reading.open_document(path)) for path in sorted(folder.glob("*.yaml")))


def _technique(node: Node) -> Technique:
    return node.close(Technique(node.string("code"), node.text("name"), node.text("description")))


def _aggression_type(node: Node) -> AggressionType:
    style = one_of(node, "style", STYLES)
    return node.close(
        AggressionType(node.string("code"), style, node.text("name"), node.text("description"))
    )


def _programme(node: Node) -> Programme:
    nudge = node.child("nudge")
    when = Nudge(
        nudge.whole("least_days", 1, 60),
        nudge.whole("most_days", 1, 60),
        nudge.string("from"),
        nudge.string("until"),
        nudge.strings("weekdays"),
    )
    if set(when.weekdays) - set(WEEKDAYS):
        raise nudge.refuse("names a weekday that does not exist")
    nudge.close(None)
    return node.close(
        Programme(
            node.string("code"),
            node.text("name"),
            node.text("description"),
            node.strings("steps"),
            node.strings("on_request"),
            when,
        )
    )


def _check(
    techniques: tuple[Technique, ...],
    types: tuple[AggressionType, ...],
    shared: dict[str, Rubric],
    exercises: dict[str, Exercise],
    programme: Programme,
) -> None:
    """Refuse a code that is used and does not exist, and a code that exists twice."""
    known = _unique("techniques.yaml", [one.code for one in techniques])
    known_types = _unique("aggression_types.yaml", [one.code for one in types])
    if set(programme.steps) - set(exercises):
        raise ContentError("programme.yaml: steps must name files in exercises/")
    if set(programme.on_request) - set(programme.steps):
        raise ContentError("programme.yaml: on_request must name exercises of steps")
    for stem, one in shared.items():
        if one.code != stem or stem in exercises:
            raise ContentError(f"{stem}.yaml: code must be the file's name, and no exercise's")
        if unknown := one.techniques - known:
            raise ContentError(f"{stem}.yaml: techniques {', '.join(sorted(unknown))} do not exist")
    for stem, each in exercises.items():
        _check_exercise(stem, each, known, known_types)


def _check_exercise(stem: str, one: Exercise, known: set[str], types: set[str]) -> None:
    file = f"{stem}.yaml"
    if one.code != stem:
        raise ContentError(f"{file}: code must be the name of the file")
    if one.aggression_type not in types:
        raise ContentError(f"{file}: aggression_type {one.aggression_type} does not exist")
    if unknown := set(one.techniques) - known:
        raise ContentError(f"{file}: techniques {', '.join(sorted(unknown))} do not exist")
    if one.clips and one.customer is None:
        raise ContentError(f"{file}: customer is missing, and a scene has lines")
    if unscored := set(one.techniques) - one.rubric.techniques:
        raise ContentError(f"{file}: no criterion is about {', '.join(sorted(unscored))}")
    if one.rubric.code == one.code:  # a shared rubric may look at more than the exercise does
        for criterion in one.rubric.criteria:
            if criterion.technique not in one.techniques:
                raise ContentError(
                    f"{file}: criterion {criterion.code} is about {criterion.technique}, "
                    "which the exercise does not practise"
                )


def _unique(file: str, codes: list[str]) -> set[str]:
    if len(set(codes)) != len(codes):
        raise ContentError(f"{file}: a code is used twice")
    return set(codes)
