"""Checks the keys of a push subscription. Pure."""

import re
from base64 import urlsafe_b64decode

_KEY = re.compile(r"[A-Za-z0-9_-]+={0,2}")
_POINT, _SECRET = 65, 16  # bytes: an uncompressed point of P-256 (RFC 8291, 3.1), and a secret


def are_keys(p256dh: str, auth: str) -> bool:
    """Tell whether these are a point and a secret in base64url, as PushSubscription gives them."""
    point, secret = _decoded(p256dh), _decoded(auth)
    return len(point) == _POINT and point[0] == 4 and len(secret) == _SECRET


def _decoded(text: str) -> bytes:
    if not _KEY.fullmatch(text):
        return b""
    bare = text.rstrip("=")
    try:
        return urlsafe_b64decode(bare + "=" * (-len(bare) % 4))
    except ValueError:
        return b""
