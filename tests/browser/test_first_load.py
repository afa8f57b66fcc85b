"""A screen of an employee's fetches no more script on a first visit than a slow phone takes."""

import os
import subprocess
import sys

import pytest

from deploy.stack.layout import PROJECT

pytestmark = pytest.mark.browser


def test_no_screen_of_an_employee_is_over_its_limit_of_script() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "deploy.node", "node", "scripts/size.mjs"],
        cwd=PROJECT / "web",
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "(focus)/attempts" in done.stdout, done.stderr
    assert done.returncode == 0, done.stdout
