"""Keeps what recordings become: each is converted once in a test run, for all of its processes."""

import fcntl
import hashlib
import os
import pickle
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from media.services.conversion import Made, Watch, convert, look
from tests import prepared

MADE = "made.pickle"
Work = Callable[[Path, Path, Watch], Made]


def converted(source: Path, folder: Path) -> Made:
    """Return what `convert` makes of the source, in `folder`."""
    return _once(convert, source, folder)


def looked_at(source: Path, folder: Path) -> Made:
    """Return what `look` makes of the source, which stays the playable file; the poster is in
    `folder`."""
    return _once(look, source, folder)


def _once(work: Work, source: Path, folder: Path) -> Made:
    """Do the work for the first source of this content in the test run; others get copies of the
    files that were made."""
    home = Path(os.environ[prepared.ENTRY], "conversions")
    home.mkdir(exist_ok=True)
    kept = home / f"{work.__name__}-{hashlib.sha256(source.read_bytes()).hexdigest()}"
    with kept.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            _do(work, source, kept.with_suffix(".making")).rename(kept)
    made: Made = pickle.loads((kept / MADE).read_bytes())  # noqa: S301  # written below
    is_new = (kept / made.file.name).exists()
    file = Path(shutil.copy(kept / made.file.name, folder)) if is_new else source
    poster = made.poster and Path(shutil.copy(kept / made.poster.name, folder))
    return replace(made, file=file, poster=poster)


def _do(work: Work, source: Path, folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)  # of work that failed
    folder.mkdir()
    (folder / MADE).write_bytes(pickle.dumps(work(source, folder, Watch())))
    return folder
