"""Recordings from before retention was obeyed get the terms that their owners were promised.

The rows are written by the schema of before; then every migration runs.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from importlib import import_module
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from accounts.models import Organisation
from core.ids import new_id
from media.models import Video
from tests.cast import Cast, make_cast
from tests.training.world import School, make_school
from training.models import Attempt

# Each test undoes and redoes migrations.
pytestmark = pytest.mark.slow

BEFORE = [
    ("training", "0007_set_aside_and_one_nudge"),
    ("media", "0006_metadata"),
    ("accounts", "0003_slug_leads_somewhere"),
]
DAY = timedelta(days=1)
TERM = 180 * DAY


def migrate_back() -> Any:
    MigrationExecutor(connection).migrate(BEFORE)
    return MigrationExecutor(connection).loader.project_state(BEFORE).apps


def migrate() -> None:
    call_command("migrate", verbosity=0)


@pytest.fixture
def place(transactional_db: None) -> Iterator[tuple[Cast, School]]:
    cast = make_cast()
    school = make_school(cast.haven, cast.author, cast.manager)
    school.enrol(cast.employee)
    try:
        yield cast, school
    finally:
        migrate()


def made(models: Any, cast: Cast, ago: timedelta, purpose: str = "take") -> Any:
    return models.get_model("media", "Video").objects.create(
        id=new_id(),
        organisation_id=cast.haven.id,
        owner_id=cast.employee.id,
        purpose=purpose,
        state="ready",
        created_at=timezone.now() - ago,
    )


def term_of(old: Any) -> tuple[datetime, datetime | None]:
    video = Video.objects.get(pk=old.id)
    return video.kept_from, video.delete_after


def test_a_take_gets_its_term_from_when_it_was_made(place: tuple[Cast, School]) -> None:
    cast, _school = place
    models = migrate_back()
    young = made(models, cast, 30 * DAY)
    clip = made(models, cast, 30 * DAY, purpose="scene")
    migrate()
    assert term_of(young) == (young.created_at, young.created_at + TERM)
    assert term_of(clip)[1] is None


def test_what_is_past_its_term_stays_a_week_longer(place: tuple[Cast, School]) -> None:
    cast, _school = place
    models = migrate_back()
    old = made(models, cast, 400 * DAY)
    migrate()
    kept_from, delete_after = term_of(old)
    assert kept_from == old.created_at
    assert delete_after is not None
    assert timedelta(0) < timezone.now() + 7 * DAY - delete_after < timedelta(minutes=5)


def test_the_term_of_a_sent_take_counts_from_when_it_was_sent(place: tuple[Cast, School]) -> None:
    cast, school = place
    attempt: Attempt = school.submitted(cast.employee)
    sent = attempt.submission.submitted_at
    video = attempt.takes.get().video
    Video.objects.filter(pk=video.pk).update(created_at=sent - 30 * DAY)
    migrate_back()
    migrate()
    assert term_of(video) == (sent, sent + TERM)


def test_a_setting_that_cannot_be_meant_becomes_the_nearest(place: tuple[Cast, School]) -> None:
    cast, _school = place
    models = migrate_back()
    rows = models.get_model("accounts", "Organisation").objects
    rows.filter(pk=cast.haven.pk).update(video_retention_days=0)
    rows.filter(pk=cast.burcht.pk).update(video_retention_days=30000)
    migrate()
    days = dict(Organisation.objects.values_list("slug", "video_retention_days"))
    assert (days["haven"], days["burcht"]) == (7, 3650)


def test_more_rows_than_a_batch_are_filled_batch_by_batch(
    place: tuple[Cast, School], monkeypatch: pytest.MonkeyPatch
) -> None:
    cast, _school = place
    models = migrate_back()
    videos = [made(models, cast, DAY) for _each in range(5)]
    monkeypatch.setattr(import_module("media.migrations.0008_fill_retention"), "BATCH", 2)
    migrate()
    assert all(term_of(video)[1] == video.created_at + TERM for video in videos)
