"""Processes that tests look for and end while others of them come and go."""

from collections.abc import Iterable
from contextlib import suppress

import psutil


def family(process: psutil.Process) -> list[psutil.Process]:
    """Return a process and all that it started, as far as these still run."""
    with suppress(psutil.NoSuchProcess):
        return [process, *process.children(recursive=True)]
    return []


def kill(processes: Iterable[psutil.Process]) -> None:
    """Send SIGKILL to each that still runs, and wait until all are gone. They are stopped first: on
    a busy machine one would see that another ended, and note why, before its own turn."""
    doomed = list(processes)
    for signal_it in (psutil.Process.suspend, psutil.Process.kill):
        for one in doomed:
            with suppress(psutil.NoSuchProcess):
                signal_it(one)
    psutil.wait_procs(doomed, timeout=10)


def words_of(process: psutil.Process) -> list[str]:
    """Return the command line; none of a process that is gone or another account's."""
    with suppress(psutil.NoSuchProcess, psutil.AccessDenied):
        return process.cmdline()
    return []


def name_of(process: psutil.Process) -> str:
    """Return the program's name; empty of a process that is gone or another account's."""
    with suppress(psutil.NoSuchProcess, psutil.AccessDenied):
        return process.name()
    return ""
