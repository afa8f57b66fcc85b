"""Writes a package's package.json: the same values give the same bytes."""

import json
from collections.abc import Mapping
from dataclasses import fields
from typing import Any
from uuid import UUID

from scenarios.domain.drafts import CriterionDraft, OptionDraft, ScenarioDraft, SceneDraft, Texts
from scenarios.domain.packages.shapes import (
    SCHEMA,
    ClipEntry,
    FileEntry,
    KindEntry,
    Package,
    RubricEntry,
    RubricVersionEntry,
    ScenarioEntry,
    TechniqueEntry,
)

Json = dict[str, Any]
Names = Mapping[UUID, str]

CARD = ("minutes", "intensity", "sector", "channel", "aggression_type")
CLIPS = ("clips", "example_clips")
TEXTS = ("prompt", "body", "autocue", "example_answer")


def to_bytes(package: Package) -> bytes:
    """Return package.json: UTF-8, two spaces, a fixed order of members, a newline at the end."""
    return (json.dumps(to_json(package), ensure_ascii=False, indent=2) + "\n").encode()


def to_json(package: Package) -> Json:
    """Return the value that package.json holds."""
    names = package.names()
    return {
        "schema": SCHEMA,
        "techniques": [_technique(one) for one in package.techniques],
        "aggression_types": [_kind(one) for one in package.aggression_types],
        "rubrics": [_rubric(one) for one in package.rubrics],
        "clips": [_clip(one) for one in package.clips],
        "scenarios": [_scenario(one, names) for one in package.scenarios],
        "files": [_file(one) for one in package.files],
    }


def _texts(texts: Texts) -> Json:
    return dict(sorted(texts.items()))


def _technique(one: TechniqueEntry | KindEntry) -> Json:
    return {
        "code": one.code,
        "name": _texts(one.name),
        "description": _texts(one.description),
    }


def _kind(one: KindEntry) -> Json:
    return _technique(one) | {"style": one.style}


def _rubric(one: RubricEntry) -> Json:
    versions = [_rubric_version(version) for version in one.versions]
    return {"code": one.code, "name": _texts(one.name), "versions": versions}


def _rubric_version(one: RubricVersionEntry) -> Json:
    return {
        "name": one.name,
        "is_published": one.is_published,
        "criteria": [_criterion(criterion) for criterion in one.draft.criteria],
    }


def _criterion(one: CriterionDraft) -> Json:
    return {
        "technique": one.technique,
        "name": _texts(one.name),
        "description": _texts(one.description),
        "weight": one.weight,
        "levels": [
            {
                "value": level.value,
                "name": _texts(level.name),
                "description": _texts(level.description),
            }
            for level in one.levels
        ],
    }


def _clip(one: ClipEntry) -> Json:
    return {
        "name": one.name,
        "file": one.file,
        "captions": _texts(one.captions),
        "poster_at_ms": one.poster_at_ms,
    }


def _file(one: FileEntry) -> Json:
    return {"path": one.path, "size": one.size, "sha256": one.sha256}


def _scenario(one: ScenarioEntry, names: Names) -> Json:
    draft: ScenarioDraft = one.draft
    return {
        "code": one.code,
        "title": _texts(draft.title),
        "summary": _texts(draft.summary),
        "content_warning": _texts(draft.content_warning),
        **{member: getattr(draft, member) for member in CARD},
        "rubric_version": names[draft.rubric_version] if draft.rubric_version else None,
        "techniques": list(draft.techniques),
        "scenes": [_scene(scene, names) for scene in draft.scenes],
    }


def _scene(one: SceneDraft, names: Names) -> Json:
    made: Json = {}
    for member in fields(SceneDraft):
        value = getattr(one, member.name)
        if member.name in CLIPS:
            value = {language: names[id] for language, id in sorted(value.items())}
        elif member.name in TEXTS:
            value = _texts(value)
        elif member.name == "options":
            value = [_option(option) for option in value]
        made[member.name] = value
    return made


def _option(one: OptionDraft) -> Json:
    return {
        "text": _texts(one.text),
        "is_right": one.is_right,
        "explanation": _texts(one.explanation),
        "next": one.next,
    }
