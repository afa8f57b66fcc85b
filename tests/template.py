"""Makes a migrated database that each worker's test database is copied from.

Migrating takes seconds; copying takes a tenth of one. The first worker makes the template in the
run's own PostgreSQL; nothing else connects to it, or PostgreSQL would refuse to copy it. A run that
ends well keeps the cluster in `.data/test-cluster` under a digest of the migrations, and the next
run with the same migrations begins with a copy.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
from pathlib import Path

import django
from django.core.management import call_command
from django.db import connection

from deploy.embedded.postgres import MAJOR
from deploy.stack.layout import PROJECT

KEPT = PROJECT / ".data" / "test-cluster"
PARTS = ("postgres", "secrets")
ENTRY = "KALM_TEST_TEMPLATE"
MIGRATED = "migrated"
TEMPLATE = "kalm_template"


def digest() -> str:
    """Return a name for the schema: the migrations of all apps, Django's version, PostgreSQL's."""
    found = hashlib.sha256(f"{django.__version__} {MAJOR}".encode())
    for path in sorted(PROJECT.glob("*/migrations/0*.py")):
        found.update(path.relative_to(PROJECT).as_posix().encode() + path.read_bytes())
    return found.hexdigest()[:16]


def fetch(folder: Path) -> None:
    """Copy the kept cluster to `folder`, where there is one of this schema, and announce it."""
    os.environ[ENTRY] = str(folder)
    kept = KEPT / digest()
    if not _is_whole(kept):
        return
    for part in (*PARTS, MIGRATED):
        # PostgreSQL's files belong to a user of its own where we are root; cp keeps that.
        subprocess.run(["cp", "-a", str(kept / part), str(folder / part)], check=True)


def _is_whole(kept: Path) -> bool:
    migrated = kept / MIGRATED
    return migrated.exists() and migrated.read_text() == kept.name


def keep(folder: Path) -> None:
    """Keep the stopped cluster in `folder` for the next run, in place of older ones.

    Its name was noted when it was migrated: a migration may have been added since.
    """
    migrated = folder / MIGRATED
    if not migrated.exists():
        return
    kept = KEPT / migrated.read_text()
    if _is_whole(kept):
        return
    shutil.rmtree(KEPT, ignore_errors=True)
    kept.mkdir(parents=True, mode=0o755)
    for part in PARTS:
        subprocess.run(["cp", "-a", str(folder / part), str(kept / part)], check=True)
    # Last, so that a copy that was cut off does not count.
    shutil.copyfile(migrated, kept / MIGRATED)


def use() -> None:
    """Make the template unless somebody has, and let Django copy it for this process.

    Without a cluster of our own, as with a DATABASE_URL from outside, nothing is changed.
    """
    home = os.environ.get(ENTRY)
    if home is None:
        return
    with Path(home, "template.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not Path(home, MIGRATED).exists():
            name = digest()
            _make()
            Path(home, MIGRATED).write_text(name)
    connection.settings_dict["TEST"]["TEMPLATE"] = TEMPLATE


def _make() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {TEMPLATE}")
        cursor.execute(f"CREATE DATABASE {TEMPLATE}")
    connection.close()
    name = connection.settings_dict["NAME"]
    connection.settings_dict["NAME"] = TEMPLATE
    try:
        call_command("migrate", interactive=False, verbosity=0)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = name
