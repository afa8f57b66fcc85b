"""The receiver alone, in its own process and with production's settings."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from deploy.embedded import ports
from tests.servers import Server, environment, start, wait_until

PRODUCTION = {
    "KALM_MODE": "production",
    "ALLOWED_HOSTS": "kalm.example.com",
    "PUBLIC_URL": "https://kalm.example.com",
    "EMAIL_HOST": "127.0.0.1",
    "EMAIL_FROM": "Kalm <kalm@example.com>",
}


@dataclass
class Receiver(Server):
    """`python -m deploy.receiver`, begun with a limit of `files` open ones where that is set."""

    files: int = 0

    def start(self) -> None:
        """Start and wait until it answers."""
        limited = ["sh", "-c", f'ulimit -Sn {self.files}; exec "$@"', "sh"] if self.files else []
        argv = [*limited, sys.executable, "-m", "deploy.receiver", "--port", str(self.port)]
        self.process = start(argv, self.folder / "receiver.log", self.env)
        wait_until(self._answers, self.process)


@contextmanager
def running_receiver(folder: Path, *, files: int = 0, **env: str) -> Iterator[Receiver]:
    """A receiver for the time of the context."""
    env = environment(DATABASE_POOL="4", **PRODUCTION, **env)
    receiver = Receiver(ports.free(), folder, env, files=files)
    try:
        receiver.start()
        yield receiver
    finally:
        receiver.stop()
