"""Runs a program on foreign bytes: another process, little to see, little to use, a last moment.

It reads what it is given and its own libraries, writes the files that it is given and no other,
talks to nobody and starts nothing (confine.py says how). Limits on memory, processor time, file
size and elapsed time; no standard input, nothing of our environment; dead as soon as its worker is.
"""

import contextlib
import json
import os
import resource
import selectors
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from media.errors import ProcessingFailed, Reason

CONFINE = Path(__file__).with_name("confine.py")
KEPT_OUTPUT = 64 * 1024  # bytes of each stream
NOT_CONFINED = 126
ENVIRONMENT = {
    "PATH": "/usr/bin:/bin",
    "LC_ALL": "C.UTF-8",
    "OMP_NUM_THREADS": "2",
    # Without it each thread sets 64 MiB aside, which the limit on memory counts.
    "MALLOC_ARENA_MAX": "2",
}
OWN_NETWORK = Path("/proc/self/ns/net")
TICK = 0.5  # seconds between looks at `go_on`
# What programs themselves are made of, and where they learn how many processors there are.
PROGRAMS = (
    *dict.fromkeys((sys.prefix, sys.base_prefix)),
    *("/usr", "/lib", "/lib64", "/bin", "/etc/ld.so.cache", "/dev/urandom", "/dev/null"),
    *("/sys/devices/system/cpu", "/proc/stat", "/proc/cpuinfo", "/proc/meminfo"),
)


@dataclass(frozen=True)
class Limits:
    """Bounds a program: `memory` and `file_size` in bytes, `cpu` and `elapsed` in seconds.

    A higher `nice` gives others more of the processor; at most so many `processors` are used.
    """

    elapsed: float
    cpu: int
    memory: int
    file_size: int
    nice: int = 0
    processors: int = 8

    def as_rlimits(self) -> dict[str, int]:
        return {
            "AS": self.memory,
            "CPU": self.cpu,
            "FSIZE": self.file_size,
            "NOFILE": 256,
            "CORE": 0,
        }


@dataclass(frozen=True)
class Outcome:
    """Holds the exit code (negative: killed by that signal) and the end of what was printed."""

    code: int
    output: str
    errors: str


# Tries to break each restriction from inside; the argument is a file that it was not given.
TRY = """
import json, os, sys
def holds(attempt):
    try:
        attempt()
    except PermissionError:
        return True
    return False
calls = holds(lambda: os.fork() or os._exit(0))
network = os.readlink("/proc/self/ns/net") if os.path.exists("/proc/self/ns/net") else ""
print(json.dumps([holds(lambda: open(sys.argv[1])), calls, network]))
"""


# Signals that come from outside: a host that shuts down, an operator, a kernel without memory. What
# the limits send are others; past the one on processor time, `run` says so itself.
FROM_OUTSIDE = frozenset({signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGHUP})


class Killed(Exception):
    """Says that somebody else ended the program. Most likely nothing is wrong with what it read."""


class Stopped(Exception):
    """Says that `go_on` refused and the program was killed."""


def run(
    command: list[str],
    limits: Limits,
    *,
    reads: Sequence[Path] = (),
    writes: Sequence[Path] = (),
    on_line: Callable[[str], None] = lambda _line: None,
    go_on: Callable[[], bool] = lambda: True,
) -> Outcome:
    """Run to the end. ProcessingFailed(timed_out) past a limit of time, Stopped on `go_on`, Killed
    when a signal from outside ended it.

    `reads` are files and folders; `writes` are files, made here if need be.
    """
    for target in writes:
        target.touch()
    spec = {
        "reads": [*PROGRAMS, *map(str, reads)],
        "writes": ["/dev/null", *map(str, writes)],
        "parent": os.getpid(),
        "limits": limits.as_rlimits(),
        "nice": limits.nice,
        "processors": limits.processors,
        "env": ENVIRONMENT,
    }
    process = subprocess.Popen(
        [sys.executable, "-I", "-S", str(CONFINE), json.dumps(spec), *command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd="/",
        env={},
        start_new_session=True,
    )
    with process, _killed_at_the_end(process):
        deadline = time.monotonic() + limits.elapsed
        output, errors = _watch(process, deadline, on_line, go_on)
        status, used = _reaped(process, deadline, go_on)
        code = process.returncode = os.waitstatus_to_exitcode(status)
    # ffmpeg catches the signal that would tell, and ends by itself.
    is_spent = bool(code) and used.ru_utime + used.ru_stime > limits.cpu - 0.5
    if code == -signal.SIGXCPU or is_spent:
        raise ProcessingFailed(Reason.TIMED_OUT, "processor time")
    if code == NOT_CONFINED and "confine: " in errors:
        raise OSError(f"no sandbox: {errors}")
    if -code in FROM_OUTSIDE:
        raise Killed(f"ended by signal {-code}")
    return Outcome(code, output, errors)


def check_restrictions() -> dict[str, bool]:
    """Try which restrictions hold on this machine: one that its kernel lacks is left out.

    `files`: it opens nothing but what it is given. `calls`: it can't make processes or sockets.
    `network`: there is none where it is, even if it could. OSError where the kernel refuses one
    that it has.
    """
    with tempfile.NamedTemporaryFile() as secret:
        command = [sys.executable, "-I", "-S", "-c", TRY, secret.name]
        outcome = run(command, Limits(elapsed=30, cpu=10, memory=512 * 1024 * 1024, file_size=0))
    if outcome.code:
        raise OSError(f"the sandbox can't be tried: {outcome.errors[-300:]}")
    files, calls, network = json.loads(outcome.output)
    own = str(OWN_NETWORK.readlink()) if OWN_NETWORK.exists() else ""
    return {"files": files, "calls": calls, "network": network != own}


@contextlib.contextmanager
def _killed_at_the_end(process: subprocess.Popen[bytes]) -> Iterator[None]:
    """Kill what is left of its process group, however the block ends."""
    try:
        yield
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


def _watch(
    process: subprocess.Popen[bytes],
    deadline: float,
    on_line: Callable[[str], None],
    go_on: Callable[[], bool],
) -> tuple[str, str]:
    """Read both streams until they close; keeps the end of each."""
    assert process.stdout  # noqa: S101  # narrows the type
    assert process.stderr  # noqa: S101  # likewise
    kept = {process.stdout.fileno(): b"", process.stderr.fileno(): b""}
    lines = _Lines(on_line)
    with selectors.DefaultSelector() as selector:
        for stream in kept:
            selector.register(stream, selectors.EVENT_READ)
        while selector.get_map():
            for key, _ in selector.select(TICK):
                data = os.read(key.fd, 65536)
                kept[key.fd] = (kept[key.fd] + data)[-KEPT_OUTPUT:]
                if not data:
                    selector.unregister(key.fd)
                elif key.fd == process.stdout.fileno():
                    lines.feed(data)
            _stop_at(deadline, go_on)
    output, errors = (text.decode(errors="replace") for text in kept.values())
    return output, errors


def _stop_at(deadline: float, go_on: Callable[[], bool]) -> None:
    if time.monotonic() > deadline:
        raise ProcessingFailed(Reason.TIMED_OUT, "elapsed time")
    if not go_on():
        raise Stopped


def _reaped(
    process: subprocess.Popen[bytes], deadline: float, go_on: Callable[[], bool]
) -> tuple[int, resource.struct_rusage]:
    """Return how it ended, and what it used. It may close its streams and stay."""
    pause = 0.001
    while True:
        pid, status, used = os.wait4(process.pid, os.WNOHANG)
        if pid:
            return status, used
        _stop_at(deadline, go_on)
        time.sleep(pause)
        pause = min(2 * pause, TICK)


class _Lines:
    """Cuts a stream of bytes into lines."""

    def __init__(self, on_line: Callable[[str], None]) -> None:
        self._on_line = on_line
        self._rest = b""

    def feed(self, data: bytes) -> None:
        *whole, self._rest = (self._rest + data).split(b"\n")
        self._rest = self._rest[-4096:]
        for line in whole:
            self._on_line(line.decode(errors="replace"))
