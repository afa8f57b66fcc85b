"""Represents what a package's package.json says as plain values.

A package holds no ids of an organisation: clips are named c1, c2 ..., rubric versions r1, r2 ...
In a ScenarioDraft, which needs ids there, the `stand_in` of such a name takes the id's place.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID, uuid5

from scenarios.domain.drafts import RubricDraft, ScenarioDraft, Texts

SCHEMA = "kalm-package/1"
MANIFEST = "package.json"
NAMES = UUID("0199a1c0-7d4e-7c00-8c00-6b616c6d706b")


def stand_in(name: str) -> UUID:
    """Return the id that stands in a draft for what a package calls `name`."""
    return uuid5(NAMES, name)


@dataclass(frozen=True)
class TechniqueEntry:
    code: str
    name: Texts
    description: Texts


@dataclass(frozen=True)
class KindEntry:
    """Describes a kind of aggression; `style` is supportive or directive."""

    code: str
    name: Texts
    description: Texts
    style: str


@dataclass(frozen=True)
class RubricVersionEntry:
    """Describes a rubric version, which scenarios of the package call `name`."""

    name: str
    is_published: bool
    draft: RubricDraft


@dataclass(frozen=True)
class RubricEntry:
    """Describes a rubric; its versions are in the order in which they were made."""

    code: str
    name: Texts
    versions: tuple[RubricVersionEntry, ...]


@dataclass(frozen=True)
class ClipEntry:
    """Describes a clip, which scenes of the package call `name`. `file` and the captions by
    language are paths in the package; `poster_at_ms` is the moment of the poster that an author
    chose, in ms."""

    name: str
    file: str
    captions: Mapping[str, str]
    poster_at_ms: int | None = None


@dataclass(frozen=True)
class ScenarioEntry:
    code: str
    draft: ScenarioDraft


@dataclass(frozen=True)
class FileEntry:
    """Describes a file beside package.json: `size` in bytes, `sha256` in hexadecimal digits."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Package:
    techniques: tuple[TechniqueEntry, ...] = ()
    aggression_types: tuple[KindEntry, ...] = ()
    rubrics: tuple[RubricEntry, ...] = ()
    clips: tuple[ClipEntry, ...] = ()
    scenarios: tuple[ScenarioEntry, ...] = ()
    files: tuple[FileEntry, ...] = ()

    def names(self) -> dict[UUID, str]:
        """Return the names of clips and rubric versions by what stands for them."""
        rubrics = [version.name for rubric in self.rubrics for version in rubric.versions]
        return {stand_in(name): name for name in [*rubrics, *(one.name for one in self.clips)]}


def pointed_elsewhere(
    draft: ScenarioDraft,
    *,
    ids: Mapping[UUID, UUID],
    techniques: Mapping[str, str] | None = None,
    kinds: Mapping[str, str] | None = None,
) -> ScenarioDraft:
    """Return the draft with other ids of clips and rubric version, and other codes. What a mapping
    doesn't name stays."""
    codes, types = techniques or {}, kinds or {}
    scenes = tuple(
        replace(
            scene,
            clips={at: ids.get(one, one) for at, one in scene.clips.items()},
            example_clips={at: ids.get(one, one) for at, one in scene.example_clips.items()},
        )
        for scene in draft.scenes
    )
    rubric, kind = draft.rubric_version, draft.aggression_type
    return replace(
        draft,
        scenes=scenes,
        rubric_version=ids.get(rubric, rubric) if rubric else None,
        aggression_type=types.get(kind, kind) if kind else None,
        techniques=tuple(codes.get(code, code) for code in draft.techniques),
    )
