"""Rows that fail again and again never keep the others from being swept."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from accounts.models import Membership
from media import services
from media.models import Extras, Purpose, Video, VideoState
from media.services import processing
from tests.cast import Cast
from tests.dispatched import take_waiting

pytestmark = pytest.mark.slow

AT_ONCE = 10  # what a sweep dispatches here
STUCK = 15


@pytest.fixture(autouse=True)
def _few_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processing, "DISPATCH_AT_ONCE", AT_ONCE)


def _videos(owner: Membership, count: int, days_old: int, **fields: Any) -> list[UUID]:
    rows = Video.objects.bulk_create(
        Video(
            organisation=owner.organisation,
            owner=owner,
            purpose=Purpose.TAKE,
            created_at=timezone.now() - timedelta(days=days_old, seconds=-number),
            **fields,
        )
        for number in range(count)
    )
    return [row.pk for row in rows]


def _swept(task: str) -> list[UUID]:
    take_waiting()
    services.sweep(now=timezone.now())
    return [UUID(str(sent[0])) for name, sent in take_waiting() if name == task]


def _sweep_while_the_stuck_fail(
    task: str, stuck: list[UUID], good: UUID, fail: Callable[[UUID], None]
) -> list[set[UUID]]:
    """Return what three sweeps dispatch, where every stuck row is tried and given back."""
    seen = []
    for _ in range(3):
        dispatched = _swept(task)
        seen.append(set(dispatched))
        for one in dispatched:
            if one in stuck:
                fail(one)
    return seen


def _fail_processing(video_id: UUID) -> None:
    claim = processing.claim_video(video_id=video_id)
    assert claim
    assert processing.release(claim, counts=False)


def _fail_extras(video_id: UUID) -> None:
    claim = processing.claim_extras(video_id=video_id)
    assert claim
    assert processing.release_extras(claim, counts=False)


@pytest.mark.parametrize(
    ("task", "fail", "fields"),
    [
        ("media.process", _fail_processing, {"state": VideoState.RECEIVED}),
        (
            "media.add_extras",
            _fail_extras,
            {"state": VideoState.READY, "extras": Extras.WAITING},
        ),
    ],
    ids=["processing", "extras"],
)
def test_a_good_row_is_reached_past_more_stuck_ones_than_a_sweep_takes(
    task: str, fail: Callable[[UUID], None], fields: dict[str, Any], cast: Cast
) -> None:
    stuck = _videos(cast.employee, STUCK, days_old=2, **fields)
    (good,) = _videos(cast.employee, 1, days_old=1, **fields)
    first, second, third = _sweep_while_the_stuck_fail(task, stuck, good, fail)
    assert good in first | second
    assert first | second == {*stuck, good}
    # Those that failed longest ago come next: none of the stuck is left behind either.
    assert len(third & set(stuck)) >= len(third) - 1


def test_a_claim_that_went_stale_moves_behind_too(cast: Cast) -> None:
    last_beat = timezone.now() - timedelta(days=1)
    stale = _videos(
        cast.employee, STUCK, days_old=3, state=VideoState.PROCESSING, claimed_at=last_beat
    )
    (good,) = _videos(cast.employee, 1, days_old=1, state=VideoState.RECEIVED)
    dispatched = _swept("media.process")
    assert dispatched[0] == good
    assert set(dispatched[1:]) < set(stale)
