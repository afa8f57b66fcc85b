"""Everything that is kept, of whichever store: what a deletion is judged by."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.storage import default_storage


def everything() -> list[str]:
    """Every key in the default storage, and every file of arriving bytes on this disk."""
    uploads = Path(settings.UPLOADS_DIR).rglob("*")
    return below("") + [str(path) for path in uploads if path.is_file()]


def below(folder: str) -> list[str]:
    """Every key in this folder of the default storage, or in folders of it."""
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return []
    base = f"{folder}/" if folder else ""
    found = [f"{base}{name}" for name in files]
    for name in folders:
        found += below(f"{base}{name}")
    return found


@contextmanager
def refused(path: Path) -> Iterator[None]:
    """A disk that refuses this one path, also to root: a link that leads back to itself."""
    aside = path.with_name(f"{path.name}.aside")
    path.rename(aside)
    path.symlink_to(path)
    try:
        with pytest.raises(OSError, match="symbolic links"):
            path.stat()
        yield
    finally:
        path.unlink(missing_ok=True)
        aside.rename(path)
