"""Starts services, restarts those that end unasked, and stops them all."""

import errno
import os
import subprocess
import time
from collections.abc import Callable

from deploy.embedded import parent_watch
from deploy.embedded.process import Running, Service, kill_strays
from deploy.stack import checks
from deploy.stack.console import Reader, warn
from deploy.stack.errors import CannotStart, Stopped
from deploy.stack.layout import Layout

SLOWEST_RESTART = 30.0
STEADY = 60.0
HOPELESS = 4


class Kept:
    """A kept service is one that has to stay up. `before` runs ahead of each start."""

    def __init__(self, service: Service, before: Callable[[], None]) -> None:
        self.service, self.before = service, before
        self.failures = 0
        self.start_at = 0.0
        self.running: Running | None = None
        self.reader: Reader | None = None

    def plan_restart(self, code: int, now: float) -> None:
        """Plan the next start: after 1 s, 2 s, 4 s, up to 30 s for one that keeps ending."""
        steady = self.running is not None and now - self.running.started > STEADY
        self.failures = 1 if steady else self.failures + 1
        wait = min(SLOWEST_RESTART, 2.0 ** (self.failures - 1))
        self.start_at = now + wait
        self.running = None
        warn(f"{self.service.name} ended with code {code}; starting it again in {wait:.0f} s.")


def _nothing() -> None:
    pass


class Supervisor:
    """Supervises everything that runs. Groups stop in the reverse order of their start: ours first,
    then the stores."""

    def __init__(self, layout: Layout, lock: int) -> None:
        self._layout, self._lock = layout, lock
        self._groups: list[list[Kept]] = [[]]
        self._trouble: CannotStart | None = None
        self._brief: Running | None = None
        self.attached_to: int | None = None
        parent_watch.adopt_orphans()

    def begin_group(self) -> None:
        """Begin a new group: its services are stopped before those added so far."""
        self._groups.append([])

    def add(self, service: Service, before: Callable[[], None] = _nothing) -> Running:
        """Start a service and keep it up from now on."""
        kept = Kept(service, before)
        self._groups[-1].append(kept)
        return self._start(kept)

    def run_once(self, service: Service) -> None:
        """Run a command to its end; CannotStart with its last lines when it fails."""
        running, reader = self._launch(service)
        self._brief = running
        try:
            while (code := running.ended()) is None:
                self.supervise()
                time.sleep(0.05)
        finally:
            running.stop()
            self._brief = None
        reader.join(5)
        if code:
            last = "\n".join(f"    {line}" for line in reader.tail)
            raise CannotStart(f"The step '{service.name}' failed with code {code}:\n{last}")

    def supervise(self) -> None:
        """Restart what has died and whose time has come.

        Raises CannotStart when a log cannot be kept, Stopped when our parent process is gone.
        """
        if self.attached_to not in (None, os.getppid()):
            raise Stopped("the process that started it is gone")
        if self._trouble:
            raise self._trouble
        now = time.monotonic()
        for kept in self._every():
            code = kept.running.ended() if kept.running else None
            if code is not None:
                kept.plan_restart(code, now)
                kill_strays(self._watchers())
            if kept.running is None and now >= kept.start_at:
                self._start(kept)

    def stop(self) -> None:
        """Stop group by group, the last one first; within a group all at once."""
        while self._groups:
            running = [kept.running for kept in self._groups.pop() if kept.running]
            for one in running:
                one.close_pipe()
            for one in running:
                one.stop()

    def give_up_on_failing(self) -> None:
        """Raise CannotStart when a service has ended so often that waiting for it is of no use."""
        for kept in self._every():
            if kept.failures >= HOPELESS and kept.reader:
                last = "\n".join(f"    {line}" for line in kept.reader.tail)
                raise CannotStart(f"{kept.service.name} does not stay up:\n{last}")

    def _every(self) -> list[Kept]:
        return [kept for group in self._groups for kept in group]

    def _watchers(self) -> list[int]:
        running = [kept.running for kept in self._every()]
        return [one.pid for one in [*running, self._brief] if one]

    def _start(self, kept: Kept) -> Running:
        kept.before()
        kept.running, kept.reader = self._launch(kept.service)
        return kept.running

    def _launch(self, service: Service) -> tuple[Running, Reader]:
        running = Running(service, subprocess.PIPE, keep=[self._lock])
        assert running.output is not None  # noqa: S101 (asked for a pipe one line above)
        log = self._layout.logs / f"{service.name}.log"
        reader = Reader(service.name, running.output, log, self._log_failed)
        reader.start()
        return running, reader

    def _log_failed(self, error: OSError) -> None:
        """Stop the stack when a log can't be written, with a sentence of its own for a full
        disk.
        """
        if error.errno == errno.ENOSPC:
            self._trouble = checks.disk_full(self._layout.root)
        else:
            self._trouble = CannotStart(f"A log cannot be written: {error}.")
