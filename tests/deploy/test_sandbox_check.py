"""A worker reports which restrictions of its sandbox hold; production refuses to work without
them.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from media import sandbox
from tests.deploy.without_syscall import LANDLOCK
from tests.servers import PROJECT, environment, start, wait_until

WORKER = [sys.executable, "-m", "celery", "-A", "deploy.celery", "worker", "--concurrency", "1"]
WORKER += ["--without-gossip", "--without-mingle", "-l", "INFO"]
WITHOUT_LANDLOCK = [sys.executable, "-m", "tests.deploy.without_syscall", str(LANDLOCK)]
PRODUCTION = {
    "KALM_MODE": "production",
    "SECRET_KEY": "0123456789-abcdefghij-klmnopqrst-uvwxyz-ABC",
    "ALLOWED_HOSTS": "kalm.example",
    "PUBLIC_URL": "https://kalm.example",
    "EMAIL_HOST": "mail.example",
    "EMAIL_FROM": "kalm@kalm.example",
    "LOG_LEVEL": "INFO",
}
pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def log_of_worker(folder: Path, argv: list[str], **env: str) -> str:
    """Return what the worker printed until it was ready, or until it ended."""
    log = folder / "worker.log"
    process = start(argv, log, environment(**{**PRODUCTION, **env}))
    try:
        wait_until(lambda: process.popen.poll() is not None or "ready." in log.read_text())
        return log.read_text() + f"\nended with {process.popen.poll()}"
    finally:
        process.kill()


def told(log: str, event: str) -> dict[str, object]:
    [line] = [line for line in log.splitlines() if f'"{event}"' in line]
    found: dict[str, object] = json.loads(line)
    return found


def test_a_worker_says_once_which_restrictions_hold(tmp_path: Path) -> None:
    line = told(log_of_worker(tmp_path, [*WORKER, "-Q", "media"]), "sandbox_restrictions")
    assert {
        name: line[name] for name in ("files", "calls", "network")
    } == sandbox.check_restrictions()


def test_production_opens_no_recording_where_a_restriction_is_missing(tmp_path: Path) -> None:
    log = log_of_worker(tmp_path, [*WITHOUT_LANDLOCK, *WORKER, "-Q", "media"])
    assert told(log, "sandbox_incomplete")["missing"] == ["files"]
    assert "SANDBOX_WITHOUT" in log
    assert "ended with 1" in log


def test_an_operator_can_accept_that_a_restriction_is_missing(tmp_path: Path) -> None:
    argv = [*WITHOUT_LANDLOCK, *WORKER, "-Q", "extras"]
    log = log_of_worker(tmp_path, argv, SANDBOX_WITHOUT="files,network")
    assert told(log, "sandbox_restrictions")["files"] is False
    assert "ended with None" in log


def test_a_worker_for_messages_needs_no_sandbox(tmp_path: Path) -> None:
    log = log_of_worker(tmp_path, [*WITHOUT_LANDLOCK, *WORKER, "-Q", "messages"])
    assert "sandbox" not in log
    assert "ended with None" in log


def test_an_unknown_restriction_is_refused_by_name() -> None:
    command = [sys.executable, "-c", "import deploy.settings"]
    env = environment(SANDBOX_WITHOUT="files,locks")
    done = subprocess.run(
        command, env=env, cwd=PROJECT, capture_output=True, text=True, check=False
    )
    assert "SANDBOX_WITHOUT may hold files, calls, network, not 'locks'" in done.stderr
