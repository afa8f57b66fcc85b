"""Signs and reads the capabilities in URLs: to write one upload, to watch one recording. No ORM.

Both name their own end (UTC epoch seconds). Making one for the same input gives the same text, so
that a repeated request gets the same answer.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.core import signing
from django.utils.crypto import salted_hmac

PLAYBACK_LIFETIME = timedelta(minutes=30)

POSTER_ALONE = "poster"
"""Stands for a rendition in a grant for the poster; no rendition has this name."""


@dataclass(frozen=True)
class PlaybackGrant:
    """A grant lets `viewer` (a membership) watch `rendition` of `video` for `purpose`, until then,
    within one session (`session`, see `session_mark`), while they have all of `roles`: those that
    they had when it was granted."""

    video: UUID
    viewer: UUID
    rendition: str
    purpose: str
    until: datetime
    session: str
    roles: tuple[str, ...] = ()

    @property
    def granted_at(self) -> datetime:
        """Return when it was granted, to the second before."""
        return self.until - PLAYBACK_LIFETIME


def upload_token(upload: UUID, until: datetime) -> str:
    """Return the right to send the bytes of one upload."""
    return _signer("media.upload").sign_object([upload.hex, _epoch(until)])


def read_upload_token(token: str, now: datetime) -> tuple[UUID, bool] | None:
    """Return (upload, whether the time is over), or None for a text that we didn't sign."""
    match _read("media.upload", token):
        case [str(upload), int(until)]:
            return UUID(upload), until <= now.timestamp()
    return None


def playback_token(grant: PlaybackGrant) -> str:
    """Return the right to watch one rendition, its poster and its captions."""
    fields = [grant.video.hex, grant.viewer.hex, grant.rendition, grant.purpose, grant.session]
    roles = ",".join(sorted(grant.roles))
    return _signer("media.playback").sign_object([*fields, roles, _epoch(grant.until)])


def session_mark(session_key: str) -> str:
    """Return what a token holds of the session in which it was granted: enough to know the session
    again, and no way to its key."""
    return salted_hmac("media.playback.session", session_key, algorithm="sha256").hexdigest()[:32]


def read_playback_token(token: str, now: datetime) -> PlaybackGrant | None:
    """Return the grant, or None for what we didn't sign and for what is over."""
    match _read("media.playback", token):
        case [str(video), str(viewer), str(name), str(purpose), str(mark), str(roles), int(until)]:
            end = datetime.fromtimestamp(until, UTC)
            named = tuple(filter(None, roles.split(",")))
            grant = PlaybackGrant(UUID(video), UUID(viewer), name, purpose, end, mark, named)
            return grant if end > now else None
    return None


def _signer(salt: str) -> signing.Signer:
    return signing.Signer(salt=salt, sep=".")


def _read(salt: str, token: str) -> object:
    try:
        return _signer(salt).unsign_object(token)
    except (signing.BadSignature, ValueError):
        return None


def _epoch(moment: datetime) -> int:
    return int(moment.timestamp())
