"""Configures what browsers are told: policies, cookies, HTTPS."""

from csp.constants import NONE, SELF

from deploy import bucket
from deploy import environment as env
from deploy.settings.base import PRODUCTION
from deploy.settings.media import PLAYBACK_VIA, S3_BUCKET
from deploy.settings.site import PUBLIC_URL

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "media-src": [SELF, "blob:"],
        "connect-src": [SELF],
        "worker-src": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "object-src": [NONE],
    }
}
if S3_BUCKET and PLAYBACK_VIA == "bucket":
    for kind in ("img-src", "media-src"):
        CONTENT_SECURITY_POLICY["DIRECTIVES"][kind] += bucket.origins(
            S3_BUCKET, endpoint=env.optional("S3_ENDPOINT_URL"), region=env.optional("S3_REGION")
        )
# Every other power is off: a take is recorded by camera and microphone, watched full screen, kept
# awake while recording, and read aloud by the browser itself.
PERMISSIONS_POLICY: dict[str, list[str]] = {
    "camera": ["self"],
    "microphone": ["self"],
    "fullscreen": ["self"],
    "screen-wake-lock": ["self"],
    "autoplay": ["self"],
    "geolocation": [],
    "payment": [],
    "usb": [],
    "display-capture": [],
    "accelerometer": [],
    "gyroscope": [],
    "magnetometer": [],
    "midi": [],
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "accounts.rest.csrf.refuse"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PUBLIC_URL.startswith("https://")
SECURE_HSTS_SECONDS = env.integer("HSTS_SECONDS", 365 * 24 * 3600 if PRODUCTION else 0)
if PRODUCTION:
    SECURE_SSL_REDIRECT = env.flag("SSL_REDIRECT", default=True)
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
