"""Starts a service below a watcher, and stops it."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from deploy.embedded.account import Account
from deploy.embedded.parent_watch import children, descendants

PARENT_WATCH = Path(__file__).with_name("parent_watch.py")


class ServiceFailed(Exception):
    """A service did not start. The message is one sentence, fit to show to a person."""


@dataclass(frozen=True, kw_only=True)
class Service:
    """A service is one process to run: its command, its account, and how it is stopped. `grace` is
    in seconds."""

    name: str
    argv: list[str]
    env: Mapping[str, str] = field(default_factory=dict)
    cwd: Path = Path("/")
    account: Account | None = None
    stop_signal: signal.Signals = signal.SIGTERM
    orphan_signal: signal.Signals = signal.SIGKILL
    grace: float = 10.0

    def watcher_argv(self) -> list[str]:
        """Return the command line of the watcher that runs this service (parent_watch.py)."""
        spec = {
            "argv": self.argv,
            "account": self.account.as_json() if self.account else None,
            "stop_signal": int(self.stop_signal),
            "orphan_signal": int(self.orphan_signal),
            "grace": self.grace,
        }
        return [sys.executable, "-I", "-S", str(PARENT_WATCH), json.dumps(spec)]


class Running:
    """A running service stops when this object, and so the pipe to its watcher, is gone."""

    def __init__(self, service: Service, output: int | IO[bytes], keep: Sequence[int] = ()) -> None:
        """Start the service. The watcher, not the service, keeps the open files `keep` until
        everything has ended."""
        self.service = service
        self.started = time.monotonic()
        self._watcher = subprocess.Popen(
            service.watcher_argv(),
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=dict(service.env),
            cwd=service.cwd,
            start_new_session=True,
            pass_fds=keep,
        )

    @property
    def pid(self) -> int:
        """Return the watcher's process id."""
        return self._watcher.pid

    @property
    def output(self) -> IO[bytes] | None:
        """Return what the service prints, when it was started with `subprocess.PIPE`."""
        return self._watcher.stdout

    def ended(self) -> int | None:
        """Return the exit code once the service has ended, else None."""
        return self._watcher.poll()

    def close_pipe(self) -> None:
        """Close the pipe: the watcher tells the service to stop, and kills it when its grace is
        over."""
        if self._watcher.stdin and not self._watcher.stdin.closed:
            self._watcher.stdin.close()

    def stop(self) -> int:
        """Close the pipe and wait until the service and all that it started are gone."""
        self.close_pipe()
        try:
            return self._watcher.wait(self.service.grace + 15)
        except subprocess.TimeoutExpired:
            self._watcher.kill()
            return self._watcher.wait()


def kill_strays(watchers: Collection[int]) -> None:
    """Kill our children other than `watchers`: those that a watcher left when it was killed with
    SIGKILL.

    Only for an owner that called `parent_watch.adopt_orphans` and has no other children.
    """
    for child in set(children().get(os.getpid(), [])) - set(watchers):
        for pid in (*descendants(child), child):
            with suppress(OSError):
                os.kill(pid, signal.SIGKILL)
        with suppress(OSError):
            os.waitpid(child, 0)


def wait_until(ready: Callable[[], bool], running: Running, seconds: float) -> None:
    """Return once `ready`; ServiceFailed when the service ends first or the time is over."""
    name = running.service.name
    deadline = time.monotonic() + seconds
    while not ready():
        code = running.ended()
        if code is not None:
            raise ServiceFailed(f"{name} ended with code {code} before it was ready.")
        if time.monotonic() > deadline:
            running.stop()
            raise ServiceFailed(f"{name} was not ready within {seconds:.0f} seconds.")
        time.sleep(0.05)
