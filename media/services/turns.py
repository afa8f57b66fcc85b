"""Second stages and drafts of captions take turns, so that a worker has hands left for recordings
that somebody waits for: those go first in the queue, and find nobody at work on the rest."""

import contextlib
import fcntl
import os
from collections.abc import Iterator

from django.conf import settings


class NotYet(Exception):
    """All turns are taken."""


@contextlib.contextmanager
def turn() -> Iterator[None]:
    """One of MEDIA_EXTRAS_AT_ONCE turns of those who share this disk; NotYet without one.

    The kernel keeps them: a worker that is killed gives its turn back.
    """
    with contextlib.ExitStack() as stack:
        if not any(_taken(number, stack) for number in range(settings.MEDIA_EXTRAS_AT_ONCE)):
            raise NotYet
        yield


def _taken(number: int, stack: contextlib.ExitStack) -> bool:
    folder = settings.MEDIA_DIR / "turns" / str(number)
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        return False
    stack.callback(os.close, handle)
    return True
