"""Configures static files and the built web client, which WhiteNoise serves."""

from typing import Any

from deploy.settings.base import BASE_DIR, DATA_DIR, PRODUCTION

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
WEB_BUILD_DIR = BASE_DIR / "web" / "build"
if WEB_BUILD_DIR.is_dir():
    WHITENOISE_ROOT = WEB_BUILD_DIR
WHITENOISE_USE_FINDERS = not PRODUCTION
WHITENOISE_AUTOREFRESH = False


# N802 below: WhiteNoise reads settings by these names.


def WHITENOISE_IMMUTABLE_FILE_TEST(path: str, url: str) -> bool:  # noqa: N802
    """Tell whether the file's name contains the hash of its content, so that it never changes."""
    return "/_app/immutable/" in url or (PRODUCTION and url.startswith("/static/"))


def WHITENOISE_ADD_HEADERS_FUNCTION(headers: Any, path: str, url: str) -> None:  # noqa: N802
    """Forbid caching of the service worker, which decides which version opens offline."""
    if url == "/service-worker.js":
        headers["Cache-Control"] = "no-cache"
