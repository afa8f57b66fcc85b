"""A text that a coach sent when their lease had ended is kept, for that coach alone."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from coaching.models import Comment, KeptDraft, Lease, Score
from coaching.services import drafts
from core.ids import new_id
from tests.cast import Api, Cast, code_of
from tests.coaching.world import World, comment, run_out, score, take

pytestmark = pytest.mark.slow


def _stale(cast: Cast, world: World, api: Api) -> dict[str, Any]:
    """A lease of Carla's that ended, whose review Chris has by now."""
    world.submitted(cast.employee)
    lease = take(api(cast.coach), world)
    run_out(lease)
    take(api(cast.second_coach), world)
    return lease


def _kept(api: Api, coach: Any, world: World) -> list[dict[str, Any]]:
    answer = api(coach).get(f"{world.base}/kept-drafts")
    assert answer.status_code == 200, answer.content
    rows: list[dict[str, Any]] = answer.json()
    return rows


def test_a_stale_save_is_refused_and_its_text_is_kept(cast: Cast, world: World, api: Api) -> None:
    lease, id = _stale(cast, world, api), new_id()
    assert code_of(comment(api(cast.coach), world, lease, text="First.", id=id)) == "lease_stale"
    assert code_of(comment(api(cast.coach), world, lease, text="Better.", id=id)) == "lease_stale"
    assert code_of(score(api(cast.coach), world, lease, world.criteria[0])) == "lease_stale"
    assert not Comment.objects.exists()
    assert not Score.objects.exists()
    newest, older = _kept(api, cast.coach, world)
    assert newest["path"] == f"scores/{world.criteria[0].id}"
    assert newest["content"]["note"] == "Rustig."
    assert (older["path"], older["content"]["text"]) == (f"comments/{id}", "Better.")
    assert "lease" not in older["content"]
    assert (older["person_name"], older["released"]) == ("Emma", False)


def test_nobody_else_reads_or_discards_it(cast: Cast, world: World, api: Api) -> None:
    comment(api(cast.coach), world, _stale(cast, world, api))
    assert _kept(api, cast.second_coach, world) == []
    url = f"{world.base}/kept-drafts/{KeptDraft.objects.get().id}"
    assert api(cast.second_coach).delete(url).status_code == 204
    assert KeptDraft.objects.exists()
    for _again in range(2):
        assert api(cast.coach).delete(url).status_code == 204
    assert not KeptDraft.objects.exists()


def test_it_is_applied_under_a_new_lease(cast: Cast, world: World, api: Api) -> None:
    world.submitted(cast.employee)
    lease = take(api(cast.coach), world)
    run_out(lease)
    comment(api(cast.coach), world, lease, text="Kept.")
    [kept] = _kept(api, cast.coach, world)
    again = take(api(cast.coach), world)
    url = f"{world.base}/reviews/{kept['review']}/{kept['path']}"
    body = kept["content"] | {"lease": again["id"]}
    answer = api(cast.coach).put(url, body, headers={"If-None-Match": "*"})
    assert answer.status_code == 201, answer.content
    assert Comment.objects.get().text == "Kept."
    # What is saved is kept no more, however it came to be saved.
    assert not KeptDraft.objects.exists()


def test_a_lease_that_was_never_the_coachs_keeps_nothing(
    cast: Cast, world: World, api: Api
) -> None:
    lease = _stale(cast, world, api)
    assert code_of(comment(api(cast.second_coach), world, lease)) == "lease_stale"
    assert not KeptDraft.objects.exists()


def test_it_is_deleted_after_two_weeks(cast: Cast, world: World, api: Api) -> None:
    comment(api(cast.coach), world, _stale(cast, world, api))
    KeptDraft.objects.update(kept_at=timezone.now() - timedelta(days=13))
    assert drafts.clear_old() == 0
    KeptDraft.objects.update(kept_at=timezone.now() - timedelta(days=15))
    assert drafts.clear_old() == 1


def test_each_lease_of_a_review_has_a_higher_fence(cast: Cast, world: World, api: Api) -> None:
    world.submitted(cast.employee)
    lease = take(api(cast.coach), world)
    score(api(cast.coach), world, lease, world.criteria[0])
    run_out(lease)
    later = take(api(cast.second_coach), world)
    assert (lease["fence"], later["fence"]) == (1, 2)
    # Whoever writes, and past the lease's own check.
    with pytest.raises(IntegrityError, match="newer lease"), transaction.atomic():
        Score.objects.update(note="Anders")
    assert list(Lease.objects.order_by("fence").values_list("fence", flat=True)) == [1, 2]
