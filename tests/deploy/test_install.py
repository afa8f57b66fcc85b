"""`make install` says in one sentence what keeps it from succeeding."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from deploy import install
from deploy.stack.layout import PROJECT

pytestmark = pytest.mark.slow

LOCKED = "nothing-of-this-name==1.0 --hash=sha256:" + "0" * 64


def old_python(folder: Path, version: str) -> Path:
    """Return a Python that claims to be of another version."""
    path = folder / "python3"
    numbers = version.replace(".", ", ")
    path.write_text(
        "#!/bin/sh\n"
        f'if [ "$1" = --version ]; then echo "Python {version}"; exit; fi\n'
        f'exec {sys.executable} -c "import sys; sys.version_info = ({numbers})\n$2"\n'
    )
    path.chmod(0o755)
    return path


@pytest.mark.parametrize("version", ["2.7.18", "3.10.14", "3.15.0"])
def test_an_unsupported_python_is_refused_before_anything_is_installed(
    tmp_path: Path, version: str
) -> None:
    python = old_python(tmp_path, version)
    done = subprocess.run(
        ["make", "--what-if=requirements.txt", "install", f"PYTHON={python}"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    said = done.stderr.splitlines()[0]
    assert said.startswith(f"Kalm needs Python 3.11 to 3.14, and {python} is Python {version}")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Make a project with nothing but its installer, and one package that no index has."""
    (tmp_path / "deploy").mkdir()
    shutil.copy(PROJECT / "deploy" / "install.py", tmp_path / "deploy")
    (tmp_path / "requirements.txt").write_text(LOCKED)
    return tmp_path


def run(project: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    nowhere = {"PIP_CONFIG_FILE": os.devnull, "PIP_INDEX_URL": "http://127.0.0.1:9/simple"}
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
    return subprocess.run(
        [sys.executable, "deploy/install.py", "requirements.txt"],
        cwd=project,
        env={**kept, **nowhere, **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_machine_that_is_not_online_is_told_so(project: Path) -> None:
    done = run(project)
    assert done.returncode == 1
    assert done.stderr.startswith("The packages cannot be downloaded: is this machine online?")
    assert done.stderr.count("\n") == 1


def test_a_full_disk_is_told_before_anything_is_made(project: Path) -> None:
    done = run(project, KALM_LEAST_FREE_MB="1000000000")
    assert done.returncode == 1
    assert done.stderr.startswith(f"The disk under {project} is full")
    assert not (project / ".venv").exists()


def test_a_disk_that_fills_up_while_installing_is_told() -> None:
    said = "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device"
    assert str(install.explained(said)).startswith("The disk under")


def test_any_other_complaint_is_shown_as_pip_made_it() -> None:
    assert "HASHES" in str(install.explained("THESE PACKAGES DO NOT MATCH THE HASHES"))
