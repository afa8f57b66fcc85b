"""Gives slots to extras and drafts of captions, so that no more than so many are made at once.

A worker so stays free for recordings that somebody waits for: those go first in the queue.
"""

import contextlib
import fcntl
import os
from collections.abc import Iterator

from django.conf import settings


class NoSlot(Exception):
    """Says that all slots are taken."""


@contextlib.contextmanager
def take_slot() -> Iterator[None]:
    """Take one of MEDIA_EXTRAS_AT_ONCE slots of those who share this disk; NoSlot without one.

    A slot is a lock that the kernel keeps: a worker that is killed gives it back.
    """
    with contextlib.ExitStack() as stack:
        if not any(_take(number, stack) for number in range(settings.MEDIA_EXTRAS_AT_ONCE)):
            raise NoSlot
        yield


def _take(number: int, stack: contextlib.ExitStack) -> bool:
    folder = settings.MEDIA_DIR / "slots" / str(number)
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        return False
    stack.callback(os.close, handle)
    return True
