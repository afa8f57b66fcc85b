"""Keeps data folders made once in a test run and copied for each stack: an empty one, and one with
the demo in it.

Making the cluster, migrating and loading the demo take longer than all else of a first start,
which tests/deploy/test_run.py goes through. Every other stack of the tests starts from a copy.
"""

import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path

from deploy.stack.layout import PROJECT

# What names the services of the test run: the copy is for a stack with services of its own.
NOT_OURS = ("DATABASE_URL", "REDIS_URL", "KALM_DATA_DIR", "PORT", "PUBLIC_URL", "ALLOWED_HOSTS")
ENTRY = "KALM_TEST_RUN"


def share(folder: Path) -> None:
    """Let all processes of this test run find what is prepared below `folder`."""
    os.environ[ENTRY] = str(folder)


def copy_to(data: Path, *, demo: bool = True) -> None:
    """Make `data`, which does not exist yet, as a first run and a clean stop leave it; without
    `demo` as one with KALM_DEMO=off."""
    home = Path(os.environ[ENTRY])
    with (home / "prepared.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        made = _once(home / "empty", None, KALM_DEMO="off")
        if demo:
            made = _once(home / "prepared", made)
    _copy(made, data)


def _once(made: Path, start: Path | None, **more: str) -> Path:
    """Prepare `made` from a copy of `start`, or from nothing, unless that was done."""
    if not made.exists():
        part = made.with_suffix(".part")
        shutil.rmtree(part, ignore_errors=True)
        if start:
            _copy(start, part)
        _prepare(part, more)
        part.rename(made)
    return made


def _copy(source: Path, target: Path) -> None:
    # PostgreSQL's files belong to a user of its own where we are root; cp keeps that.
    subprocess.run(["cp", "-a", str(source), str(target)], check=True)


def _prepare(data: Path, more: dict[str, str]) -> None:
    kept = {name: value for name, value in os.environ.items() if name not in NOT_OURS}
    command = [sys.executable, "-m", "deploy.stack", "with", "--"]
    subprocess.run(
        [*command, sys.executable, "-m", "deploy.stack.prepare"],
        env={**kept, "KALM_DATA_DIR": str(data), "PYTHONPATH": str(PROJECT), **more},
        cwd=PROJECT,
        check=True,
    )
