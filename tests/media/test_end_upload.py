"""An upload ends: stopped by its owner, or by time."""

from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any, Protocol

import pytest
from django.utils import timezone

from core.ids import new_id
from media import services
from media.models import Upload, UploadState, VideoState
from media.store import get_store
from tests.cast import Api, Cast, code_of


class OnCommit(Protocol):
    def __call__(self, *, execute: bool) -> AbstractContextManager[list[Any]]: ...


pytestmark = pytest.mark.usefixtures("store")
BODY = {"length": 10, "content_type": "video/mp4"}


@pytest.fixture
def upload(cast: Cast) -> Upload:
    """Four of ten bytes have arrived."""
    made, _ = services.create_upload(
        owner=cast.employee, id=new_id(), length=10, content_type="video/mp4"
    )
    write(made, b"1234")
    return made


def write(upload: Upload, data: bytes) -> None:
    run = get_store().append(upload.pk, get_store().offset(upload.pk))
    run.write(data)
    run.settle(keep=True)


def test_its_owner_sees_how_far_it_is(cast: Cast, api: Api, upload: Upload) -> None:
    answer = api(cast.employee).get(f"/api/v1/haven/uploads/{upload.pk}")
    assert (answer.status_code, answer.json()["offset"]) == (200, 4)


def test_its_owner_stops_it_and_again(
    cast: Cast, api: Api, upload: Upload, django_capture_on_commit_callbacks: OnCommit
) -> None:
    path = f"/api/v1/haven/uploads/{upload.pk}"
    with django_capture_on_commit_callbacks(execute=True):
        assert api(cast.employee).delete(path).status_code == 204
    assert api(cast.employee).delete(path).status_code == 204
    assert list(get_store().listing()) == []
    upload.video.refresh_from_db()
    assert upload.video.state == VideoState.DELETED
    again = api(cast.employee).put(path, BODY)
    assert (again.status_code, code_of(again)) == (410, "upload_gone")


def test_a_whole_recording_is_not_stopped(cast: Cast, api: Api, upload: Upload) -> None:
    services.complete_upload(upload_id=upload.pk)
    answer = api(cast.employee).delete(f"/api/v1/haven/uploads/{upload.pk}")
    assert (answer.status_code, code_of(answer)) == (409, "upload_complete")


def test_what_nobody_finished_expires(
    cast: Cast, api: Api, upload: Upload, django_capture_on_commit_callbacks: OnCommit
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        assert services.expire_uploads(now=timezone.now()) == 0
        assert services.expire_uploads(now=upload.expires_at + timedelta(seconds=1)) == 1
    upload.refresh_from_db()
    assert upload.state == UploadState.EXPIRED
    assert list(get_store().listing()) == []
    answer = api(cast.employee).put(f"/api/v1/haven/uploads/{upload.pk}", BODY)
    assert (answer.status_code, code_of(answer)) == (410, "upload_expired")


def test_a_whole_file_is_completed_rather_than_expired(cast: Cast, upload: Upload) -> None:
    write(upload, b"567890")
    services.expire_uploads(now=upload.expires_at + timedelta(seconds=1))
    upload.refresh_from_db()
    assert upload.state == UploadState.COMPLETE


@pytest.mark.parametrize("store", ["local"], indirect=True)
def test_tidying_removes_bytes_of_nothing_and_leaves_a_running_upload(
    cast: Cast, upload: Upload
) -> None:
    orphan = get_store().append(new_id(), 0)
    orphan.write(b"left by nobody")
    orphan.settle(keep=True)
    services.tidy(now=timezone.now())
    assert list(get_store().listing()) == [upload.pk]
