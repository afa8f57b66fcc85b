"""Starts to write a file to its disk while more of it arrives, so that the last fsync is short.

Of 200 MiB that arrive within half a second, fsync alone took 0.16 to 0.29 s afterwards, with the
disk idle until then. Linux alone has the call; elsewhere fsync does all of it at the end.
"""

import ctypes
import os
from contextlib import suppress

EVERY = 4 * 1024 * 1024  # bytes: each start costs two changes of thread
SYNC_FILE_RANGE_WRITE = 2  # of linux/fs.h: begin, and wait for nothing


def _load() -> "ctypes._NamedFuncPointer | None":
    with suppress(AttributeError, OSError):
        call = ctypes.CDLL(None, use_errno=True).sync_file_range
        call.argtypes = [ctypes.c_int, ctypes.c_int64, ctypes.c_int64, ctypes.c_uint]
        return call
    return None


_sync_file_range = _load()


def start_write_back(descriptor: int) -> None:
    """Have the kernel begin to write what is dirty, and close `descriptor`. It may wait for a busy
    disk: not on an event loop. Its failures are told by the fsync that follows."""
    try:
        if _sync_file_range:
            _sync_file_range(descriptor, 0, 0, SYNC_FILE_RANGE_WRITE)
    finally:
        os.close(descriptor)
