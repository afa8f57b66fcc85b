"""Signs and reads the secret in a mail that switches one kind of message off for one member.

It holds ids and codes and no expiry: the link in an old mail works. A new SECRET_KEY ends it,
unless SECRET_KEY_FALLBACKS names the one before.
"""

from dataclasses import dataclass
from uuid import UUID

from django.core.signing import BadSignature, Signer

_SIGNER = "notifications.unsubscribe"
SEPARATOR = "~"
"""Not a dot: an address of the client has none in its last part."""


@dataclass(frozen=True)
class Subject:
    """A subject is what a secret is about: one kind of message to one member by one channel."""

    member: UUID
    kind: str
    channel: str


def make(subject: Subject) -> str:
    """Return the secret for this subject, of characters that fit a path."""
    return _signer().sign(SEPARATOR.join([subject.member.hex, subject.kind, subject.channel]))


def read(key: str) -> Subject | None:
    """Return what the secret is about; None where it is none of ours."""
    try:
        member, kind, channel = _signer().unsign(key).split(SEPARATOR)
        return Subject(UUID(member), kind, channel)
    except (BadSignature, ValueError):
        return None


def _signer() -> Signer:
    return Signer(sep=SEPARATOR, salt=_SIGNER)
