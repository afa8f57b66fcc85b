"""Reads the value of a package.json whose members were checked before."""

from collections.abc import Mapping
from typing import Any

from scenarios.domain.drafts import (
    CriterionDraft,
    LevelDraft,
    OptionDraft,
    RubricDraft,
    ScenarioDraft,
    SceneDraft,
)
from scenarios.domain.packages.shapes import (
    ClipEntry,
    FileEntry,
    KindEntry,
    Package,
    RubricEntry,
    RubricVersionEntry,
    ScenarioEntry,
    TechniqueEntry,
    stand_in,
)
from scenarios.domain.packages.writing import CLIPS

Json = Mapping[str, Any]


def from_json(value: Json) -> Package:
    """Return the package that `to_json` made this value of."""
    return Package(
        techniques=tuple(TechniqueEntry(**one) for one in value["techniques"]),
        aggression_types=tuple(KindEntry(**one) for one in value["aggression_types"]),
        rubrics=tuple(map(_rubric, value["rubrics"])),
        clips=tuple(ClipEntry(**one) for one in value["clips"]),
        scenarios=tuple(map(_scenario, value["scenarios"])),
        files=tuple(FileEntry(**one) for one in value["files"]),
    )


def rubric_draft(criteria: list[Json]) -> RubricDraft:
    """Return the rubric version's document."""
    return RubricDraft(
        tuple(
            CriterionDraft(
                **{**one, "levels": tuple(LevelDraft(**level) for level in one["levels"])}
            )
            for one in criteria
        )
    )


def _rubric(value: Json) -> RubricEntry:
    versions = tuple(
        RubricVersionEntry(one["name"], one["is_published"], rubric_draft(one["criteria"]))
        for one in value["versions"]
    )
    return RubricEntry(value["code"], value["name"], versions)


def _scenario(value: Json) -> ScenarioEntry:
    members = {name: member for name, member in value.items() if name != "code"}
    rubric = members["rubric_version"]
    members["rubric_version"] = stand_in(rubric) if rubric else None
    members["techniques"] = tuple(members["techniques"])
    members["scenes"] = tuple(map(_scene, members["scenes"]))
    return ScenarioEntry(value["code"], ScenarioDraft(**members))


def _scene(value: Json) -> SceneDraft:
    members = dict(value)
    for name in CLIPS:
        members[name] = {language: stand_in(clip) for language, clip in value[name].items()}
    members["options"] = tuple(OptionDraft(**one) for one in value["options"])
    return SceneDraft(**members)
