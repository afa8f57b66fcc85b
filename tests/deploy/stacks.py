"""Starts stacks of the tests' own, each in its own folder on its own port."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import httpx

from deploy.embedded import ports
from deploy.stack.layout import PROJECT
from tests import loopback, prepared
from tests.deploy.processes import belonging_to, eventually


def environment(data: Path, **more: str) -> dict[str, str]:
    """Return this process's environment, pointed at the data folder `data`."""
    kept = {name: value for name, value in os.environ.items() if name not in prepared.NOT_OURS}
    return {**kept, "KALM_DATA_DIR": str(data), "PYTHONPATH": str(PROJECT), **more}


def ask(*arguments: str, env: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """Run `python -m deploy.stack ARGUMENTS` to its end."""
    command = [sys.executable, "-m", "deploy.stack", *arguments]
    return subprocess.run(
        command, env=env, cwd=PROJECT, capture_output=True, text=True, check=False, timeout=120
    )


class Stack:
    """Runs `python -m deploy.stack run --attached` in the folder `data`.

    Attached, so that it ends with the test's process even when that one is killed.
    """

    def __init__(self, data: Path, *options: str, **more: str) -> None:
        self.data, self.port = data, ports.free()
        self.url = f"http://localhost:{self.port}"
        self.env = environment(data, PORT=str(self.port), **more)
        self.output = data.with_name(f"output-{self.port}")
        with self.output.open("ab") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "deploy.stack", "run", "--attached", *options],
                env=self.env,
                cwd=PROJECT,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def said(self) -> str:
        """Return all that was printed so far."""
        return self.output.read_text()

    def up(self) -> "Stack":
        """Wait until the supervisor announces that all is well."""
        announced = eventually(lambda: self._is_up() or self.process.poll() is not None, 120)
        assert announced, self.said()
        assert self.process.poll() is None, self.said()
        return self

    def _is_up(self) -> bool:
        return "Ctrl-C stops everything" in self.said()

    def ready(self) -> bool:
        """Tell whether /readyz answers that all works."""
        try:
            return loopback.get(f"{self.url}/readyz", timeout=10).status_code == 200
        except httpx.HTTPError:
            return False

    def processes(self) -> list[int]:
        """Return every process of this stack: its data folder is in the command line or environment
        of each."""
        return belonging_to(self.data)

    def stop(self, number: signal.Signals = signal.SIGTERM) -> int:
        """Send a signal to the supervisor, wait for its end and return the exit code."""
        self.process.send_signal(number)
        return self.process.wait(60)
