"""Routes ASGI requests: the upload receiver and the player stand beside Django, under their own
paths.

In production the receiver may run alone (deploy/receiver.py); the proxy splits by path.
"""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "deploy.settings")
os.environ.setdefault("DATABASE_POOL", "16")  # the threads of Django and of the receiver share it
django = get_asgi_application()

# E402 below: these need Django set up.
from deploy import limits  # noqa: E402
from deploy.cross_origin import allow_origins  # noqa: E402
from deploy.hashed_files import keep_hashed_files  # noqa: E402
from media.http import Receive, Scope, Send  # noqa: E402
from media.player.app import player  # noqa: E402
from media.receiver.app import receiver, warm_up  # noqa: E402

limits.open_many_files()
pages = keep_hashed_files(django)  # type: ignore[arg-type]  # Django's scope is a dict


@allow_origins
async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Route uploads and playback to the two streaming applications, the rest to Django."""
    if scope["type"] == "lifespan":
        await _lifespan(receive, send)
    elif scope["path"].startswith("/uploads/"):
        await receiver(scope, receive, send)
    elif scope["path"].startswith("/playback/"):
        await player(scope, receive, send)
    else:
        await pages(scope, receive, send)


async def _lifespan(receive: Receive, send: Send) -> None:
    """Accept startup and shutdown; there is nothing to release, because connections belong to
    requests."""
    while True:
        message = await receive()
        if message["type"] == "lifespan.startup":
            await warm_up()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return
