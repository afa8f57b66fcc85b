"""Collects scenario versions with all that they need, as a package and the files beside it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import file_digest, sha256
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from media import storage
from media.models import Rendition, Video, VideoState
from media.queries import chosen_poster
from scenarios.documents import rubric_document, scenario_document
from scenarios.domain.completeness import Gap, gap
from scenarios.domain.drafts import ScenarioDraft, clip_places
from scenarios.domain.packages import (
    ClipEntry,
    FileEntry,
    KindEntry,
    Package,
    RubricEntry,
    RubricVersionEntry,
    ScenarioEntry,
    TechniqueEntry,
    pointed_elsewhere,
    stand_in,
)
from scenarios.domain.packages.layout import captions_path, media_path, sha256_of
from scenarios.errors import ClipsNotReady
from scenarios.models import RubricVersion, ScenarioVersion
from scenarios.queries import (
    aggression_types_visible_to,
    rubric_versions_whole,
    techniques_visible_to,
)

SERVED = ("main", "audio")


@dataclass
class Collected:
    """Holds a package, and where its files are: renditions in the storage, texts of captions."""

    package: Package = field(default_factory=Package)
    renditions: dict[str, str] = field(default_factory=dict)
    texts: dict[str, bytes] = field(default_factory=dict)


def collect(author: Membership, versions: Iterable[ScenarioVersion]) -> Collected:
    """Return the package of these versions, of different scenarios. Reads every clip. Raises
    ClipsNotReady."""
    rows = sorted(versions, key=lambda row: row.scenario.code)
    drafts = [scenario_document(row) for row in rows]
    codes = [row.scenario.code for row in rows]
    videos = _videos(dict(zip(codes, drafts, strict=True)))
    found = Collected()
    sizes: dict[str, int] = {}
    clips = {
        pk: _clip(f"c{at}", video, found, sizes)
        for at, (pk, video) in enumerate(videos.items(), start=1)
    }
    rubrics, rubric_names = _rubrics({one.rubric_version for one in drafts if one.rubric_version})
    ids = {pk: stand_in(clip.name) for pk, clip in clips.items()} | rubric_names
    scenarios = tuple(
        ScenarioEntry(code, pointed_elsewhere(draft, ids=ids))
        for code, draft in zip(codes, drafts, strict=True)
    )
    found.package = Package(
        techniques=_techniques(author, scenarios, rubrics),
        aggression_types=_kinds(author, scenarios),
        rubrics=rubrics,
        clips=tuple(clips.values()),
        scenarios=scenarios,
        files=tuple(_file(path, size) for path, size in sorted(sizes.items())),
    )
    return found


def _file(path: str, size: int) -> FileEntry:
    return FileEntry(path, size, sha256_of(path))


def _videos(drafts: Mapping[str, ScenarioDraft]) -> dict[UUID, Video]:
    """Return the clips that the documents name, in the order of their first places."""
    places = [(code, place) for code, draft in drafts.items() for place in clip_places(draft)]
    wanted = [place.video for _, place in places]
    ready = Video.objects.filter(pk__in=wanted, state=VideoState.READY)
    found = (
        ready.select_related("poster_choice").prefetch_related("renditions", "captions").in_bulk()
    )
    not_ready = _("This clip isn't ready yet.")
    gaps: list[Gap] = [
        gap("clip_not_ready", not_ready, f"{code}.{place.attr}")
        for code, place in places
        if place.video not in found or not is_kept(find_served(found[place.video]))
    ]
    if gaps:
        raise ClipsNotReady(errors=gaps)
    return {pk: found[pk] for pk in dict.fromkeys(wanted)}


def find_served(video: Video) -> Rendition | None:
    """Return the file that viewers get of a ready clip; None where there is none."""
    return next((one for one in video.renditions.all() if one.name in SERVED), None)


def is_kept(rendition: Rendition | None) -> bool:
    """Return whether there is a file, and the storage still has it."""
    return rendition is not None and storage.size(rendition.key) is not None


def _clip(name: str, video: Video, found: Collected, sizes: dict[str, int]) -> ClipEntry:
    """Return the clip's entry, and note its files."""
    kept = find_served(video)
    assert kept is not None  # noqa: S101  # as _videos made sure
    digest, size = digest_of(kept.key)
    path = media_path(digest, has_picture=kept.name == "main")
    found.renditions[path], sizes[path] = kept.key, size
    captions = {}
    for one in video.captions.all():
        text = one.text.encode()
        at = captions_path(sha256(text).hexdigest())
        captions[one.language] = at
        found.texts[at], sizes[at] = text, len(text)
    return ClipEntry(name, path, captions, chosen_poster(video))


def digest_of(key: str) -> tuple[str, int]:
    """Return SHA-256 and size of a file in the storage."""
    with storage.fetch(key) as path, path.open("rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
        return digest, file.tell()


def _rubrics(ids: set[UUID]) -> tuple[tuple[RubricEntry, ...], dict[UUID, UUID]]:
    """Return the rubrics of these versions, and what stands for each version."""
    rows = rubric_versions_whole().filter(pk__in=ids)
    ordered = sorted(rows, key=lambda row: (row.rubric.code, row.number))
    names = {row.pk: f"r{at}" for at, row in enumerate(ordered, start=1)}
    by_rubric: dict[UUID, list[RubricVersion]] = {}
    for row in ordered:
        by_rubric.setdefault(row.rubric_id, []).append(row)
    entries = tuple(
        RubricEntry(
            versions[0].rubric.code,
            versions[0].rubric.name,
            tuple(
                RubricVersionEntry(
                    names[row.pk], row.published_at is not None, rubric_document(row)
                )
                for row in versions
            ),
        )
        for versions in by_rubric.values()
    )
    return entries, {pk: stand_in(name) for pk, name in names.items()}


def _techniques(
    author: Membership, scenarios: Sequence[ScenarioEntry], rubrics: Sequence[RubricEntry]
) -> tuple[TechniqueEntry, ...]:
    codes = {code for one in scenarios for code in one.draft.techniques}
    codes |= {
        criterion.technique
        for rubric in rubrics
        for version in rubric.versions
        for criterion in version.draft.criteria
    }
    rows = techniques_visible_to(author).filter(code__in=codes).order_by("order", "code")
    return tuple(TechniqueEntry(row.code, row.name, row.description) for row in rows)


def _kinds(author: Membership, scenarios: Sequence[ScenarioEntry]) -> tuple[KindEntry, ...]:
    codes = {one.draft.aggression_type for one in scenarios if one.draft.aggression_type}
    rows = aggression_types_visible_to(author).filter(code__in=codes).order_by("order", "code")
    return tuple(KindEntry(row.code, row.name, row.description, row.style) for row in rows)
