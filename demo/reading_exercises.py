"""Reads an exercise and a rubric from their content files."""

from collections.abc import Mapping

from demo.reading import ContentError, LocalisedText, Node
from demo.reading_scenes import one_of, scenes
from demo.shapes import Criterion, Customer, Exercise, Level, Rubric, Voice

SECTORS = ("retail", "hospitality", "transport", "municipality", "contact_centre", "care", "other")
CHANNELS = ("face_to_face", "phone", "chat")
LEVELS = 5
CRITERIA = (2, 7)

LevelNames = tuple[LocalisedText, ...]


def exercise(node: Node, level_names: LevelNames, shared: Mapping[str, Rubric]) -> Exercise:
    """Return the exercise, with one of the `shared` rubrics or its own."""
    code = node.string("code")
    return node.close(
        Exercise(
            code=code,
            title=node.text("title"),
            summary=node.text("summary"),
            content_warning=node.text("content_warning"),
            intensity=node.whole("intensity", 1, 5),
            sector=one_of(node, "sector", SECTORS),
            channel=one_of(node, "channel", CHANNELS),
            minutes=node.whole("minutes", 2, 15) if node.has("minutes") else None,
            aggression_type=node.string("aggression_type"),
            techniques=node.strings("techniques"),
            customer=_customer(node.child("customer")) if node.has("customer") else None,
            scenes=scenes(node.children("scenes")),
            rubric=_rubric_of(node, code, level_names, shared),
        )
    )


def _rubric_of(
    node: Node, code: str, level_names: LevelNames, shared: Mapping[str, Rubric]
) -> Rubric:
    if not node.has("shared_rubric"):
        return rubric(node.child("rubric"), code, level_names)
    named = node.string("shared_rubric")
    if named not in shared:
        raise node.refuse(f"has shared_rubric {named}, which does not exist")
    return shared[named]


def _customer(node: Node) -> Customer:
    voice = node.child("voice")
    spoken = Voice(
        voice.string("variant"), voice.whole("pitch", 0, 99), voice.whole("speed", 80, 300)
    )
    voice.close(None)
    return node.close(Customer(node.string("look"), node.string("backdrop"), spoken))


def rubric(node: Node, code: str, level_names: LevelNames) -> Rubric:
    criteria = tuple(_criterion(one, level_names) for one in node.children("criteria"))
    least, most = CRITERIA
    if not least <= len(criteria) <= most:
        raise node.refuse(f"must have {least} to {most} criteria")
    codes = [one.code for one in criteria]
    if len(set(codes)) != len(codes):
        raise node.refuse("uses a code twice")
    return node.close(Rubric(code, node.text("title"), criteria))


def _criterion(node: Node, level_names: LevelNames) -> Criterion:
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


def level_names(nodes: list[Node]) -> LevelNames:
    names = tuple(node.close(node.here()) for node in nodes)
    if len(names) != LEVELS:
        raise ContentError(f"levels.yaml: must name {LEVELS} levels")
    return names
