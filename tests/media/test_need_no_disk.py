"""With everything in a bucket, a receiver and a server need no disk that can be written."""

from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from core.ids import new_id
from deploy import bucket
from deploy.embedded import ports
from media.receiver.eviction_requests import EvictionRequests
from tests.seaweed import Seaweed

pytestmark = pytest.mark.django_db


@pytest.fixture
def no_disk(settings: Settings, tmp_path: Path) -> Path:
    """A file where the folder of recordings should be: nothing can be written below it."""
    file = tmp_path / "no-folder"
    file.touch()
    settings.MEDIA_DIR, settings.UPLOADS_DIR = file, file / "uploads"
    return file


def is_ready() -> bool:
    return bool(Client().get("/readyz").json()["parts"]["storage"])


def test_the_storage_is_ready_without_a_disk(seaweed: Seaweed, no_disk: Path) -> None:
    assert is_ready()


def test_the_storage_is_not_ready_without_its_bucket(
    seaweed: Seaweed, no_disk: Path, settings: Settings
) -> None:
    nobody = f"http://127.0.0.1:{ports.free()}"
    gone = bucket.storage(
        "kalm-tests", endpoint=nobody, region="us-east-1", access_key="a", secret_key="b" * 8
    )
    settings.STORAGES = settings.STORAGES | {"default": gone}
    assert not is_ready()


@pytest.mark.parametrize("folder", ["uploads", "objects"])
def test_the_storage_is_not_ready_without_a_disk_where_files_are_kept(
    settings: Settings, media_dir: Path, folder: str
) -> None:
    (media_dir / folder).mkdir()
    assert is_ready()
    (media_dir / folder).rmdir()
    (media_dir / folder).touch()
    assert not is_ready()
    (media_dir / folder).unlink()
    (media_dir / folder).mkdir()


def test_asking_for_an_upload_needs_no_disk(no_disk: Path) -> None:
    requests = EvictionRequests(no_disk / "evictions")
    with requests.asking(new_id()) as ask:
        ask()
    assert requests.pending() == []
