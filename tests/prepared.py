"""Keeps a data folder with the demo in it, made once in a test run and copied for each stack.

Making the cluster, migrating and loading the demo take longer than all else of a first start,
which tests/deploy/test_run.py goes through. Every other stack of the tests starts from a copy.
"""

import fcntl
import os
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


def copy_to(data: Path) -> None:
    """Make `data`, which does not exist yet, as a first run and a clean stop leave it."""
    home = Path(os.environ[ENTRY])
    made = home / "prepared"
    with (home / "prepared.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            _make(home / "preparing")
            (home / "preparing").rename(made)
    # PostgreSQL's files belong to a user of its own where we are root; cp keeps that.
    subprocess.run(["cp", "-a", str(made), str(data)], check=True)


def _make(data: Path) -> None:
    kept = {name: value for name, value in os.environ.items() if name not in NOT_OURS}
    command = [sys.executable, "-m", "deploy.stack", "with", "--"]
    subprocess.run(
        [*command, sys.executable, "-m", "deploy.stack.prepare"],
        env={**kept, "KALM_DATA_DIR": str(data), "PYTHONPATH": str(PROJECT)},
        cwd=PROJECT,
        check=True,
    )
