"""Sets the limits of a process that serves many connections, before it serves.

Measured with phones that send in bursts of 16 KB: 48 KB of memory for each at first and 80 later
(1,000 phones); without `spare_memory` 59, then 114 and growing (500). docs/benchmarks/uploads.md.
"""

import ctypes
import os
import resource
from contextlib import suppress

# granian's allocator gives back in 10 ms what a connection had. At once would cost half more
# processor time; by itself it waits for ten seconds.
GIVE_BACK = {"_RJEM_MALLOC_CONF": "narenas:1,dirty_decay_ms:10,muzzy_decay_ms:0"}
# glibc has one heap for all threads. A chunk of a body, up to 408 KiB, comes from it instead of a
# mapping of its own, and 4 MiB at its end are kept: else each chunk costs a hundred page faults.
HEAP = {"ARENA_MAX": 1, "MMAP_THRESHOLD_": 1 << 20, "TRIM_THRESHOLD_": 4 << 20}
MALLOPT = {"ARENA_MAX": -8, "MMAP_THRESHOLD_": -3, "TRIM_THRESHOLD_": -1}  # of malloc.h
# The same for the environment of a new process.
SPARING = GIVE_BACK | {f"MALLOC_{name}": str(value) for name, value in HEAP.items()}


def spare_memory() -> None:
    """Set one heap for all threads that keeps little free memory. Call it before granian is
    imported and threads start."""
    for name, value in GIVE_BACK.items():
        os.environ.setdefault(name, value)
    with suppress(AttributeError):  # another libc than glibc
        for name, size in HEAP.items():
            ctypes.CDLL(None).mallopt(MALLOPT[name], size)


def open_many_files() -> None:
    """Raise the limit of open files as far as the system allows: each upload needs two, its
    connection and its file.

    Shells and containers often start a process with 1,024, and allow it many more.
    """
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    with suppress(ValueError, OSError):  # no limit at all is more than some systems can count
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
