"""Signs for push services who it is that sends (VAPID, RFC 8292).

A signature is for one push service and holds for hours: it is made once for each, not for each
message.
"""

from functools import cache
from time import time
from urllib.parse import urlsplit

from cryptography.hazmat.primitives import serialization
from django.conf import settings
from py_vapid import Vapid02
from py_vapid.utils import b64urlencode

HOLDS = 12 * 3600  # seconds; the RFC allows 24 hours
KEPT = 10 * 3600

_headers: dict[tuple[str, str], tuple[str, float]] = {}


def is_on() -> bool:
    """Tell whether this installation has a key, without which no browser can subscribe."""
    return bool(settings.VAPID_PRIVATE_KEY)


def public_key() -> str:
    """Return the key that browsers subscribe with, in base64url; empty where push is off."""
    if not is_on():
        return ""
    point = _key(settings.VAPID_PRIVATE_KEY).public_key.public_bytes(
        serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
    )
    return str(b64urlencode(point))


def authorization(endpoint: str) -> str:
    """Return the Authorization header for the push service of this endpoint."""
    parts, key = urlsplit(endpoint), settings.VAPID_PRIVATE_KEY
    origin, now = f"{parts.scheme}://{parts.netloc}", time()
    header, until = _headers.get((key, origin), ("", 0.0))
    if now >= until:
        # The library writes into the claims, so that each call gets its own.
        claims = {"aud": origin, "exp": int(now) + HOLDS, "sub": settings.VAPID_CONTACT}
        header = str(_key(key).sign(claims)["Authorization"])
        _headers[key, origin] = (header, now + KEPT)
    return header


def make_key() -> str:
    """Return a new private key, as VAPID_PRIVATE_KEY holds it."""
    made = Vapid02()
    made.generate_keys()
    number = made.private_key.private_numbers().private_value
    return str(b64urlencode(number.to_bytes(32, "big")))


@cache
def _key(text: str) -> Vapid02:
    return Vapid02.from_raw(text.encode())
