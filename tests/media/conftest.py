"""Fixtures for recordings: a place for files, a running server, and signed-in uploads to it.

pytest reads this file before there are settings, so what needs them is imported inside.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pytest_django import Settings

if TYPE_CHECKING:
    from tests.cast import Cast
    from tests.media.phone import Phone
    from tests.servers import Server


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


@pytest.fixture
def committed_cast(transactional_db: None) -> "Cast":
    """The cast, in rows that other processes see."""
    from tests.cast import make_cast

    return make_cast()


@pytest.fixture(scope="session")
def lasting_server(
    django_db_setup: None, media_root: Path, tmp_path_factory: pytest.TempPathFactory
) -> "Iterator[Server]":
    """One server for all tests that leave it running."""
    from tests.servers import running_server

    folder = tmp_path_factory.mktemp("server")
    with running_server(folder, MEDIA_DIR=str(media_root)) as running:
        yield running


@pytest.fixture
def server(lasting_server: "Server", committed_cast: "Cast") -> "Server":
    return lasting_server


@pytest.fixture
def mortal_server(committed_cast: "Cast", media_dir: Path, tmp_path: Path) -> "Iterator[Server]":
    """A server for a test that kills it."""
    from tests.servers import running_server

    with running_server(tmp_path) as running:
        yield running


@pytest.fixture
def phone(committed_cast: "Cast", server: "Server") -> "Phone":
    """Emma's phone."""
    from tests.media.phone import Phone

    return Phone(server, committed_cast.employee)
