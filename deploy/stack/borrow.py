"""Runs a command that needs the database, stack up or not: `python -m deploy.stack with --
COMMAND`."""

import signal
import subprocess
import sys

from deploy.stack import parts
from deploy.stack.layout import Layout
from deploy.stack.lock import Lock
from deploy.stack.run import embedded


def run(argv: list[str]) -> int:
    """Run the command and return its exit code. It uses the services that are up, else starts them
    for its own duration."""
    layout = Layout.from_environment()
    environment = parts.environment()
    layout.make()
    if not _is_free(layout):
        environment |= layout.addresses()
        return subprocess.run(argv, env=environment, check=False).returncode
    with embedded(layout, environment):
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: None)
        return _follow(argv, environment)


def _is_free(layout: Layout) -> bool:
    lock = Lock(layout.run / "lock")
    try:
        return lock.try_take()
    finally:
        lock.release()


def _follow(argv: list[str], environment: dict[str, str]) -> int:
    """Run the command in the foreground; it handles Ctrl-C itself, because it shares our
    terminal.
    """
    try:
        return subprocess.run(argv, env=environment, check=False).returncode
    except FileNotFoundError:
        print(f"{argv[0]}: no such command", file=sys.stderr)
        return 127
