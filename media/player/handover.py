"""Who sends a file once the grant has been checked: nginx from its disk, or the bucket itself.

PLAYBACK_VIA says which; without either, the player sends it.
"""

from collections.abc import Mapping
from http import HTTPStatus

from django.conf import settings
from django.core.files.storage import default_storage

from media.http import Answer, Request
from media.queries import Playable
from media.storage import ours_to_mend

NGINX_FOLDER = "/kept/"  # the internal location in deploy/nginx.conf
OF_THE_FILE = ("content-type", "content-disposition", "accept-ranges", "etag")


def handed_over(request: Request, found: Playable, headers: Mapping[str, str]) -> Answer:
    """The answer that makes another server send `found`. Signing may take a moment: in a thread."""
    if settings.PLAYBACK_VIA == "nginx":
        return _from_nginx(found, headers)
    return _from_bucket(request, found, headers)


def _from_nginx(found: Playable, headers: Mapping[str, str]) -> Answer:
    """Ranges, HEAD and a tag of its own are nginx's; type, name and cache time stay ours."""
    own = {name: value for name, value in headers.items() if name not in {"etag", "accept-ranges"}}
    return Answer(HTTPStatus.OK, own | {"x-accel-redirect": NGINX_FOLDER + found.key})


def _from_bucket(request: Request, found: Playable, headers: Mapping[str, str]) -> Answer:
    """A redirect to a URL that ends with the grant; seeking players come back to it until then.

    The redirect itself is not cached, so that each new player is checked against the rows.
    """
    left = int(headers["cache-control"].rpartition("=")[2])
    with ours_to_mend():
        url = default_storage.url(  # type: ignore[call-arg]  # django-storages has more parameters
            found.key,
            parameters={
                "ResponseContentType": headers["content-type"],
                "ResponseContentDisposition": headers["content-disposition"],
                "ResponseCacheControl": headers["cache-control"],
            },
            expire=left,
            http_method=request.method,
        )
    own = {name: value for name, value in headers.items() if name not in OF_THE_FILE}
    return Answer(HTTPStatus.FOUND, own | {"location": url, "cache-control": "no-store"})
