"""A coach scores clips on whose levels an organisation agreed, which gives a licence to review."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from accounts.models import Membership
from coaching.domain.licences import is_ready, kappa_of, may_begin_at, months_later
from coaching.domain.rules import Rules
from coaching.models import Anchor, Calibration
from coaching.queries.eligibility import coaches_for, waiting_counts
from coaching.services.licences import warn_of_ends
from coaching.services.rules import set_rules
from core.etags import ANY, Precondition
from core.ids import new_id
from media.models import Video, VideoState
from notifications.models import Message
from tests.cast import Api, Cast, code_of
from tests.coaching.content import clip
from tests.coaching.test_released_is_fixed import refused
from tests.coaching.world import World, mark_whole, release, take
from training.queries.progress import database_now

pytestmark = pytest.mark.slow
REASON = "He names the first working day."


def made(world: World, video: Video, values: Sequence[int]) -> dict[str, Any]:
    """Return the body of an anchor with these levels, by criterion."""
    levels = [
        {
            "criterion": str(one.id),
            "level": str(one.levels.get(value=value).id),
            "reason": REASON,
        }
        for one, value in zip(world.criteria, values, strict=True)
    ]
    version = str(world.version.rubric_version_id)
    return {"title": "Calm", "video": str(video.id), "rubric_version": version, "levels": levels}


AGREED = ((1, 2), (2, 3), (3, 1))


@pytest.fixture
def anchors(cast: Cast, api: Api, world: World) -> list[UUID]:
    """Three anchors, which an author made."""
    ids = [new_id() for _ in AGREED]
    for one, values in zip(ids, AGREED, strict=True):
        body = made(world, clip(cast.haven), values)
        assert api(cast.author).put(f"{world.base}/anchors/{one}", body).status_code == 201
    return ids


def calibrate(
    api: Api, world: World, coach: Membership, values: Sequence[Sequence[int]]
) -> dict[str, Any]:
    """Score the anchors with these levels, and finish."""
    client = api(coach)
    begun = client.put(f"{world.base}/calibrations/{new_id()}")
    assert begun.status_code == 201, begun.content
    url = f"{world.base}/calibrations/{begun.json()['id']}"
    for anchor, given in zip(begun.json()["anchors"], values, strict=True):
        body = made(world, Video(), given)["levels"]
        levels = [{name: one[name] for name in ("criterion", "level")} for one in body]
        saved = client.put(f"{url}/anchors/{anchor['id']}", {"levels": levels})
        assert saved.status_code == 204, saved.content
    done = client.put(f"{url}/completion")
    assert done.status_code == 200, done.content
    found: dict[str, Any] = done.json()
    return found


def ask_licence(cast: Cast) -> None:
    rules = Rules(second_percent=0, licence_required=True)
    set_rules(actor=cast.admin, rules=rules, seen=Precondition(if_match=ANY))


def test_an_anchor_is_a_clip_of_the_library_and_never_changes(
    cast: Cast, api: Api, world: World, anchors: list[UUID]
) -> None:
    author = api(cast.author)
    found = author.get(f"{world.base}/anchors").json()
    assert (found["is_ready"], [one["id"] for one in found["anchors"]]) == (
        True,
        [str(one) for one in anchors],
    )
    url = f"{world.base}/anchors/{new_id()}"
    body = made(world, clip(cast.haven), (1, 1))
    assert [author.put(url, body).status_code for _ in range(2)] == [201, 200]
    assert code_of(author.put(url, body | {"title": "Other"})) == "id_in_use"
    # What an employee recorded is no anchor, whoever asks.
    recorded = world.submitted(cast.employee).takes.get().video
    answer = author.put(f"{world.base}/anchors/{new_id()}", made(world, recorded, (1, 1)))
    assert answer.json()["errors"][0]["code"] == "unknown_clip"
    values = {
        "organisation": cast.haven,
        "rubric_version_id": world.version.rubric_version_id,
        "made_by": cast.author,
    }
    refused(lambda: Anchor.objects.create(video=recorded, **values), "anchor_of_clip")
    rows = Anchor.objects.filter(pk=anchors[0])
    refused(lambda: rows.update(title="Another"), "calibrated_is_fixed")
    part = body | {"levels": body["levels"][:1]}
    answer = author.put(f"{world.base}/anchors/{new_id()}", part)
    assert answer.json()["errors"][0]["code"] == "levels_missing"
    assert [author.delete(url).status_code for _ in range(2)] == [204, 204]
    assert len(author.get(f"{world.base}/anchors").json()["anchors"]) == 3


def test_who_agrees_gets_a_licence_and_sees_what_was_agreed_on_only_then(
    cast: Cast, api: Api, world: World, anchors: list[UUID]
) -> None:
    client = api(cast.coach)
    before = client.get(f"{world.base}/licence").json()
    assert (before["licensed_until"], before["is_ready"], before["open"]) == (None, True, None)
    assert client.get(f"{world.base}/anchors/{anchors[0]}/playback").status_code == 404
    id, other = new_id(), new_id()
    begun, again = (client.put(f"{world.base}/calibrations/{one}") for one in (id, other))
    assert (begun.status_code, again.status_code) == (201, 200)
    assert begun.json() == again.json()
    assert "agreed" in begun.json()["anchors"][0]
    assert REASON not in begun.content.decode()
    assert client.get(f"{world.base}/anchors/{anchors[0]}/playback").status_code == 200
    url = f"{world.base}/calibrations/{id}"
    assert api(cast.second_coach).get(url).status_code == 404
    answer = client.put(f"{url}/completion")
    assert (code_of(answer), len(answer.json()["errors"])) == ("calibration_incomplete", 3)
    Calibration.objects.all().delete()

    done = calibrate(api, world, cast.coach, AGREED)
    assert (done["kappa"], done["needed_percent"]) == (1.0, 60)
    assert done["anchors"][0]["agreed"][0]["reason"] == REASON
    assert client.get(f"{world.base}/licence").json()["licensed_until"] == done["licensed_until"]
    listed = api(cast.admin).get(f"{world.base}/coaches").json()["results"]
    until = {"Carla": done["licensed_until"], "Chris": None}
    assert {one["name"]: one["licensed_until"] for one in listed} == until
    assert code_of(client.put(f"{world.base}/calibrations/{new_id()}")) == "calibration_too_soon"
    saved = client.put(
        f"{world.base}/calibrations/{done['id']}/anchors/{anchors[0]}", {"levels": []}
    )
    assert code_of(saved) == "calibration_finished"
    refused(lambda: Calibration.objects.update(kappa=0.1), "calibrated_is_fixed")


def test_who_does_not_agree_gets_none_and_tries_again_after_a_week(
    cast: Cast, api: Api, world: World, anchors: list[UUID]
) -> None:
    done = calibrate(api, world, cast.coach, ((3, 1), (1, 1), (1, 3)))
    assert done["kappa"] < 0.6
    assert done["licensed_until"] is None
    found = api(cast.coach).get(f"{world.base}/licence").json()
    assert found["again_at"] is not None
    assert found["last"] == done["id"]


def test_without_a_licence_nothing_is_taken_where_one_is_required(
    cast: Cast, api: Api, world: World, anchors: list[UUID]
) -> None:
    attempt = world.submitted(cast.employee)
    client = api(cast.coach)
    begun = take(client, world, attempt)
    ask_licence(cast)
    # What was begun is finished.
    mark_whole(world, begun)
    assert release(client, world, begun).status_code == 200
    other = world.submitted(cast.employee)
    for body in ({}, {"submission": str(other.submission.id)}):
        assert code_of(client.post(f"{world.base}/leases", body)) == "licence_required"
    assert list(coaches_for(cast.employee)) == []
    rows = other.submission.waiting.__class__.objects.all()
    assert not waiting_counts(rows, 5).exists()
    assigned = api(cast.admin).put(
        f"{world.base}/assignments/{other.submission.id}", {"coach": str(cast.coach.id)}
    )
    assert code_of(assigned) == "coach_may_not_review"

    calibrate(api, world, cast.coach, AGREED)
    assert list(coaches_for(cast.employee)) == [cast.coach]
    assert [one.pk for one in waiting_counts(rows, 5)] == [cast.coach.pk]
    take(client, world, other)
    Calibration.objects.all().delete()
    ended = database_now() - timedelta(seconds=1)
    Calibration.objects.create(
        coach=cast.coach, finished_at=ended, kappa=1, needed_percent=60, licensed_until=ended
    )
    world.submitted(cast.employee)
    assert code_of(client.post(f"{world.base}/leases", {})) == "licence_required"


def test_a_licence_is_not_required_that_nobody_can_get(
    cast: Cast, api: Api, world: World, anchors: list[UUID]
) -> None:
    url = f"{world.base}/anchors/{anchors[0]}"
    ask_licence(cast)
    assert code_of(api(cast.admin).delete(url)) == "calibration_not_ready"
    set_rules(actor=cast.admin, rules=Rules(), seen=Precondition(if_match=ANY))
    assert api(cast.admin).delete(url).status_code == 204
    stood = api(cast.admin).get(f"{world.base}/coaching-rules")
    rules = stood.json() | {"licence_required": True}
    answer = api(cast.admin).put(
        f"{world.base}/coaching-rules", rules, headers={"If-Match": stood["ETag"]}
    )
    assert code_of(answer) == "calibration_not_ready"
    assert code_of(api(cast.coach).put(f"{world.base}/calibrations/{new_id()}")) == (
        "calibration_not_ready"
    )


def test_a_licence_that_ends_soon_is_told_of_once(
    cast: Cast, api: Api, world: World, anchors: list[UUID]
) -> None:
    now = database_now()
    given = {"kappa": 1, "needed_percent": 60}
    for coach, days in ((cast.coach, 20), (cast.second_coach, 20), (cast.second_coach, 300)):
        until = now + timedelta(days=days)
        Calibration.objects.create(coach=coach, finished_at=now, licensed_until=until, **given)
    assert warn_of_ends() == 0  # none is required
    ask_licence(cast)
    assert [warn_of_ends() for _ in range(2)] == [1, 0]
    told = Message.objects.filter(kind="licence_ends").values_list("recipient", flat=True)
    assert list(told) == [cast.coach.id]  # the other one renewed theirs


def test_a_clip_that_is_gone_is_in_no_calibration(
    cast: Cast, api: Api, world: World, anchors: list[UUID]
) -> None:
    gone = Anchor.objects.get(pk=anchors[0]).video
    Video.objects.filter(pk=gone.pk).update(state=VideoState.DELETED)
    found = api(cast.author).get(f"{world.base}/anchors").json()
    assert (found["is_ready"], found["anchors"][0]["video_state"]) == (False, "deleted")


def test_the_arithmetic_of_licences() -> None:
    at = datetime(2026, 1, 31, 9, tzinfo=UTC)
    assert months_later(at, 1) == datetime(2026, 2, 28, 9, tzinfo=UTC)
    assert months_later(at, 12) == datetime(2027, 1, 31, 9, tzinfo=UTC)
    assert may_begin_at(at, None) == at + timedelta(days=7)
    until = at + timedelta(days=365)
    assert may_begin_at(at, until) == until - timedelta(days=60)
    assert not is_ready([[(1, 4)], [(4, 4)]])  # too few
    assert not is_ready([[(2, 4)], [(2, 4)], [(2, 4)]])  # one level throughout
    assert is_ready([[(2, 4)], [(2, 4)], [(3, 4)]])
    # Cohen's example of 1968 is in test_agreement.py; here, that pairs go in the right way round.
    assert kappa_of([[(1, 1, 4), (4, 4, 4)]]) == 1
    assert kappa_of([[(1, 4, 4), (4, 1, 4)]]) == -1


def test_a_clip_with_agreed_levels_is_not_deleted_before_they_are_retired(
    cast: Cast, api: Api, world: World, anchors: list[UUID]
) -> None:
    author, video = api(cast.author), Anchor.objects.get(pk=anchors[0]).video_id
    answer = author.delete(f"{world.base}/clips/{video}")
    assert (answer.status_code, code_of(answer)) == (409, "clip_used")
    assert author.delete(f"{world.base}/anchors/{anchors[0]}").status_code == 204
    assert author.delete(f"{world.base}/clips/{video}").status_code == 204
