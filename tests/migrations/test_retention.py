"""Recordings from before retention was obeyed get the terms that their owners were promised.

The rows are written by the schema of before; then every migration runs.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib import import_module
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import Organisation
from core.ids import new_id
from media.models import Video
from tests.cast import Cast, make_cast
from tests.migrations.before import Before, migrate
from tests.training.world import make_school
from training.models import Submission

BEFORE = [
    ("training", "0007_set_aside_and_one_nudge"),
    ("media", "0006_metadata"),
    ("accounts", "0003_slug_leads_somewhere"),
]
DAY = timedelta(days=1)
TERM = 180 * DAY


@dataclass
class Rows:
    cast: Cast
    submission: Submission
    """`submission` is Emma's; its one take was made 30 days before it was sent."""


def write() -> Rows:
    cast = make_cast()
    school = make_school(cast.haven, cast.author, cast.admin)
    school.enrol(cast.employee)
    sent = school.submitted(cast.employee).submission
    made_at = sent.submitted_at - 30 * DAY
    Video.objects.filter(take__attempt__submission=sent).update(created_at=made_at)
    return Rows(cast, sent)


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


def test_a_take_gets_its_term_from_when_it_was_made(before: Before[Rows]) -> None:
    models, cast = before.models, before.rows.cast
    young = made(models, cast, 30 * DAY)
    clip = made(models, cast, 30 * DAY, purpose="scene")
    migrate()
    assert term_of(young) == (young.created_at, young.created_at + TERM)
    assert term_of(clip)[1] is None


def test_what_is_past_its_term_stays_a_week_longer(before: Before[Rows]) -> None:
    models, cast = before.models, before.rows.cast
    old = made(models, cast, 400 * DAY)
    migrate()
    kept_from, delete_after = term_of(old)
    assert kept_from == old.created_at
    assert delete_after is not None
    assert timedelta(0) < timezone.now() + 7 * DAY - delete_after < timedelta(minutes=5)


def test_the_term_of_a_sent_take_counts_from_when_it_was_sent(before: Before[Rows]) -> None:
    sent = before.rows.submission
    migrate()
    video = sent.submitted_takes.get().take.video
    assert video.created_at == sent.submitted_at - 30 * DAY
    assert term_of(video) == (sent.submitted_at, sent.submitted_at + TERM)


def test_a_setting_that_cannot_be_meant_becomes_the_nearest(before: Before[Rows]) -> None:
    models, cast = before.models, before.rows.cast
    rows = models.get_model("accounts", "Organisation").objects
    rows.filter(pk=cast.haven.pk).update(video_retention_days=0)
    rows.filter(pk=cast.burcht.pk).update(video_retention_days=30000)
    migrate()
    days = dict(Organisation.objects.values_list("slug", "video_retention_days"))
    assert (days["haven"], days["burcht"]) == (7, 3650)


def test_more_rows_than_a_batch_are_filled_batch_by_batch(
    before: Before[Rows], monkeypatch: pytest.MonkeyPatch
) -> None:
    models, cast = before.models, before.rows.cast
    videos = [made(models, cast, DAY) for _each in range(5)]
    monkeypatch.setattr(import_module("media.migrations.0008_fill_retention"), "BATCH", 2)
    migrate()
    assert all(term_of(video)[1] == video.created_at + TERM for video in videos)
