"""Knows the servers that are measured: how each is started, given uploads, and looked into.

All listen on loopback and keep their files below one folder, so that the disk is the same.
"""

import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from deploy import limits, node
from deploy.embedded import ports
from deploy.embedded.parent_watch import descendants
from deploy.stack import parts

PROJECT = Path(__file__).resolve().parent.parent.parent
PEERS = Path(__file__).with_name("peers")
BIN = Path(sys.executable).parent


class Server:
    """Runs one server process with all below it."""

    title = ""
    as_by_default = True

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = ports.free()
        self.folder.mkdir(parents=True, exist_ok=True)
        self._process: subprocess.Popen[bytes] | None = None

    def command(self) -> list[str]:
        raise NotImplementedError

    def environment(self) -> dict[str, str]:
        return dict(os.environ)

    def create(self, count: int, size: int) -> list[str]:
        """Create uploads and return their paths."""
        raise NotImplementedError

    def file(self, path: str) -> Path:
        """Return the file that holds an upload's bytes."""
        raise NotImplementedError

    def start(self) -> None:
        """Start it on its port, and return once it answers."""
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                self.command(),
                cwd=PROJECT,
                env=self.environment(),
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        deadline = time.monotonic() + 60
        while not ports.answers(self.port):
            if time.monotonic() > deadline or self._process.poll() is not None:
                raise SystemExit((self.folder / "log").read_text()[-3000:])
            time.sleep(0.05)
        time.sleep(0.5)  # what a server still does once its port is open is not measured

    def end(self, number: signal.Signals = signal.SIGKILL) -> None:
        """Send the whole group a signal, and wait."""
        if self._process:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, number)
            self._process.wait()
            while ports.answers(self.port):  # a worker that outlives its supervisor for a moment
                time.sleep(0.01)

    def pids(self) -> list[int]:
        assert self._process
        return [self._process.pid, *descendants(self._process.pid)]

    def resident(self) -> float:
        """Return the memory of all its processes in MB: pages that two of them share count twice
        (RSS)."""
        total = 0
        for pid in set(self.pids()):
            with suppress(OSError):
                total += int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        return total * os.sysconf("SC_PAGE_SIZE") / 1e6

    def processor(self) -> float:
        """Return the seconds of processor time of its living processes, user and system."""
        ticks = 0
        for pid in set(self.pids()):
            with suppress(OSError):
                fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
                ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")


class Peer(Server):
    """Runs a published tus server, which creates uploads over HTTP and keeps files in one
    folder."""

    def create(self, count: int, size: int) -> list[str]:
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        headers = {"Tus-Resumable": "1.0.0", "Upload-Length": str(size), "Content-Length": "0"}
        # Without a name, tuspyserver answers 400 to every HEAD.
        headers["Upload-Metadata"] = "filename cmVwbHkubXA0,filetype dmlkZW8vbXA0"
        paths = []
        for _ in range(count):
            link.request("POST", "/files", headers=headers)
            answer = link.getresponse()
            answer.read()
            location = answer.headers["location"]
            paths.append("/" + location.split("://")[-1].split("/", 1)[1])
        link.close()
        return paths

    def file(self, path: str) -> Path:
        return self.folder / "files" / path.rpartition("/")[2]


class Node(Peer):
    title = "@tus/server"

    def command(self) -> list[str]:
        (self.folder / "files").mkdir(exist_ok=True)
        script = str(PEERS / "node_server.mjs")
        return [str(node.folder() / "node"), script, str(self.port), str(self.folder / "files")]

    def environment(self) -> dict[str, str]:
        return {**os.environ, "NODE_ENV": "production"}


class Tuspyserver(Peer):
    title = "tuspyserver"
    python = PROJECT / ".data" / "bench" / "peers" / "bin" / "python"

    def command(self) -> list[str]:
        options = ("--no-access-log", "--log-level", "warning", "--port", str(self.port))
        return [str(self.python), "-m", "uvicorn", "python_server:app", *options]

    def environment(self) -> dict[str, str]:
        (self.folder / "files").mkdir(exist_ok=True)
        return {**os.environ, "PYTHONPATH": str(PEERS), "FILES": str(self.folder / "files")}


class Ours(Server):
    """Runs our receiver; the database knows the uploads, `make` makes them as the API does."""

    name = ""

    def __init__(
        self,
        folder: Path,
        env: dict[str, str],
        make: Callable[[int, int], list[str]],
        *,
        durable: bool = True,
    ) -> None:
        """Prepare the receiver, which without `durable` calls no fsync, as the peers."""
        super().__init__(folder)
        self._env = env if durable else env | {"UPLOAD_FSYNC": "off"}
        self._make = make
        self.title = self.title_of(durable=durable)
        self.as_by_default = durable

    @classmethod
    def title_of(cls, *, durable: bool) -> str:
        """Return the server's name in the tables."""
        return cls.name if durable else f"{cls.name}, no fsync"

    def create(self, count: int, size: int) -> list[str]:
        return self._make(count, size)

    def environment(self) -> dict[str, str]:
        return self._env

    def command(self) -> list[str]:
        options = [
            *parts.GRANIAN,
            "--log-level",
            "warning",
            "--http",
            "1",
            "--port",
            str(self.port),
        ]
        return [str(BIN / "granian"), *options, "deploy.asgi:application"]

    def file(self, path: str) -> Path:
        from django.utils import timezone

        from media.store import get_store
        from media.tokens import read_upload_token

        read = read_upload_token(path.removeprefix("/uploads/"), timezone.now())
        found = get_store().path(read[0]) if read else None
        assert found
        return found


class Receiver(Ours):
    name = "Kalm, receiver alone"

    def command(self) -> list[str]:
        return [sys.executable, "-m", "deploy.receiver", "--port", str(self.port)]


class Embedded(Ours):
    name = "Kalm, one process"

    def environment(self) -> dict[str, str]:
        return {**limits.SPARING, **self._env}  # as deploy/stack/parts.py has it
