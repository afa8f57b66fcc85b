"""Runs the PostgreSQL and Valkey of one test run: real ones, in a folder that is removed with
them.
"""

import os
import shutil
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from deploy.embedded import ports
from deploy.embedded.postgres import Postgres
from deploy.embedded.process import Running
from deploy.embedded.valkey import Valkey
from deploy.stack.parts import Embedded
from tests import prepared, template


class Services:
    """Starts what the environment does not name, and puts its address there for everyone below.

    With xdist only the controller starts anything: its workers inherit the environment. All of it
    has a watcher, so that even `kill -9` of pytest leaves no server behind.
    """

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="kalm-tests-"))
        self.running: list[Running] = []
        # Not the folder that all runs of a user share: each run closes that one, when it starts, to
        # everyone else, so also to the user as whom an earlier run's PostgreSQL is running.
        self.files = Path(tempfile.mkdtemp(prefix="kalm-files-"))
        self.keeps_files = False
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(self.files))

    def start(self) -> None:
        """Start both at once, wait for both, and point the environment at them."""
        secrets = self.folder / "secrets"
        postgres = Postgres(self.folder / "postgres", secrets, ports.free(), durable=False)
        valkey = Valkey(self.folder / "valkey", secrets, ports.free(), durable=False)
        parts: dict[str, Embedded] = {"DATABASE_URL": postgres, "REDIS_URL": valkey}
        wanted = {name: part for name, part in parts.items() if not os.environ.get(name)}
        if "DATABASE_URL" in wanted:
            template.fetch(self.folder)
        with (self.folder / "services.log").open("wb") as log:
            for part in wanted.values():
                part.prepare()
                self.running.append(Running(part.service(), log))
        for (name, part), running in zip(wanted.items(), self.running, strict=True):
            part.wait(running)
            os.environ[name] = part.url
        os.environ["KALM_DATA_DIR"] = str(self.folder)
        prepared.share(self.folder)

    def stop(self) -> None:
        """Stop what was started and throw its data away; the tests' own files stay for reading
        where `keeps_files` is set."""
        for running in self.running:
            running.close_pipe()
        for running in self.running:
            running.stop()
        template.keep(self.folder)
        shutil.rmtree(self.folder, ignore_errors=True)
        if not self.keeps_files:
            shutil.rmtree(self.files, ignore_errors=True)


def take_own_share(worker: str) -> None:
    """Choose the Valkey database and data folder of this xdist worker, such as gw3.

    PostgreSQL needs nothing here, since pytest-django names a test database per worker.
    """
    number = int(worker.removeprefix("gw")) + 1
    os.environ["REDIS_URL"] = urlsplit(os.environ["REDIS_URL"])._replace(path=f"/{number}").geturl()
    folder = Path(os.environ["KALM_DATA_DIR"], worker)
    folder.mkdir(exist_ok=True)
    os.environ["KALM_DATA_DIR"] = str(folder)
