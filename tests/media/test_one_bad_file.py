"""A file that the disk refuses stops no other recording's sweep, expiry, tidying or clearing."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from core.ids import new_id
from media import services, storage
from media.models import Upload, UploadState, Video, VideoState
from media.store import get_store
from media.store.local import LocalStore
from tests.cast import Cast
from tests.media.stored import refused

pytestmark = [
    pytest.mark.usefixtures("store"),
    pytest.mark.parametrize("store", ["local"], indirect=True),
]


def uploads(cast: Cast, size: int, count: int = 3) -> list[Upload]:
    """Uploads of ten bytes, of which `size` have come."""
    made = []
    for _each in range(count):
        upload, _ = services.create_upload(
            owner=cast.employee, id=new_id(), length=10, content_type="video/mp4"
        )
        run = get_store().append(upload.pk, 0)
        run.write(b"x" * size)
        run.settle(keep=True)
        made.append(upload)
    return made


def file_of(upload: Upload) -> Path:
    [path] = Path(settings.UPLOADS_DIR).rglob(upload.pk.hex)
    return path


def states(made: list[Upload]) -> list[str]:
    return [Upload.objects.get(pk=upload.pk).state for upload in made]


def test_the_sweep_completes_the_others(cast: Cast) -> None:
    made = uploads(cast, 10)
    with refused(file_of(made[0])):
        services.sweep(now=timezone.now())
    assert states(made) == [UploadState.OPEN, UploadState.COMPLETE, UploadState.COMPLETE]
    services.sweep(now=timezone.now())
    assert states(made)[0] == UploadState.COMPLETE


def test_the_others_expire(cast: Cast) -> None:
    made = uploads(cast, 4)
    later = timezone.now() + timedelta(hours=settings.UPLOAD_LIFETIME_HOURS + 1)
    with refused(file_of(made[1])):
        assert services.expire_uploads(now=later) == 2
    assert states(made) == [UploadState.EXPIRED, UploadState.OPEN, UploadState.EXPIRED]


def deleted(cast: Cast) -> Video:
    video = Video.objects.create(
        organisation=cast.haven,
        owner=cast.employee,
        purpose="take",
        state=VideoState.DELETED,
        original="left",
    )
    default_storage.save(
        f"{storage.folder_of(cast.haven.pk, video.pk)}/original", ContentFile(b"left")
    )
    return video


def test_the_others_are_purged(cast: Cast) -> None:
    videos = [deleted(cast) for _each in range(3)]
    path = Path(default_storage.path(storage.folder_of(cast.haven.pk, videos[0].pk)))
    with refused(path):
        services.tidy(now=timezone.now())
    left = Video.objects.exclude(original="").values_list("pk", flat=True)
    assert list(left) == [videos[0].pk]
    services.tidy(now=timezone.now())
    assert not Video.objects.exclude(original="").exists()


def test_the_others_files_are_cleared(cast: Cast) -> None:
    orphans = [storage.folder_of(cast.haven.pk, new_id()) for _each in range(3)]
    for folder in orphans:
        default_storage.save(f"{folder}/1/main.mp4", ContentFile(b"left"))
    later = timezone.now() + timedelta(days=2)
    with refused(Path(default_storage.path(f"{orphans[1]}/1"))):
        services.clear_orphans(now=later)
    assert [default_storage.exists(f"{folder}/1/main.mp4") for folder in orphans] == [
        False,
        True,
        False,
    ]


def test_a_storage_that_answers_is_not_away(store: LocalStore) -> None:
    assert not storage.is_outage(FileNotFoundError("one file"))
    assert not storage.is_outage(ValueError("a mistake of ours"))


def test_a_storage_that_answers_nobody_is_away(
    store: LocalStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(_name: str) -> bool:
        raise OSError(os.strerror(5))

    monkeypatch.setattr(default_storage, "exists", away)
    assert storage.is_outage(OSError("gone"))
