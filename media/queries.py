"""Reads recordings and uploads for their owner.

Who else may watch a recording is decided by the app above (a submitted take, a scene), which then
asks for a playback grant.
"""

import zlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from accounts.models import Membership, Role
from core.errors import NotFound
from core.queries import first_of, one_of
from core.texts import LANGUAGES
from media.domain import webvtt
from media.domain.watching import may_still_watch
from media.models import (
    Captions,
    PosterChoice,
    PosterState,
    Purpose,
    Rendition,
    Upload,
    UploadState,
    Video,
    VideoState,
)
from media.store import get_store
from media.tokens import POSTER_ALONE


def visible_to(membership: Membership) -> QuerySet[Video]:
    """Return the videos that the membership may see and change, until they are deleted: its own
    takes and comments; and as an author the organisation's clips for scenes, whoever made them,
    since exercises of the organisation stand on them."""
    kept = Video.objects.exclude(state=VideoState.DELETED)
    own = kept.filter(owner=membership).exclude(purpose=Purpose.SCENE)
    return own | clips_visible_to(membership)


def comments_of(organisation: UUID) -> QuerySet[Video]:
    """Return what coaches of the organisation recorded as comments, whoever asks."""
    return every_comment().filter(organisation=organisation)


def every_comment() -> QuerySet[Video]:
    """Return what coaches of all organisations recorded as comments, for sweeps."""
    return Video.objects.filter(purpose=Purpose.COMMENT).exclude(state=VideoState.DELETED)


def clips_visible_to(membership: Membership) -> QuerySet[Video]:
    """Return the organisation's clips for scenes, for authors; none for others."""
    if not may_send(membership, Purpose.SCENE):
        return Video.objects.none()
    return clips_of(membership.organisation_id)


def clips_of(organisation: UUID) -> QuerySet[Video]:
    """Return the organisation's clips for scenes, whoever asks."""
    kept = Video.objects.exclude(state=VideoState.DELETED)
    return kept.filter(organisation=organisation, purpose=Purpose.SCENE)


def uploads_visible_to(membership: Membership) -> QuerySet[Upload]:
    """Return the membership's own uploads, also those that ended."""
    return Upload.objects.select_related("video").filter(video__owner=membership)


def video_of(*, viewer: Membership, video_id: UUID) -> Video:
    """Return a video that the membership may see and change; NotFound for others."""
    return one_of(visible_to(viewer), video_id)


def captions_of(video: Video, language: str) -> Captions:
    """Return the video's captions in one language; NotFound without any."""
    return first_of(Captions.objects.filter(video=video, language=language))


def captioned(videos: Collection[UUID]) -> set[tuple[UUID, str]]:
    """Return (video, language) of all captions of these videos that show anything."""
    rows = Captions.objects.filter(video__in=videos).values_list("video_id", "language", "text")
    return {(video, language) for video, language, text in rows if webvtt.shows_text(text)}


def poster_choice_of(video: Video) -> PosterChoice:
    """Return which moment was chosen as the poster, and how far it is; NotFound before one was."""
    return first_of(PosterChoice.objects.filter(video=video))


def chosen_poster(video: Video) -> int | None:
    """Return the moment that was chosen as the poster, in ms; None where nobody chose one, or none
    could be made of it."""
    choice: PosterChoice | None = getattr(video, "poster_choice", None)
    return choice.at_ms if choice and choice.state != PosterState.MISSING else None


def upload_of(*, owner: Membership, upload_id: UUID) -> Upload:
    """Return the membership's own upload; NotFound for anyone else's."""
    return one_of(uploads_visible_to(owner), upload_id)


def offset_of(upload: Upload) -> int:
    """Return bytes that have arrived and are kept."""
    if upload.state == UploadState.COMPLETE:
        return upload.length
    return min(get_store().offset(upload.pk), upload.length)


@dataclass(frozen=True)
class Arriving:
    """Holds what the receiver must know of an upload before it reads a byte."""

    id: UUID
    length: int
    state: str
    expires_at: datetime
    metadata: str
    owner: UUID  # a membership
    is_taken: bool


NEEDED_ROLES = {Purpose.SCENE.value: Role.AUTHOR, Purpose.COMMENT.value: Role.COACH}


def may_send(membership: Membership, purpose: str) -> bool:
    """Return whether the role suffices: everyone practises; clips for scenes are for authors, and
    comments for coaches."""
    needed = NEEDED_ROLES.get(purpose)
    return needed is None or needed in membership.role_set


# The same in SQL, of whoever created an upload, and that they are still there.
FROM_WHOM_IT_IS_TAKEN = Q(
    Q(video__purpose=Purpose.TAKE)
    | Q(video__purpose=Purpose.SCENE, video__owner__roles__contains=[Role.AUTHOR])
    | Q(video__purpose=Purpose.COMMENT, video__owner__roles__contains=[Role.COACH]),
    video__organisation__is_active=True,
    video__owner__is_active=True,
    video__owner__person__is_active=True,
)


def arriving(uploads: Collection[UUID]) -> dict[UUID, Arriving]:
    """Return the uploads behind capabilities by id, without those that were never made or are
    erased. `is_taken` says whether the owner could still create it."""
    rows = Upload.objects.annotate(is_taken=FROM_WHOM_IT_IS_TAKEN).filter(pk__in=uploads)
    columns = ("pk", "length", "state", "expires_at", "metadata", "video__owner_id", "is_taken")
    return {row[0]: Arriving(*row) for row in rows.values_list(*columns)}


def still_arriving(uploads: Collection[UUID]) -> set[UUID]:
    """Return the uploads that still take bytes: not ended, and their owners may still send."""
    going_on = Upload.objects.filter(FROM_WHOM_IT_IS_TAKEN, state=UploadState.OPEN)
    return set(going_on.filter(pk__in=uploads).values_list("pk", flat=True))


@dataclass(frozen=True)
class Playable:
    """Describes what the player serves: a file in the default storage, or `text`. `version` never
    repeats for other bytes."""

    content_type: str
    version: str
    key: str = ""
    text: str = ""


def playable(
    *,
    video_id: UUID,
    viewer_id: UUID,
    person_id: UUID,
    roles: Collection[str],
    granted_at: datetime,
    purpose: str,
    rendition: str,
    name: str,
) -> Playable:
    """Return the file `name` of a ready video, for a membership of this person that is still active
    and has all of `roles` still; NotFound otherwise, for others than the owner where the video
    became private after `granted_at`, and where the app that granted it for `purpose` ended
    that."""
    video = Video.objects.filter(
        pk=video_id,
        state=VideoState.READY,
        organisation__is_active=True,
        organisation__memberships__pk=viewer_id,
        organisation__memberships__is_active=True,
        organisation__memberships__roles__contains=list(roles),
        organisation__memberships__person=person_id,
        organisation__memberships__person__is_active=True,
    ).first()
    if video is None:
        raise NotFound
    is_over = video.private_since is not None and granted_at < video.private_since
    if is_over and video.owner_id != viewer_id:
        raise NotFound
    if not may_still_watch(purpose, viewer_id, video_id):
        raise NotFound
    if name == "poster.jpg" and video.poster:
        place = zlib.crc32(video.poster.encode())
        return Playable("image/jpeg", f"{video.pk.hex}-{_stamp(video)}-{place:x}", key=video.poster)
    if rendition == POSTER_ALONE:
        raise NotFound
    if name.startswith("captions-") and name.endswith(".vtt"):
        return _captions(video, name.removeprefix("captions-").removesuffix(".vtt"))
    return _rendition(video, rendition, name)


def _stamp(video: Video) -> int:
    return int(video.ready_at.timestamp() * 1000) if video.ready_at else 0


def _captions(video: Video, language: str) -> Playable:
    if language not in LANGUAGES:  # the name comes from a URL: anything may be in it
        raise NotFound
    found = captions_of(video, language)
    version = f"{found.pk.hex}-{zlib.crc32(found.text.encode()):x}"
    return Playable("text/vtt; charset=utf-8", version, text=found.text)


def _rendition(video: Video, rendition: str, name: str) -> Playable:
    found = Rendition.objects.filter(video=video, name=rendition).first()
    if found is None or name != file_name(found):
        raise NotFound
    return Playable(found.content_type, found.pk.hex, key=found.key)


def file_name(rendition: Rendition) -> str:
    """Return the last part of a rendition's URL."""
    return "audio.m4a" if rendition.content_type.startswith("audio/") else "video.mp4"
