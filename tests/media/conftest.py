"""Fixtures for recordings: a place for files, a running server, and signed-in uploads to it.

pytest reads this file before there are settings, so what needs them is imported inside.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pytest_django import Settings

from tests.dispatched import run_dispatched

if TYPE_CHECKING:
    from tests.cast import Cast
    from tests.media.phone import Phone
    from tests.seaweed import Seaweed
    from tests.servers import Server

__all__ = ["run_dispatched"]


PROGRAMS = {"seaweed", "lasting_seaweed", "mortal_server"}
"""Fixtures that start a program for one test, or a bucket."""

ENCODING = {"clips", "odd_clips"}
"""Modules of recordings that ffmpeg makes in a test's `tmp_path`."""


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark as slow what runs ffmpeg, a bucket, or a server that it ends."""
    assert isinstance(item, pytest.Function)
    is_in_bucket = hasattr(item, "callspec") and item.callspec.params.get("store") == "objects"
    is_encoding = "tmp_path" in item.fixturenames and ENCODING & vars(item.module).keys()
    if is_in_bucket or is_encoding or PROGRAMS & set(item.fixturenames):
        item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def media_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("media")


@pytest.fixture(autouse=True)
def media_dir(media_root: Path, settings: Settings) -> Iterator[Path]:
    """Files of one test, for this process and for those that it starts; empty again afterwards."""
    settings.MEDIA_DIR = media_root
    settings.UPLOADS_DIR = media_root / "uploads"
    storages = dict(settings.STORAGES)
    storages["default"] = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(media_root / "objects")},
    }
    settings.STORAGES = storages
    yield media_root
    for folder in media_root.iterdir():
        shutil.rmtree(folder)


@pytest.fixture(scope="session")
def lasting_seaweed(tmp_path_factory: pytest.TempPathFactory) -> "Iterator[Seaweed]":
    """Start one S3 server for all tests that leave it running."""
    from tests.seaweed import Seaweed

    seaweed = Seaweed(tmp_path_factory.mktemp("seaweed"))
    try:
        seaweed.start()
        yield seaweed
    finally:
        seaweed.stop()


@pytest.fixture
def in_bucket(
    media_dir: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> "Callable[[Seaweed], None]":
    """Says that this process and those that it starts keep all bytes in a bucket."""

    def use(seaweed: "Seaweed") -> None:
        settings.STORAGES = settings.STORAGES | {"default": seaweed.storage}
        settings.S3_BUCKET = seaweed.environment["S3_BUCKET"]
        settings.UPLOAD_STORE = "objects"
        for name, value in seaweed.environment.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setenv("UPLOAD_STORE", "objects")

    return use


@pytest.fixture
def seaweed(
    lasting_seaweed: "Seaweed", in_bucket: "Callable[[Seaweed], None]"
) -> "Iterator[Seaweed]":
    """All bytes of this test go to a real S3 server; the bucket is empty again afterwards."""
    in_bucket(lasting_seaweed)
    yield lasting_seaweed
    lasting_seaweed.empty()


@pytest.fixture(params=["local", "objects"])
def store(request: pytest.FixtureRequest) -> str:
    """Set the store of bytes: a test that uses it runs on both, unless it names one."""
    if request.param == "objects":
        request.getfixturevalue("seaweed")
    return str(request.param)


@pytest.fixture
def committed_cast(transactional_db: None) -> "Cast":
    """The cast, in rows that other processes see."""
    from tests.cast import make_cast

    return make_cast()


@pytest.fixture(scope="session")
def lasting_servers(
    django_db_setup: None, media_root: Path, tmp_path_factory: pytest.TempPathFactory
) -> "Iterator[Callable[[str], Server]]":
    """Start one server for each store, for all tests that leave it running."""
    from tests.servers import running_server

    started: dict[str, Server] = {}
    with ExitStack() as stack:

        def serving(store: str) -> "Server":
            if store not in started:
                folder = tmp_path_factory.mktemp(f"server-{store}")
                running = running_server(folder, MEDIA_DIR=str(media_root))
                started[store] = stack.enter_context(running)
            return started[store]

        yield serving


@pytest.fixture
def server(
    store: str, lasting_servers: "Callable[[str], Server]", committed_cast: "Cast"
) -> "Server":
    return lasting_servers(store)


@pytest.fixture
def mortal_server(
    store: str, committed_cast: "Cast", media_dir: Path, tmp_path: Path
) -> "Iterator[Server]":
    """A server for a test that kills it."""
    from tests.servers import running_server

    with running_server(tmp_path) as running:
        yield running


@pytest.fixture
def phone(committed_cast: "Cast", server: "Server") -> "Phone":
    """Emma's phone."""
    from tests.media.phone import Phone

    return Phone(server, committed_cast.employee)
