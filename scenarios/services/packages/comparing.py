"""Finds an exercise of a package among those that an organisation has."""

import hashlib
from uuid import UUID

from accounts.models import Membership
from media.models import Video, VideoState
from scenarios.documents import scenario_document
from scenarios.domain.drafts import ScenarioDraft, clip_places
from scenarios.domain.packages import ClipEntry, Package, pointed_elsewhere, stand_in
from scenarios.domain.packages.layout import sha256_of
from scenarios.models import ScenarioVersion
from scenarios.queries import scenario_versions_visible_to
from scenarios.services.packages.collecting import digest_of, find_served, is_kept


def find_same_version(
    author: Membership, draft: ScenarioDraft, package: Package
) -> ScenarioVersion | None:
    """Return a version of the organisation with the same texts, rules and clips, whatever its code;
    None when there is none. `draft` names what the organisation has by the organisation's ids."""
    rows = scenario_versions_visible_to(author).filter(title=draft.title)
    for row in rows.order_by("pk"):
        stored = scenario_document(row)
        clips = _paired(draft, stored)
        if pointed_elsewhere(draft, ids=clips) == stored and _same_clips(clips, package):
            return row
    return None


def _paired(draft: ScenarioDraft, stored: ScenarioDraft) -> dict[UUID, UUID]:
    """Return which clip of the stored document stands where the other one names a clip."""
    there = {(one.scene, one.role, one.language): one.video for one in clip_places(stored)}
    pairs = {}
    for one in clip_places(draft):
        if (found := there.get((one.scene, one.role, one.language))) is not None:
            pairs[one.video] = found
    return pairs


def _same_clips(pairs: dict[UUID, UUID], package: Package) -> bool:
    entries = {stand_in(one.name): one for one in package.clips}
    sizes = {one.path: one.size for one in package.files}
    ready = Video.objects.filter(pk__in=pairs.values(), state=VideoState.READY)
    videos = ready.prefetch_related("renditions", "captions").in_bulk()
    return all(
        video in videos and _same_clip(entries[clip], sizes, videos[video])
        for clip, video in pairs.items()
    )


def _same_clip(entry: ClipEntry, sizes: dict[str, int], video: Video) -> bool:
    captions = {one.language: _digest(one.text) for one in video.captions.all()}
    if captions != {language: sha256_of(path) for language, path in entry.captions.items()}:
        return False
    kept = find_served(video)
    if kept is None or kept.size != sizes[entry.file] or not is_kept(kept):
        return False
    return digest_of(kept.key)[0] == sha256_of(entry.file)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
