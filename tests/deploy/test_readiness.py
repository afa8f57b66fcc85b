"""The two probes tell of each part that is really stopped and started again."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import redis

from deploy.embedded import ports
from deploy.embedded.postgres import Postgres
from deploy.embedded.process import Running, Service
from deploy.embedded.valkey import Valkey
from deploy.stack import parts
from tests import loopback
from tests.deploy.processes import eventually
from tests.deploy.stacks import environment

pytestmark = pytest.mark.stack


class Machine:
    """A server, a worker and their stores, each of which can be stopped and started."""

    def __init__(self, folder: Path) -> None:
        secrets = folder / "secrets"
        self.postgres = Postgres(folder / "postgres", secrets, ports.free(), durable=False)
        self.valkey = Valkey(folder / "valkey", secrets, ports.free(), durable=False)
        self.postgres.prepare()
        self.valkey.prepare()
        self.port = ports.free()
        self.media = folder / "media"
        env = environment(folder, DATABASE_URL=self.postgres.url, REDIS_URL=self.valkey.url)
        address = parts.Address("127.0.0.1", self.port, f"http://localhost:{self.port}")
        self.services: dict[str, Service] = {
            "database": self.postgres.service(),
            "valkey": self.valkey.service(),
            "web": parts.web(address, env),
            "worker": parts.worker(env),
        }
        self.log = (folder / "log").open("wb")
        self.running: dict[str, Running] = {}
        for name in self.services:
            self.start(name)
            if name == "database":
                self.postgres.wait(self.running[name])

    def start(self, name: str) -> None:
        """Start one service."""
        self.running[name] = Running(self.services[name], self.log)

    def stop(self, name: str) -> None:
        """Stop one service and wait until it is gone."""
        self.running[name].stop()

    def readiness(self) -> tuple[int, dict[str, bool]]:
        """Return status and parts as /readyz has them now; (0, {}) while the server starts."""
        try:
            answer = loopback.get(f"http://127.0.0.1:{self.port}/readyz", timeout=10)
        except httpx.HTTPError:
            return 0, {}
        return answer.status_code, answer.json()["parts"]

    def workers(self) -> list[bytes]:
        """Return the workers that listen to the queue of recordings, as Valkey knows them."""
        with redis.Redis.from_url(self.valkey.url) as valkey:
            found: list[bytes] = valkey.zrange("heartbeats:media", 0, -1)
            return found

    def comes_to(self, *absent: str) -> bool:
        """Tell whether exactly these parts become absent."""

        def so() -> bool:
            status, found = self.readiness()
            missing = {name for name, works in found.items() if not works}
            return bool(found) and missing == set(absent) and status == (503 if absent else 200)

        return eventually(so, 60)


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    machine = Machine(tmp_path_factory.mktemp("machine"))
    yield machine
    for running in machine.running.values():
        running.close_pipe()
    for running in machine.running.values():
        running.stop()


@pytest.mark.parametrize(
    ("service", "absent"),
    [
        ("database", ("database",)),
        ("valkey", ("valkey", "worker")),  # a worker without its broker gets no work
    ],
)
def test_it_names_the_part_that_is_away_until_it_is_back(
    machine: Machine, service: str, absent: tuple[str, ...]
) -> None:
    assert machine.comes_to(), machine.readiness()
    machine.stop(service)
    assert machine.comes_to(*absent), machine.readiness()
    assert loopback.get(f"http://127.0.0.1:{machine.port}/healthz").json() == {"alive": True}
    machine.start(service)
    assert machine.comes_to(), machine.readiness()


def test_of_two_workers_one_may_end(machine: Machine) -> None:
    assert machine.comes_to(), machine.readiness()
    second = Running(machine.services["worker"], machine.log)
    try:
        assert eventually(lambda: len(machine.workers()) == 2, 60)
    finally:
        machine.stop("worker")
        machine.running["worker"] = second
    assert len(machine.workers()) == 1
    assert machine.readiness()[1]["worker"]


def test_a_worker_that_ends_is_not_counted_for_a_moment_longer(machine: Machine) -> None:
    assert machine.comes_to(), machine.readiness()
    machine.stop("worker")
    assert not machine.readiness()[1]["worker"]
    assert machine.comes_to("worker"), machine.readiness()
    assert loopback.get(f"http://127.0.0.1:{machine.port}/healthz").json() == {"alive": True}
    machine.start("worker")
    assert machine.comes_to(), machine.readiness()


def test_it_names_a_storage_that_takes_no_files(machine: Machine) -> None:
    assert machine.comes_to()
    machine.media.rename(machine.media.with_name("away"))
    machine.media.write_text("a file where the folder was")
    assert machine.comes_to("storage")
    machine.media.unlink()
    machine.media.with_name("away").rename(machine.media)
    assert machine.comes_to()


def test_it_answers_a_probe_that_names_no_known_host(machine: Machine) -> None:
    assert machine.comes_to()
    answer = loopback.get(f"http://127.0.0.1:{machine.port}/healthz", headers={"Host": "10.1.2.3"})
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
