"""Keeps the secrets of the embedded services: made once, stored beside the data, readable by their
owner alone."""

import os
import secrets
from pathlib import Path


def read_or_make(path: Path, size: int = 32) -> str:
    """Return the secret in `path`, made from `size` random bytes when there is none yet."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write(path, secrets.token_urlsafe(size))
    return path.read_text().strip()


def write(path: Path, text: str) -> None:
    """Replace `path` in one step by a file that only its owner can read."""
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    fresh.touch(mode=0o600)
    fresh.write_text(text)
    fresh.replace(path)
