"""The store `objects`: pieces in a real bucket, which any host may continue, and none is lost."""

import hashlib
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.db import connections
from django.utils import timezone

from accounts.models import Membership
from core.ids import new_id
from media import services
from media.errors import OffsetConflict, UploadBusy
from media.models import Upload, UploadPiece, Video, VideoState
from media.store import get_store, pieces
from media.store.objects import ObjectRun
from media.store.pieces import FRESH, STALE, Piece
from tests import loopback
from tests.cast import Cast
from tests.media import clips
from tests.media.phone import BODY, Phone
from tests.media.recordings import received
from tests.media.stored import everything
from tests.seaweed import Seaweed
from tests.servers import Server, running_server, wait_until

pytestmark = pytest.mark.django_db(transaction=True)
DATA = bytes(range(256)) * 4096  # 1 MiB
PART = len(DATA) // 8


@pytest.fixture(autouse=True)
def bucket(seaweed: Seaweed) -> Seaweed:
    return seaweed


def new_upload(owner: Membership, length: int = len(DATA)) -> UUID:
    upload, _ = services.create_upload(
        owner=owner, id=new_id(), length=length, content_type="video/mp4"
    )
    return UUID(str(upload.pk))


def run_at(upload: UUID, offset: int) -> ObjectRun:
    run = get_store().append(upload, offset)
    assert isinstance(run, ObjectRun)
    return run


def sum_of(upload: UUID) -> bytes:
    return hashlib.sha256(get_store().open(upload).read()).digest()


def test_any_server_takes_the_next_patch(
    lasting_servers: Callable[[str], Server], committed_cast: Cast
) -> None:
    servers = [lasting_servers(name) for name in ("objects", "objects-two")]
    phones = [Phone(server, committed_cast.employee) for server in servers]
    location = phones[0].create(len(DATA))
    for number, start in enumerate(range(0, len(DATA), PART)):
        phone = phones[number % 2]
        assert phone.offset(location) == start
        answer = phone.patch(location, start, DATA[start : start + PART])
        assert (answer.status_code, answer.headers["upload-offset"]) == (204, f"{start + PART}")
    assert sum_of(phones[0].upload(location).pk) == hashlib.sha256(DATA).digest()
    assert phones[1].is_complete(location)


def test_a_patch_cut_off_by_a_server_that_is_killed_goes_on_at_the_other(
    lasting_servers: Callable[[str], Server], committed_cast: Cast, tmp_path: Path
) -> None:
    second = Phone(lasting_servers("objects"), committed_cast.employee)
    with running_server(tmp_path) as mortal:
        first = Phone(mortal, committed_cast.employee)
        location = first.create(len(DATA))
        link = first.start_patch(location, 0, len(DATA), DATA[:PART])
        wait_until(lambda: get_store().offset(first.upload(location).pk) == PART)
        mortal.kill()
        link.close()
        assert second.patch(location, PART, DATA[PART:]).status_code == 204
    assert sum_of(second.upload(location).pk) == hashlib.sha256(DATA).digest()


def test_of_two_writers_one_wins_and_the_loser_leaves_what_the_sweep_removes(
    committed_cast: Cast, seaweed: Seaweed
) -> None:
    upload = new_upload(committed_cast.employee)
    loser = run_at(upload, 0)
    loser.put(b"x" * PART)
    with pytest.raises(UploadBusy):
        run_at(upload, 0)
    wait_until(lambda: is_free(upload))  # it was asked to leave, and said nothing
    winner = run_at(upload, 0)
    winner.write(DATA[:PART])
    with pytest.raises(OffsetConflict):
        loser.record()
    assert winner.settle(keep=True) == loser.settle(keep=True) == PART
    assert len(seaweed.listing()) == 2
    services.tidy(now=timezone.now())
    assert len(seaweed.listing()) == 2  # too young to tell it from a piece on its way
    services.tidy(now=timezone.now() + STALE + timedelta(minutes=1))
    assert len(seaweed.listing()) == 1
    run_at(upload, PART).write(DATA[PART:])
    assert get_store().open(upload).read() == DATA


def is_free(upload: UUID) -> bool:
    try:
        get_store().settled_offset(upload)
    except UploadBusy:
        return False
    return True


def test_a_piece_on_its_way_is_not_swept(committed_cast: Cast) -> None:
    upload = new_upload(committed_cast.employee)
    run = run_at(upload, 0)
    run.put(DATA)
    services.tidy(now=timezone.now() + FRESH)
    run.record()
    assert get_store().open(upload).read() == DATA


def test_a_piece_that_the_sweep_may_have_removed_is_never_written_down(
    committed_cast: Cast,
) -> None:
    upload = new_upload(committed_cast.employee)
    old = Piece(id_made_at(timezone.now() - FRESH), 0, 10)
    writer = new_id()
    pieces.start_writing(upload, 0, writer)
    assert pieces.advance(upload, writer, [old]) is False
    assert get_store().offset(upload) == 0
    assert FRESH < STALE


def id_made_at(moment: datetime) -> UUID:
    """A UUIDv7 of that moment."""
    random = new_id().int & ((1 << 80) - 1)
    return UUID(int=int(moment.timestamp() * 1000) << 80 | random)


def test_sweeping_all_the_while_costs_a_running_upload_nothing(phone_on_objects: Phone) -> None:
    phone, over = phone_on_objects, threading.Event()
    location = phone.create(len(DATA))
    sweeps: list[int] = []

    def sweep() -> None:
        while not over.is_set():
            services.tidy(now=timezone.now())
            sweeps.append(1)
        connections.close_all()

    sweeper = threading.Thread(target=sweep)
    sweeper.start()
    try:
        slowly = (DATA[start : start + 4096] for start in range(0, len(DATA), 4096))
        headers = {"tus-resumable": "1.0.0", "content-type": BODY, "upload-offset": "0"}
        url = phone.server.url + location
        assert loopback.patch(url, content=slowly, headers=headers).status_code == 204
    finally:
        over.set()
        sweeper.join()
    assert sweeps
    services.tidy(now=timezone.now() + 2 * STALE)
    assert sum_of(phone.upload(location).pk) == hashlib.sha256(DATA).digest()


@pytest.fixture
def phone_on_objects(lasting_servers: Callable[[str], Server], committed_cast: Cast) -> Phone:
    return Phone(lasting_servers("objects"), committed_cast.employee)


def test_an_upload_that_ended_takes_no_more_pieces_and_leaves_none(
    committed_cast: Cast,
) -> None:
    upload = new_upload(committed_cast.employee)
    run = run_at(upload, 0)
    run.write(DATA[:PART])
    run.put(DATA[PART:])
    services.terminate_upload(upload_id=upload)
    with pytest.raises(OffsetConflict):
        run.record()
    assert (everything(), UploadPiece.objects.count()) == ([], 0)


def test_a_checked_run_counts_as_a_whole_or_not_at_all(committed_cast: Cast) -> None:
    upload = new_upload(committed_cast.employee)
    for keep, expected in ((False, 0), (True, len(DATA))):
        run = get_store().append(upload, 0, checked=True)
        run.write(DATA[:PART])
        run.write(DATA[PART:])
        assert get_store().offset(upload) == 0
        assert run.settle(keep=keep) == expected
        assert len(everything()) == (2 if keep else 0)
    assert get_store().open(upload).read() == DATA


def test_pieces_become_one_original_and_go(
    committed_cast: Cast, tmp_path: Path, seaweed: Seaweed
) -> None:
    video = received(committed_cast.employee, clips.mp4(tmp_path).read_bytes())
    assert [key.split("/")[0] for key in seaweed.listing()] == ["uploads"]
    services.process(video_id=video.pk)
    video.refresh_from_db()
    assert video.state == VideoState.READY
    assert {key.split("/")[0] for key in seaweed.listing()} == {"videos"}
    assert f"{video.original}" in seaweed.listing()


def test_pieces_of_a_finished_upload_that_stayed_behind_are_swept(
    committed_cast: Cast, tmp_path: Path, seaweed: Seaweed
) -> None:
    video = received(committed_cast.employee, clips.mp4(tmp_path).read_bytes())
    Video.objects.filter(pk=video.pk).update(original="videos/kept")
    services.tidy(now=timezone.now())
    assert seaweed.listing() == []
    assert Upload.objects.get(pk=video.pk).received == 0


def test_a_piece_that_is_gone_fails_the_recording_with_its_reason(
    committed_cast: Cast, seaweed: Seaweed
) -> None:
    video = received(committed_cast.employee, DATA)
    seaweed.empty()
    services.process(video_id=video.pk)
    video.refresh_from_db()
    assert (video.state, video.reason) == (VideoState.FAILED, "bytes_missing")
