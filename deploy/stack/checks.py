"""Checks the machine before anything is started, and refuses with one clear sentence."""

import os
import shutil
import socket
import sys
from pathlib import Path

from deploy.stack.errors import CannotStart

LEAST_FREE_MB = 500
OLDEST, NEWEST = (3, 11), (3, 14)


def python() -> None:
    """Refuse a Python that Django or our wheels do not support."""
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        here = ".".join(map(str, sys.version_info[:2]))
        raise CannotStart(f"Kalm needs Python 3.11 to 3.14, and this is {here}.")


def whole_number(name: str, value: str, *, most: int) -> int:
    """Return the variable as a whole number from 0 to `most`."""
    if not (value.isascii() and value.isdigit()) or int(value) > most:
        raise CannotStart(f"{name} must be a whole number of at most {most}, not {value!r}.")
    return int(value)


def disk(folder: Path) -> None:
    """Refuse to start on a nearly full disk: videos and the database both need space."""
    asked = os.environ.get("KALM_LEAST_FREE_MB") or str(LEAST_FREE_MB)
    least = whole_number("KALM_LEAST_FREE_MB", asked, most=10**9)
    free = shutil.disk_usage(folder).free // 1_000_000
    if free < least:
        raise disk_full(folder, free, least)


def disk_full(folder: Path, free: int | None = None, least: int = LEAST_FREE_MB) -> CannotStart:
    """Return the refusal about a full disk."""
    left = "" if free is None else f" ({free} MB left)"
    return CannotStart(f"The disk under {folder} is full{left}: free {least} MB and try again.")


def port(number: int) -> None:
    """Refuse a port that somebody listens on, on either loopback address or on all."""
    for family, address in ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")):
        if _answers(family, address, number):
            raise CannotStart(
                f"Port {number} is in use by another program:"
                f" stop that, or choose another, as in `make run PORT={number + 80}`."
            )


def _answers(family: socket.AddressFamily, address: str, number: int) -> bool:
    try:
        with socket.socket(family) as probe:
            probe.settimeout(1)
            return probe.connect_ex((address, number)) == 0
    except OSError:
        return False  # no IPv6 on this machine
