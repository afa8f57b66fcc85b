"""`make run` brings up a whole stack, which these tests start and walk through."""

import contextlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.stack.layout import PROJECT
from tests import loopback
from tests.deploy.processes import command, eventually
from tests.deploy.stacks import Stack, ask, environment

pytestmark = pytest.mark.stack


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    stack = Stack(tmp_path_factory.mktemp("run") / "data").up()
    yield stack
    if stack.process.poll() is None:
        stack.stop()


def named(stack: Stack, text: str) -> list[int]:
    """Return the stack's processes with `text` in their command, without their watchers."""
    lines = {pid: command(pid) for pid in stack.processes()}
    return [pid for pid, line in lines.items() if text in line and "parent_watch.py" not in line]


def test_it_says_where_it_is_and_who_can_sign_in(stack: Stack) -> None:
    said = stack.said()
    assert f"Kalm is up: http://localhost:{stack.port}" in said
    for name in ("employee", "coach", "author", "manager", "admin"):
        assert f"{name}@demo.example" in said


def test_it_is_ready_in_all_its_parts(stack: Stack) -> None:
    answer = loopback.get(f"{stack.url}/readyz").json()
    parts = {"database": True, "valkey": True, "storage": True, "worker": True}
    assert answer == {"ready": True, "parts": parts, "degraded": {}}


def test_commands_by_hand_find_the_running_services(stack: Stack) -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", "migrate", "--check"],
        env=environment(stack.data),
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_a_borrowed_command_uses_the_running_services(stack: Stack) -> None:
    code = "import os; print(os.environ['DATABASE_URL'])"
    done = ask("with", "--", sys.executable, "-c", code, env=environment(stack.data))
    services = json.loads((stack.data / "run" / "services.json").read_text())
    assert done.stdout.strip() == services["DATABASE_URL"]


def test_a_second_run_on_the_same_data_is_refused_in_one_sentence(stack: Stack) -> None:
    done = ask("run", env=environment(stack.data, PORT="0"))
    assert done.returncode == 1
    assert done.stderr.startswith(f"Kalm is already running on {stack.data}")
    assert done.stderr.count("\n") == 1
    assert stack.ready()


def test_a_taken_port_is_refused_in_one_sentence(stack: Stack, tmp_path: Path) -> None:
    done = ask("run", env=environment(tmp_path / "other", PORT=str(stack.port)))
    assert done.returncode == 1
    assert done.stderr.startswith(f"Port {stack.port} is in use by another program")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("name", "value"), [("PORT", "99999"), ("PORT", "eight"), ("KALM_LEAST_FREE_MB", "1.5")]
)
def test_a_number_that_is_none_is_refused_in_one_sentence(
    tmp_path: Path, name: str, value: str
) -> None:
    done = ask("run", env=environment(tmp_path / "other", **{name: value}))
    assert done.returncode == 1
    assert done.stderr.startswith(f"{name} must be a whole number of at most")
    assert done.stderr.count("\n") == 1


def test_a_reset_of_a_running_stack_is_refused(stack: Stack) -> None:
    assert ask("reset", env=environment(stack.data)).returncode == 1
    assert stack.ready()


@pytest.mark.parametrize("name", ["granian", "celery", "valkey-server", "bin/postgres"])
def test_a_process_that_dies_is_started_again(stack: Stack, name: str) -> None:
    before = set(named(stack, name))
    assert before
    for pid in before:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    assert eventually(lambda: set(named(stack, name)) - before, 60), stack.said()
    assert eventually(stack.ready, 60), stack.said()
    assert "starting it again in" in stack.said()


def test_nothing_is_left_of_a_worker_whose_watcher_is_killed(stack: Stack) -> None:
    before = named(stack, " worker -Q ")
    lines = {pid: command(pid) for pid in stack.processes()}
    (watcher,) = [
        pid for pid, line in lines.items() if "parent_watch.py" in line and '"worker"' in line
    ]
    os.kill(watcher, signal.SIGKILL)
    assert before
    assert eventually(lambda: not set(before) & set(stack.processes()))
    assert eventually(lambda: named(stack, " worker -Q "))
    assert eventually(stack.ready, 60)


def test_ctrl_c_stops_everything_and_the_next_run_finds_its_data(stack: Stack) -> None:
    assert stack.stop(signal.SIGINT) == 0
    assert stack.processes() == []
    assert "everything is down" in stack.said()
    code = "from accounts.models import Person; print('people', Person.objects.count())"
    manage = [sys.executable, "manage.py", "shell", "--no-imports", "-c", code]
    done = ask("with", "--", *manage, env=environment(stack.data))
    assert int(done.stdout.split("people ")[1]) >= 5
    assert stack.processes() == []
