"""The services out of wheels are closed to other users, and keep the data they were given."""

import os
import stat
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
import redis

from deploy.embedded import account, ports
from deploy.embedded.postgres import Postgres
from deploy.embedded.process import Running, ServiceFailed
from deploy.embedded.valkey import Valkey

pytestmark = pytest.mark.slow


@contextmanager
def up(part: Postgres | Valkey) -> Iterator[None]:
    part.prepare()
    running = Running(part.service(), subprocess.DEVNULL)
    try:
        part.wait(running)
        yield
    finally:
        running.stop()


@pytest.fixture
def postgres(tmp_path: Path) -> Postgres:
    return Postgres(tmp_path / "postgres", tmp_path / "secrets", ports.free(), durable=False)


@pytest.fixture
def valkey(tmp_path: Path) -> Valkey:
    return Valkey(tmp_path / "valkey", tmp_path / "secrets", ports.free())


def test_the_database_keeps_what_it_was_given(postgres: Postgres) -> None:
    with up(postgres), psycopg.connect(postgres.url) as link:
        link.execute("CREATE TABLE note AS SELECT 'kept' AS text")
    with up(postgres), psycopg.connect(postgres.url) as link:
        assert link.execute("SELECT text FROM note").fetchone() == ("kept",)


def test_the_application_is_no_superuser_of_the_database(postgres: Postgres) -> None:
    query = "SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user"
    with up(postgres), psycopg.connect(postgres.url) as link:
        assert link.execute(query).fetchone() == (False, False)


def test_the_database_refuses_a_connection_without_its_password(postgres: Postgres) -> None:
    for name in ("kalm", "postgres"):
        address = f"postgresql://{name}:guess@127.0.0.1:{postgres.port}/kalm"
        with up(postgres), pytest.raises(psycopg.OperationalError, match="password"):
            psycopg.connect(address)


def test_the_database_starts_after_a_crash_whose_process_id_is_taken(postgres: Postgres) -> None:
    with up(postgres):
        lock = (postgres.data / "postmaster.pid").read_text()
    mine = str(os.getpid())
    (postgres.data / "postmaster.pid").write_text(lock.replace(lock.split("\n")[0], mine, 1))
    with up(postgres):
        assert postgres.ready()


def test_the_database_of_another_version_is_refused_in_one_sentence(postgres: Postgres) -> None:
    postgres.data.mkdir()
    (postgres.data / "PG_VERSION").write_text("17\n")
    with pytest.raises(ServiceFailed, match=r"of PostgreSQL 17\s+and this is 18"):
        postgres.prepare()


def test_the_broker_keeps_what_it_was_given(valkey: Valkey) -> None:
    with up(valkey), redis.Redis.from_url(valkey.url) as link:
        link.set("note", "kept")
    with up(valkey), redis.Redis.from_url(valkey.url) as link:
        assert link.get("note") == b"kept"


def test_the_broker_refuses_a_connection_without_its_password(valkey: Valkey) -> None:
    stranger = redis.Redis(port=valkey.port)
    with up(valkey), pytest.raises(redis.AuthenticationError):
        stranger.ping()


def test_secrets_are_for_their_owner_only(postgres: Postgres, valkey: Valkey) -> None:
    with up(postgres), up(valkey):
        kept = [*postgres.secrets.iterdir(), valkey.data / "valkey.conf"]
        assert len(kept) == 4
        assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in kept)


def test_a_closed_folder_is_opened_for_its_own_group_only(tmp_path: Path) -> None:
    (tmp_path / "closed" / "data").mkdir(parents=True)
    (tmp_path / "closed").chmod(0o700)
    lent = account.grant_access(account.Account(4242, 4242), tmp_path / "closed" / "data")
    assert stat.S_IMODE((tmp_path / "closed").stat().st_mode) == 0o710
    assert (tmp_path / "closed").stat().st_gid in lent.groups
