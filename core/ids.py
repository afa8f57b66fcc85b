"""Makes ids that sort by time and can be made anywhere, also on a phone without a network."""

from uuid import UUID

from uuid_utils.compat import uuid7


def new_id() -> UUID:
    """Return a fresh UUIDv7 (RFC 9562, section 5.7)."""
    return uuid7()
