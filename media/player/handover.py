"""Lets nginx, from its disk, or the bucket send a file once the grant has been checked.

PLAYBACK_VIA says which; without either, the player sends it.
"""

from collections.abc import Mapping
from datetime import timedelta
from http import HTTPStatus

from django.conf import settings
from django.core.files.storage import default_storage

from media.http import Answer, Request
from media.queries import Playable
from media.storage import translate_errors

NGINX_FOLDER = "/kept/"  # the internal location in deploy/nginx.conf
OF_THE_FILE = ("content-type", "content-disposition", "accept-ranges", "etag")


# A bucket knows nothing of sessions: whoever has such a URL watches. It lasts until a player has
# begun, and a player that comes back later is sent a new one.
BUCKET_LIFETIME = timedelta(minutes=5)


def hand_over(
    request: Request, found: Playable, headers: Mapping[str, str], left: timedelta
) -> Answer:
    """Return the answer that makes another server send `found`; the grant lasts for `left` more.
    Call it in a thread, since signing may take a moment."""
    if settings.PLAYBACK_VIA == "nginx":
        return _from_nginx(found, headers)
    return _from_bucket(request, found, headers, min(left, BUCKET_LIFETIME))


def _from_nginx(found: Playable, headers: Mapping[str, str]) -> Answer:
    """Return the answer by which nginx sends the file: ranges, HEAD and the tag are its own; type,
    name and cache time stay ours."""
    own = {name: value for name, value in headers.items() if name not in {"etag", "accept-ranges"}}
    return Answer(HTTPStatus.OK, own | {"x-accel-redirect": NGINX_FOLDER + found.key})


def _from_bucket(
    request: Request, found: Playable, headers: Mapping[str, str], lifetime: timedelta
) -> Answer:
    """Return a redirect to a URL that ends after `lifetime`.

    The redirect itself is not cached, so that each new player is checked against the rows.
    """
    left = max(1, int(lifetime.total_seconds()))
    with translate_errors():
        url = default_storage.url(  # type: ignore[call-arg]  # django-storages has more parameters
            found.key,
            parameters={
                "ResponseContentType": headers["content-type"],
                "ResponseContentDisposition": headers["content-disposition"],
                "ResponseCacheControl": f"private, max-age={left}",
            },
            expire=left,
            http_method=request.method,
        )
    own = {name: value for name, value in headers.items() if name not in OF_THE_FILE}
    return Answer(HTTPStatus.FOUND, own | {"location": url, "cache-control": "no-store"})
