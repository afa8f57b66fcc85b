"""The sweeps' number of queries doesn't grow with the uploads that run."""

from datetime import datetime
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.ids import new_id
from media import services, storage
from media.models import Upload, UploadState
from media.store import get_store
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("store")


def start(cast: Cast, count: int) -> list[Upload]:
    """Uploads of which some bytes have come."""
    made = []
    for _ in range(count):
        upload, _ = services.create_upload(
            owner=cast.employee, id=new_id(), length=10, content_type="video/mp4"
        )
        run = get_store().append(upload.pk, 0)
        run.write(b"12345")
        run.settle(keep=True)
        made.append(upload)
    return made


@pytest.fixture(params=["sweep", "tidy", "clear_orphans"])
def sweeping(request: pytest.FixtureRequest) -> Any:
    return getattr(services, str(request.param))


def test_the_same_for_two_and_for_twelve(cast: Cast, sweeping: Any) -> None:
    now = timezone.now()
    few, many = ((start(cast, count), queries(sweeping, now))[1] for count in (2, 10))
    assert many == few


def queries(sweeping: Any, now: datetime) -> int:
    with CaptureQueriesContext(connection) as seen:
        sweeping(now=now)
    return len(seen)


def test_a_whole_one_among_many_is_found(cast: Cast) -> None:
    uploads = start(cast, 3)
    run = get_store().append(uploads[1].pk, 5)
    run.write(b"67890")
    run.settle(keep=True)
    services.sweep(now=timezone.now())
    states = [Upload.objects.get(pk=upload.pk).state for upload in uploads]
    assert states == [UploadState.OPEN, UploadState.COMPLETE, UploadState.OPEN]


def test_an_ended_one_among_many_goes(cast: Cast) -> None:
    uploads = start(cast, 3)
    Upload.objects.filter(pk=uploads[1].pk).update(state=UploadState.EXPIRED)
    services.tidy(now=timezone.now())
    assert set(get_store().listing()) == {uploads[0].pk, uploads[2].pk}


def test_folders_of_another_organisation_are_compared_with_its_own_rows(cast: Cast) -> None:
    """A video is nobody's under another organisation, which has none of that id."""
    upload = start(cast, 1)[0]
    stray = f"{storage.folder_of(cast.burcht.pk, upload.pk)}/1/main.mp4"
    default_storage.save(stray, ContentFile(b"lost"))
    services.clear_orphans(now=timezone.now().replace(year=timezone.now().year + 1))
    assert not default_storage.exists(stray)
