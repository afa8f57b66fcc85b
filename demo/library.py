"""Reads the starter library as values: what the content files say, checked before anything uses it.

    library = load()
    for exercise in library.exercises: ...

Raises `ContentError` with file and place when a text lacks a language, a rubric lacks a level, a
question has no or two right options, or a code points at nothing. Reads files only: no database.
"""

from pathlib import Path

from demo import reading
from demo.reading import ContentError, LocalisedText, Node
from demo.shapes import (
    AggressionType,
    Choose,
    Criterion,
    Customer,
    Exercise,
    Level,
    Library,
    Line,
    Nudge,
    Option,
    Programme,
    Respond,
    Rubric,
    Technique,
    Voice,
    Watch,
)

CONTENT = Path(__file__).parent / "content"

STYLES = ("supportive", "directive")
SECTORS = ("retail", "hospitality", "transport", "municipality", "contact_centre", "care", "other")
CHANNELS = ("face_to_face", "phone", "chat")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
LEVELS = 5


def load(content: Path = CONTENT) -> Library:
    level_names = tuple(
        node.close(node.here()) for node in reading.opened_list(content / "levels.yaml")
    )
    if len(level_names) != LEVELS:
        raise ContentError(f"levels.yaml: must name {LEVELS} levels")
    exercises = {
        path.stem: _exercise(reading.opened(path), level_names)
        for path in sorted((content / "exercises").glob("*.yaml"))
    }
    techniques = tuple(map(_technique, reading.opened_list(content / "techniques.yaml")))
    types = tuple(map(_aggression_type, reading.opened_list(content / "aggression_types.yaml")))
    programme = _programme(reading.opened(content / "programme.yaml"))
    _check_codes(techniques, types, programme, exercises)
    ordered = tuple(exercises[code] for code in programme.steps)
    return Library(techniques, types, programme, ordered)


def _technique(node: Node) -> Technique:
    return node.close(Technique(node.string("code"), node.text("name"), node.text("description")))


def _aggression_type(node: Node) -> AggressionType:
    style = _known(node, "style", STYLES)
    return node.close(
        AggressionType(node.string("code"), style, node.text("name"), node.text("description"))
    )


def _exercise(node: Node, level_names: tuple[LocalisedText, ...]) -> Exercise:
    scenes = node.child("scenes")
    exercise = Exercise(
        code=node.string("code"),
        difficulty=node.whole("difficulty", 1, 9),
        title=node.text("title"),
        summary=node.text("summary"),
        content_warning=node.text("content_warning"),
        intensity=node.whole("intensity", 1, 5),
        sector=_known(node, "sector", SECTORS),
        channel=_known(node, "channel", CHANNELS),
        minutes=node.whole("minutes", 2, 4),
        aggression_type=node.string("aggression_type"),
        techniques=node.strings("techniques"),
        customer=_customer(node.child("customer")),
        watch=_watch(scenes.child("watch")),
        choose=_choose(scenes.child("choose")),
        respond=_respond(scenes.child("respond")),
        rubric=_rubric(node.child("rubric"), level_names),
    )
    scenes.close(None)
    return node.close(exercise)


def _known(node: Node, name: str, values: tuple[str, ...]) -> str:
    value = node.string(name)
    if value not in values:
        raise node.refuse(f"has {name} {value}; it must be one of {', '.join(values)}")
    return value


def _customer(node: Node) -> Customer:
    voice = node.child("voice")
    spoken = Voice(
        voice.string("variant"), voice.whole("pitch", 0, 99), voice.whole("speed", 80, 300)
    )
    voice.close(None)
    return node.close(Customer(node.string("look"), node.string("backdrop"), spoken))


def _watch(node: Node) -> Watch:
    lines = tuple(
        line.close(Line(line.number("anger", 0, 1), line.here())) for line in node.children("lines")
    )
    return node.close(Watch(node.text("prompt"), lines))


def _choose(node: Node) -> Choose:
    options = tuple(
        option.close(
            Option(option.truth("is_right"), option.text("text"), option.text("explanation"))
        )
        for option in node.children("options")
    )
    if not 3 <= len(options) <= 4:
        raise node.refuse("must have three or four options")
    if sum(option.is_right for option in options) != 1:
        raise node.refuse("must have exactly one right option")
    return node.close(Choose(node.text("prompt"), options))


def _respond(node: Node) -> Respond:
    return node.close(
        Respond(
            node.text("prompt"),
            node.whole("max_take_ms", 60_000, 90_000),
            node.text("example_answer"),
        )
    )


def _rubric(node: Node, level_names: tuple[LocalisedText, ...]) -> Rubric:
    criteria = tuple(_criterion(one, level_names) for one in node.children("criteria"))
    if not 3 <= len(criteria) <= 4:
        raise node.refuse("must have three or four criteria")
    return node.close(Rubric(node.text("title"), criteria))


def _criterion(node: Node, level_names: tuple[LocalisedText, ...]) -> Criterion:
    described = [level.close(level.here()) for level in node.children("levels")]
    if len(described) != LEVELS:
        raise node.refuse(f"must describe {LEVELS} levels")
    levels = tuple(
        Level(value, name, description)
        for value, (name, description) in enumerate(zip(level_names, described, strict=True), 1)
    )
    return node.close(
        Criterion(
            node.string("code"),
            node.string("technique"),
            node.text("name"),
            node.text("description"),
            levels,
        )
    )


def _programme(node: Node) -> Programme:
    nudge = node.child("nudge")
    when = Nudge(nudge.whole("every_days", 1, 60), nudge.string("at"), nudge.strings("weekdays"))
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


def _check_codes(
    techniques: tuple[Technique, ...],
    types: tuple[AggressionType, ...],
    programme: Programme,
    exercises: dict[str, Exercise],
) -> None:
    """Refuse a code that is used and does not exist, a code that exists twice, and an exercise that
    the programme leaves out."""
    known = _unique("techniques.yaml", [one.code for one in techniques])
    known_types = _unique("aggression_types.yaml", [one.code for one in types])
    if set(programme.steps) != set(exercises):
        raise ContentError("programme.yaml: steps must name every file in exercises/, and no other")
    if set(programme.on_request) - set(programme.steps):
        raise ContentError("programme.yaml: on_request must name exercises of steps")
    for stem, exercise in exercises.items():
        _check_exercise(stem, exercise, known, known_types)


def _check_exercise(stem: str, exercise: Exercise, known: set[str], types: set[str]) -> None:
    file = f"{stem}.yaml"
    if exercise.code != stem:
        raise ContentError(f"{file}: code must be the name of the file")
    if exercise.aggression_type not in types:
        raise ContentError(f"{file}: aggression_type {exercise.aggression_type} does not exist")
    if unknown := set(exercise.techniques) - known:
        raise ContentError(f"{file}: techniques {', '.join(sorted(unknown))} do not exist")
    _unique(file, [one.code for one in exercise.rubric.criteria])
    for criterion in exercise.rubric.criteria:
        if criterion.technique not in exercise.techniques:
            raise ContentError(
                f"{file}: criterion {criterion.code} is about {criterion.technique}, "
                "which the exercise does not practise"
            )


def _unique(file: str, codes: list[str]) -> set[str]:
    if len(set(codes)) != len(codes):
        raise ContentError(f"{file}: a code is used twice")
    return set(codes)
