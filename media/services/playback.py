"""Lets one person watch one recording for a while, on record, and ends that."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import Membership
from accounts.services.audit import record_audit
from core.errors import NotFound
from media.models import Rendition, Video, VideoState
from media.queries import file_name
from media.tokens import (
    PLAYBACK_LIFETIME,
    POSTER_ALONE,
    PlaybackGrant,
    playback_token,
    session_mark,
)


@dataclass(frozen=True)
class CaptionsLink:
    language: str
    url: str


@dataclass(frozen=True)
class RenditionLink:
    """Links to one file, to choose by the network: `size` in bytes, sides in pixels as shown."""

    name: str
    url: str
    content_type: str
    width: int
    height: int
    size: int


@dataclass(frozen=True)
class Playback:
    """Says where to watch a video until `expires_at`; without URLs while it isn't ready.

    `url` is the best of `renditions`, which are sorted from large to small and grow when the
    extras are made. `peaks` say how loud it is over time, in percent.

    `progress` of the preparation in percent; `duration_ms` in ms; `width` and `height` in pixels as
    shown. URLs are absolute paths.
    """

    video: UUID
    state: str
    reason: str
    progress: int = 0
    url: str | None = None
    content_type: str | None = None
    duration_ms: int | None = None
    width: int | None = None
    height: int | None = None
    poster_url: str | None = None
    captions: list[CaptionsLink] = field(default_factory=list)
    renditions: list[RenditionLink] = field(default_factory=list)
    peaks: list[int] = field(default_factory=list)
    expires_at: datetime | None = None


def grant_playback(*, video: Video, viewer: Membership, purpose: str, session_key: str) -> Playback:
    """Return URLs that open within this session of the viewer, for 30 minutes, while they keep the
    roles that they have: who loses one asks again. The caller has decided that the viewer may
    watch.

    `purpose` is a word for the audit log, such as own_take, review or scene; the log also says
    when the viewer is an operator. NotFound across organisations, whatever the caller decided.
    """
    if video.organisation_id != viewer.organisation_id:
        raise NotFound
    renditions = list(video.renditions.order_by("-height", "-size", "-id"))
    if video.state != VideoState.READY or not renditions:
        return Playback(video.pk, video.state, video.reason, video.progress)
    until = timezone.now() + PLAYBACK_LIFETIME
    roles = tuple(viewer.roles)
    mark = session_mark(session_key)
    grants = [
        PlaybackGrant(video.pk, viewer.pk, each.name, purpose, until, mark, roles)
        for each in renditions
    ]
    bases = [f"/playback/{playback_token(grant)}" for grant in grants]
    with transaction.atomic():
        record_audit(
            organisation=video.organisation,
            actor=viewer,
            verb="playback_granted",
            subject=video,
            detail={"purpose": purpose} | ({"operator": True} if viewer.person.is_staff else {}),
        )
        links = [_link(*each) for each in zip(renditions, bases, strict=True)]
        return _playback(video, links, bases[0], until)


def make_poster_url(*, video: Video, viewer: Membership, session_key: str) -> str | None:
    """Return where the viewer sees the poster alone for a while, as in a list; None without one.
    The caller has decided that the viewer may watch. Nothing is written to the audit log: nobody
    watches the recording by it."""
    if video.state != VideoState.READY or not video.poster:
        return None
    until = timezone.now() + PLAYBACK_LIFETIME
    mark = session_mark(session_key)
    grant = PlaybackGrant(
        video.pk, viewer.pk, POSTER_ALONE, "poster", until, mark, tuple(viewer.roles)
    )
    return f"/playback/{playback_token(grant)}/poster.jpg"


def end_playbacks(*, videos: Collection[UUID]) -> None:
    """End the playbacks of these recordings that others than their owners were granted so far."""
    Video.objects.filter(pk__in=videos).update(private_since=timezone.now())


def _link(rendition: Rendition, base: str) -> RenditionLink:
    return RenditionLink(
        name=rendition.name,
        url=f"{base}/{file_name(rendition)}",
        content_type=rendition.content_type,
        width=rendition.width,
        height=rendition.height,
        size=rendition.size,
    )


def _playback(video: Video, links: list[RenditionLink], base: str, until: datetime) -> Playback:
    languages = video.captions.order_by("language").values_list("language", flat=True)
    return Playback(
        video=video.pk,
        state=video.state,
        reason=video.reason,
        progress=video.progress,
        url=links[0].url,
        content_type=links[0].content_type,
        duration_ms=video.duration_ms,
        width=video.width,
        height=video.height,
        poster_url=f"{base}/poster.jpg" if video.poster else None,
        captions=[CaptionsLink(code, f"{base}/captions-{code}.vtt") for code in languages],
        renditions=links,
        peaks=video.peaks,
        expires_at=until.replace(microsecond=0),
    )
