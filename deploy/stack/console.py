"""Writes the services' output: each line to a log file, and to the terminal behind the service's
name."""

import os
import sys
import threading
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import IO

LOG_BYTES = 10_000_000
COLOURS = {"web": 36, "worker": 35, "beat": 34, "postgres": 32, "valkey": 33}
_terminal = threading.Lock()


def say(text: str) -> None:
    """Print a line of the supervisor's own."""
    with _terminal:
        print(text, flush=True)


def warn(text: str) -> None:
    """Print a line of the supervisor's own about something that went wrong."""
    with _terminal:
        print(text, file=sys.stderr, flush=True)


class LogFile:
    """A log file keeps itself and one predecessor, each up to LOG_BYTES."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = path.open("ab", buffering=0)

    def write(self, line: bytes) -> None:
        """Append one line. OSError when the disk is full."""
        if self._file.tell() > LOG_BYTES:
            self._file.close()
            self._path.replace(self._path.with_suffix(".log.1"))
            self._file = self._path.open("ab", buffering=0)
        self._file.write(line)


class Reader(threading.Thread):
    """Reads one service's output until it ends; `tail` has the last lines, to show on failure.

    A log that cannot be written calls `failed`, and reading goes on: a service whose pipe is full
    would hang.
    """

    def __init__(
        self, name: str, stream: IO[bytes], log: Path, failed: Callable[[OSError], None]
    ) -> None:
        super().__init__(name=f"{name} output", daemon=True)
        self._prefix, self._stream, self._log, self._failed = _prefix(name), stream, log, failed
        self._quiet = name in {"postgres", "valkey"}
        self.tail: deque[str] = deque(maxlen=15)

    def run(self) -> None:
        """Read until the service closes its output."""
        log: LogFile | None = None
        for line in self._stream:
            text = line.decode(errors="replace").rstrip()
            self.tail.append(text)
            try:
                log = log or LogFile(self._log)
                log.write(line)
            except OSError as error:
                self._failed(error)
            if not self._quiet:
                say(f"{self._prefix} {text}")


def _prefix(name: str) -> str:
    """Return the service's name in a column, in colour on a terminal that supports it."""
    column = f"{name:>8} |"
    if not sys.stdout.isatty() or os.environ.get("NO_COLOR"):
        return column
    return f"\x1b[{COLOURS.get(name, 37)}m{column}\x1b[0m"
