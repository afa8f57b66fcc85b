"""A large upload goes to the disk while it arrives, where it is to survive a power cut."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from pytest_django import Settings

from core.ids import new_id
from media.store import write_back
from media.store.local import LocalStore

CHUNK = bytes(write_back.EVERY // 2)


async def written(store: LocalStore, upload: UUID, chunks: int, done: Callable[[], bool]) -> None:
    """Write so many chunks as the receiver does, and keep its event loop until all is `done`."""
    intake = await store.begin(upload, 0, checked=False, end_request=lambda: None)
    for _ in range(chunks):
        await intake.write(CHUNK)
    await intake.settle(keep=True)
    while not done():
        await asyncio.sleep(0.01)


def open_files() -> list[str]:
    """Return the paths of all files that this process has open."""
    found = []
    for descriptor in Path("/proc/self/fd").iterdir():
        try:
            found.append(str(descriptor.readlink()))
        except FileNotFoundError:  # of the listing itself
            continue
    return found


@pytest.mark.parametrize(("fsync", "chunks", "starts"), [(True, 3, 1), (True, 1, 0), (False, 3, 0)])
def test_the_disk_is_told_of_what_came_and_the_file_is_closed(
    fsync: bool,
    chunks: int,
    starts: int,
    settings: Settings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings.UPLOAD_FSYNC = fsync
    told: list[str] = []

    def record(descriptor: int, *_range: Any) -> int:
        told.append(str(Path(f"/proc/self/fd/{descriptor}").readlink()))
        return 0

    monkeypatch.setattr(write_back, "_sync_file_range", record)
    store, upload = LocalStore(tmp_path), new_id()
    path = str(store.path(upload))

    def is_done() -> bool:
        return len(told) >= starts and path not in open_files()

    asyncio.run(written(store, upload, chunks, is_done))
    assert told == [path] * starts
    assert store.offset(upload) == chunks * len(CHUNK)
    store.make_durable(upload)
