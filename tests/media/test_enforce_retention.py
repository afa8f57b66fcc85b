"""A take goes when its term is over, with all that was made of it; the audit log says so."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.utils import timezone

from accounts.models import AuditEvent, Membership, Organisation
from core.ids import new_id
from media import services
from media.models import Captions, Purpose, Rendition, Upload, Video, VideoState
from media.services import retention
from tests.at_once import at_once
from tests.cast import Cast
from tests.media import clips
from tests.media.recordings import playable, received
from tests.media.stored import everything, refused

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

DAY = timedelta(days=1)
PROMISED = 180 * DAY


def take(owner: Membership, *, ago: timedelta = timedelta(0)) -> Video:
    """A take without files, made `ago` when the organisation promised PROMISED."""
    made = timezone.now() - ago
    return Video.objects.create(
        organisation=owner.organisation,
        owner=owner,
        purpose=Purpose.TAKE,
        state=VideoState.READY,
        kept_from=made,
        delete_after=made + PROMISED,
    )


def promise(organisation: Organisation, days: int, *, ago: timedelta = timedelta(0)) -> None:
    """The organisation has said so many days since `ago`."""
    rows = Organisation.objects.filter(pk=organisation.pk)
    rows.update(video_retention_days=days)
    rows.update(video_retention_since=timezone.now() - ago)


def state_of(video: Video) -> str:
    return Video.objects.get(pk=video.pk).state


def events_of(video: Video) -> list[str]:
    rows = AuditEvent.objects.filter(object_id=video.pk).order_by("id")
    return list(rows.values_list("verb", flat=True))


def enforce(now: datetime | None = None) -> int:
    return services.enforce_retention(now=now or timezone.now())


@pytest.mark.usefixtures("store")
def test_every_file_and_text_of_a_take_goes_when_its_term_is_over(
    committed_cast: Cast, tmp_path: Path
) -> None:
    video = playable(committed_cast.employee, clips.mp4(tmp_path))
    services.add_extras(video_id=video.pk)
    Captions.objects.create(video=video, language="nl", text="WEBVTT")
    Upload.objects.filter(pk=video.pk).update(metadata="filename ZW1tYS5tcDQ=")
    later = video.created_at + PROMISED
    assert enforce(later - DAY) == 0
    assert (state_of(video), bool(everything())) == (VideoState.READY, True)
    assert enforce(later + DAY) == 1
    assert everything() == []
    video.refresh_from_db()
    assert (video.state, video.original, video.poster) == (VideoState.DELETED, "", "")
    assert (video.peaks, video.notices, video.loudness) == ([], [], None)
    assert not Rendition.objects.exists()
    assert not Captions.objects.exists()
    assert Upload.objects.get(pk=video.pk).metadata == ""
    assert enforce(later + DAY) == 0


@pytest.mark.usefixtures("store")
def test_bytes_that_were_never_prepared_go_too(committed_cast: Cast, tmp_path: Path) -> None:
    video = received(committed_cast.employee, clips.mp4(tmp_path).read_bytes())
    assert enforce(video.created_at + PROMISED + DAY) == 1
    assert (state_of(video), everything()) == (VideoState.DELETED, [])


def test_the_receipt_says_why_and_when_and_when_the_files_had_gone(committed_cast: Cast) -> None:
    video = take(committed_cast.employee, ago=PROMISED + DAY)
    enforce()
    enforce()
    services.tidy(now=timezone.now())
    assert events_of(video) == ["video_deleted", "video_purged"]
    event = AuditEvent.objects.get(object_id=video.pk, verb="video_deleted")
    assert video.delete_after is not None
    assert (event.actor, event.detail) == (
        None,
        {
            "reason": "retention",
            "kept_from": video.kept_from.isoformat(),
            "delete_after": video.delete_after.isoformat(),
            "retention_days": 180,
        },
    )
    assert timezone.now() - event.at < timedelta(minutes=5)
    assert Video.objects.get(pk=video.pk).purged_at is not None


def test_clips_of_scenes_stay(committed_cast: Cast) -> None:
    upload, _ = services.create_upload(
        owner=committed_cast.author,
        id=new_id(),
        length=10,
        content_type="video/mp4",
        purpose=Purpose.SCENE,
    )
    promise(committed_cast.haven, 7, ago=30 * DAY)
    assert upload.video.delete_after is None
    assert enforce(timezone.now() + 4000 * DAY) == 0


def test_a_longer_setting_moves_no_promise(committed_cast: Cast) -> None:
    video = take(committed_cast.employee, ago=PROMISED + DAY)
    promise(committed_cast.haven, 365, ago=100 * DAY)
    assert enforce() == 1
    assert state_of(video) == VideoState.DELETED


def test_a_shorter_setting_counts_for_older_takes_from_a_week_after_the_change(
    committed_cast: Cast,
) -> None:
    video = take(committed_cast.employee, ago=40 * DAY)
    committed_cast.haven.video_retention_days = 30
    committed_cast.haven.save()
    assert enforce(timezone.now() + 6 * DAY) == 0
    assert enforce(timezone.now() + 8 * DAY) == 1
    assert state_of(video) == VideoState.DELETED


def test_a_mistyped_setting_that_is_put_right_within_a_week_deletes_nothing(
    committed_cast: Cast,
) -> None:
    video = take(committed_cast.employee, ago=40 * DAY)
    promise(committed_cast.haven, 18, ago=6 * DAY)
    promise(committed_cast.haven, 180)
    assert enforce(timezone.now() + 30 * DAY) == 0
    assert state_of(video) == VideoState.READY


def test_another_organisations_setting_changes_nothing(committed_cast: Cast) -> None:
    promise(committed_cast.burcht, 7, ago=30 * DAY)
    video = take(committed_cast.employee, ago=40 * DAY)
    assert enforce() == 0
    assert state_of(video) == VideoState.READY


def test_an_organisation_that_was_switched_off_keeps_its_promise(committed_cast: Cast) -> None:
    Organisation.objects.update(is_active=False)
    take(committed_cast.employee, ago=PROMISED + DAY)
    assert enforce() == 1


def test_files_that_the_disk_refuses_to_remove_go_with_the_next_tidying(
    committed_cast: Cast, tmp_path: Path, media_dir: Path
) -> None:
    video = playable(committed_cast.employee, clips.mp4(tmp_path))
    with refused(media_dir / "objects"):
        assert enforce(video.created_at + PROMISED + DAY) == 1
    assert (state_of(video), events_of(video)) == (VideoState.DELETED, ["video_deleted"])
    assert everything()
    services.tidy(now=timezone.now())
    assert everything() == []
    assert events_of(video) == ["video_deleted", "video_purged"]


@pytest.fixture
def stubborn(committed_cast: Cast) -> Video:
    """A take whose row the database refuses to change."""
    video = take(committed_cast.employee, ago=PROMISED + DAY)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            CREATE FUNCTION pg_temp.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN RAISE EXCEPTION 'no' USING ERRCODE = 'check_violation'; END $$;
            CREATE TRIGGER stubborn BEFORE UPDATE ON media_video FOR EACH ROW
            WHEN (OLD.id = '{video.pk}') EXECUTE FUNCTION pg_temp.refuse();
            """
        )
    return video


def test_a_take_that_cannot_be_deleted_stops_no_other(
    stubborn: Video, committed_cast: Cast
) -> None:
    others = [take(committed_cast.employee, ago=PROMISED + DAY) for _each in range(3)]
    try:
        assert enforce() == 3
        assert {state_of(video) for video in others} == {VideoState.DELETED}
        assert (state_of(stubborn), events_of(stubborn)) == (VideoState.READY, [])
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TRIGGER stubborn ON media_video")
    assert enforce() == 1


def test_more_takes_than_a_batch_go_in_one_run(
    committed_cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "BATCH", 2)
    for _each in range(5):
        take(committed_cast.employee, ago=PROMISED + DAY)
    assert enforce() == 5


def test_two_runs_at_once_write_one_receipt_each(committed_cast: Cast) -> None:
    videos = [take(committed_cast.employee, ago=PROMISED + DAY) for _each in range(6)]
    assert sum(at_once(enforce, enforce, enforce)) == 6
    for video in videos:
        assert events_of(video) == ["video_deleted", "video_purged"]


def test_a_take_that_is_being_sent_is_passed_over(committed_cast: Cast) -> None:
    video = take(committed_cast.employee, ago=PROMISED + DAY)
    with transaction.atomic():
        assert services.restart_terms(videos=[video.pk], organisation=committed_cast.haven) == 1
        assert at_once(enforce) == [0]
    assert enforce() == 0
    assert state_of(video) == VideoState.READY
    video.refresh_from_db()
    assert video.delete_after == video.kept_from + PROMISED


def test_a_deleted_take_gets_no_new_term(committed_cast: Cast) -> None:
    video = take(committed_cast.employee, ago=PROMISED + DAY)
    enforce()
    assert services.restart_terms(videos=[video.pk], organisation=committed_cast.haven) == 0
