"""Development restarts the server and the worker when their Python changes."""

import subprocess
import sys
from pathlib import Path

import pytest

from deploy.embedded.process import Running, Service
from deploy.stack import development
from tests.deploy.processes import alive, eventually

pytestmark = pytest.mark.slow

WRITE_ID = """
import os, pathlib, sys, time
pathlib.Path(sys.argv[1]).write_text(str(os.getpid()))
time.sleep(600)
"""


def test_a_change_of_python_starts_the_process_anew_and_a_stop_ends_it(tmp_path: Path) -> None:
    code, said = tmp_path / "code", tmp_path / "pid"
    code.mkdir()
    (code / "views.py").write_text("")
    service = Service(name="web", argv=[sys.executable, "-c", WRITE_ID, str(said)], cwd=tmp_path)
    running = Running(development.reloading(service, [str(code)]), subprocess.DEVNULL)
    try:
        assert eventually(said.exists)
        first = said.read_text()

        def is_anew() -> bool:
            (code / "views.py").write_text("# changed\n" * len(said.read_text()))
            return said.read_text() not in {"", first}

        assert eventually(is_anew)
        assert not alive(int(first))
        second = int(said.read_text())
        assert alive(second)
    finally:
        running.stop()
    assert eventually(lambda: not alive(second))


def test_all_apps_are_watched_and_no_tests() -> None:
    names = {Path(folder).name for folder in development.packages()}
    assert {"accounts", "media", "training", "coaching", "deploy"} <= names
    assert not {"tests", "web"} & names
