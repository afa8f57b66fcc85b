"""Parses the command line: `run [--lan] [--reload]`, `with -- COMMAND`, `reset`."""

import argparse
import errno
import shutil
import sys

from deploy.embedded.account import NoAccount
from deploy.embedded.process import ServiceFailed
from deploy.stack import borrow, checks
from deploy.stack import run as running
from deploy.stack.errors import CannotStart
from deploy.stack.layout import Layout
from deploy.stack.lock import Lock


def reset() -> int:
    """Delete the data folder of a stack that is not running."""
    layout = Layout.from_environment()
    layout.make()
    lock = Lock(layout.run / "lock")
    lock.take()
    shutil.rmtree(layout.root)
    lock.release()
    print(f"{layout.root} is gone.")
    return 0


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    top = argparse.ArgumentParser(prog="python -m deploy.stack", description=__doc__)
    verbs = top.add_subparsers(dest="verb", required=True)
    run = verbs.add_parser("run", help="bring everything up, until Ctrl-C")
    run.add_argument("--lan", action="store_true", help="HTTPS on the network, with a QR code")
    run.add_argument("--attached", action="store_true", help="stop when the caller is gone")
    run.add_argument("--reload", action="store_true", help="restart what changes; for development")
    with_ = verbs.add_parser("with", help="run a command with the database and Valkey up")
    with_.add_argument("command", nargs="+")
    verbs.add_parser("reset", help="delete all data of the embedded default")
    return top


def main(argv: list[str]) -> int:
    """Run the command; print one sentence on standard error and return 1 for anything that prevents
    a start."""
    asked = parser().parse_args(argv)
    try:
        if asked.verb == "run":
            return running.run(on_lan=asked.lan, attached=asked.attached, reload=asked.reload)
        return borrow.run(asked.command) if asked.verb == "with" else reset()
    except (CannotStart, NoAccount, ServiceFailed) as refusal:
        print(refusal, file=sys.stderr)
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        print(checks.disk_full(Layout.from_environment().root), file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
