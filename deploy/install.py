"""Makes the virtual environment and installs locked packages: `python3 deploy/install.py FILE...`.

Runs before anything is installed, so only the standard library is here. The Makefile has already
looked at Python's version.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

LEAST_FREE_MB = 1500
ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
INSIDE = VENV / "bin" / "python"
OFFLINE = (
    "NewConnectionError",
    "NameResolutionError",
    "ConnectTimeout",
    "ReadTimeout",
    "name resolution",
    "Network is unreachable",
    "Connection refused",
)


class Refused(Exception):
    """The installation can't go on. The message is one sentence for the person at the terminal."""


def check_disk() -> None:
    """Refuse to make an environment without the space it takes, over a gigabyte."""
    least = int(os.environ.get("KALM_LEAST_FREE_MB") or LEAST_FREE_MB)
    free = shutil.disk_usage(ROOT).free // 1_000_000
    if free < least and not VENV.exists():
        raise Refused(
            f"The disk under {ROOT} is full ({free} MB left): free {least} MB and try again."
        )


def make_environment() -> None:
    """Make a virtual environment with pip, unless there is one already that works."""
    if INSIDE.exists() and _works(INSIDE, "import pip"):
        return
    if not _works(Path(sys.executable), "import ensurepip, venv"):
        version = f"{sys.version_info[0]}.{sys.version_info[1]}"
        raise Refused(
            f"Python {version} cannot make virtual environments, for its ensurepip module is"
            f" missing: on Debian, `apt-get install python{version}-venv` brings it."
        )
    shutil.rmtree(VENV, ignore_errors=True)
    done = subprocess.run(
        [sys.executable, "-m", "venv", str(VENV)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Refused(f"{VENV} cannot be made: {(done.stderr or done.stdout).strip()}")


def _works(python: Path, statement: str) -> bool:
    done = subprocess.run([str(python), "-c", statement], capture_output=True, check=False)
    return done.returncode == 0


def install(files: list[str]) -> None:
    """Install exactly the locked packages, each checked against its hash."""
    options = ["--disable-pip-version-check", "--no-input", "--quiet", "--retries", "2"]
    wanted = [part for name in files for part in ("-r", name)]
    done = subprocess.run(
        [str(INSIDE), "-m", "pip", "install", "--require-hashes", *options, *wanted],
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode:
        raise explained(done.stderr)


def explained(said: str) -> Refused:
    """Return pip's complaint in one sentence, where we know it."""
    if any(sign in said for sign in OFFLINE):
        return Refused(
            "The packages cannot be downloaded: is this machine online?"
            " Behind a mirror or a proxy, set PIP_INDEX_URL or HTTPS_PROXY."
        )
    if "No space left on device" in said:
        return Refused(f"The disk under {ROOT} became full: free {LEAST_FREE_MB} MB and try again.")
    return Refused(f"The packages cannot be installed. pip said:\n{said.strip()}")


def main(files: list[str]) -> int:
    """Return 0, or 1 after one sentence on standard error."""
    try:
        check_disk()
        print(f"Installing {', '.join(files)} into .venv: a minute or so, once.", flush=True)
        make_environment()
        install(files)
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
