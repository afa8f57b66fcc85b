"""Comments by voice and by video: who records, when they go out, who plays them, and when they are
deleted."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from accounts.models import Membership
from coaching.models import Comment, Review
from coaching.services.recordings import sweep_recordings
from core.ids import new_id
from media.models import Purpose, Video, VideoState
from tests.cast import Api, Cast, code_of
from tests.coaching.test_dispute import begin, disputed
from tests.coaching.test_released_is_fixed import refused
from tests.coaching.world import World, comment, mark_all, mark_whole, saw, take

pytestmark = pytest.mark.slow


def recorded(owner: Membership, state: VideoState = VideoState.READY) -> Video:
    return Video.objects.create(
        organisation=owner.organisation, owner=owner, purpose=Purpose.COMMENT, state=state
    )


@pytest.fixture
def lease(cast: Cast, world: World, api: Api) -> dict[str, Any]:
    world.submitted(cast.employee)
    lease = take(api(cast.coach), world)
    mark_whole(world, lease)
    return lease


def say(client: Any, world: World, lease: dict[str, Any], recording: UUID, **more: Any) -> Any:
    return comment(client, world, lease, text="", recording=str(recording), **more)


def release(client: Any, world: World, lease: dict[str, Any]) -> Any:
    review = Review.objects.get(pk=lease["review"])
    version = client.get(f"{world.base}/reviews/{review.id}").json()["version"]
    url = f"{world.base}/reviews/{review.id}/release"
    return client.post(url, {"lease": lease["id"]}, headers=saw(version))


def test_a_spoken_comment_is_played_by_its_employee_once_it_is_released(
    cast: Cast, world: World, api: Api, lease: dict[str, Any]
) -> None:
    coach, employee = api(cast.coach), api(cast.employee)
    recording = recorded(cast.coach)
    saved = say(coach, world, lease, recording.id)
    assert (saved.status_code, saved.json()["text"]) == (201, "")
    assert saved.json()["recording"] == str(recording.id)
    of_review = f"{world.base}/reviews/{lease['review']}/recordings/{recording.id}/playback"
    assert coach.get(of_review).json()["state"] == "ready"
    attempt = Review.objects.get(pk=lease["review"]).submission.attempt_id
    of_feedback = f"{world.base}/feedback/{attempt}/recordings/{recording.id}/playback"
    assert employee.get(of_feedback).status_code == 404

    assert release(coach, world, lease).status_code == 200
    assert employee.get(of_feedback).json()["state"] == "ready"
    comments = employee.get(f"{world.base}/feedback/{attempt}").json()["comments"]
    assert [one["recording"] for one in comments if not one["text"]] == [str(recording.id)]
    assert api(cast.teammate).get(of_feedback).status_code == 404
    assert api(cast.manager).get(of_feedback).status_code == 404
    gone = Comment.objects.filter(recording=recording)
    refused(lambda: gone.update(recording=None), "mark_released_is_fixed")


def test_what_another_coach_says_about_a_dispute_is_played_once_it_is_decided(
    cast: Cast, world: World, api: Api, lease: dict[str, Any]
) -> None:
    assert release(api(cast.coach), world, lease).status_code == 200
    attempt = Review.objects.get(pk=lease["review"]).submission.attempt
    dispute = disputed(api, world, attempt)
    other, recording = api(cast.second_coach), recorded(cast.second_coach)
    mine = begin(other, world, dispute).json()
    assert say(other, world, mine, recording.id).status_code == 201
    mark_all(mine, world.criteria, value=2)
    url = f"{world.base}/feedback/{attempt.id}/recordings/{recording.id}/playback"
    assert api(cast.employee).get(url).status_code == 404
    assert release(other, world, mine).status_code == 200
    assert api(cast.employee).get(url).json()["state"] == "ready"


@pytest.mark.parametrize(
    ("state", "code"),
    [
        (VideoState.RECEIVING, "recording_not_ready"),
        (VideoState.PROCESSING, "recording_not_ready"),
        (VideoState.FAILED, "recording_failed"),
        (VideoState.DELETED, "recording_failed"),
    ],
)
def test_nothing_is_released_that_can_not_be_played(
    cast: Cast, world: World, api: Api, lease: dict[str, Any], state: VideoState, code: str
) -> None:
    coach, recording = api(cast.coach), recorded(cast.coach)
    said = say(coach, world, lease, recording.id)
    Video.objects.filter(pk=recording.pk).update(state=state, reason="decode_failed")
    answer = release(coach, world, lease)
    assert (answer.status_code, code_of(answer)) == (409, "review_incomplete")
    [part] = answer.json()["errors"]
    assert (part["code"], part["attr"]) == (code, said.json()["id"])
    assert code in coach.get(f"{world.base}/reviews/{lease['review']}").json()["missing"]


def test_a_recording_that_was_deleted_leaves_its_text(
    cast: Cast, world: World, api: Api, lease: dict[str, Any]
) -> None:
    coach, recording = api(cast.coach), recorded(cast.coach)
    assert comment(coach, world, lease, recording=str(recording.id)).status_code == 201
    Video.objects.filter(pk=recording.pk).update(state=VideoState.DELETED)
    assert release(coach, world, lease).status_code == 200


def test_only_what_the_coach_recorded_as_a_comment_becomes_one(
    cast: Cast, world: World, api: Api, lease: dict[str, Any]
) -> None:
    coach = api(cast.coach)
    used, clip = recorded(cast.coach), recorded(cast.coach)
    Video.objects.filter(pk=clip.pk).update(purpose=Purpose.SCENE)
    assert say(coach, world, lease, used.id).status_code == 201
    others = [
        used,
        clip,
        recorded(cast.admin),
        recorded(cast.coach, VideoState.DELETED),
        Video(pk=new_id()),
    ]
    for other in others:
        answer = say(coach, world, lease, other.pk)
        assert answer.status_code == 400
        assert [part["code"] for part in answer.json()["errors"]] == ["unknown_recording"]
    for silent in ("", "\u200b"):
        answer = comment(coach, world, lease, text=silent)
        assert [part["attr"] for part in answer.json()["errors"]] == ["text"]


def test_a_change_of_the_recording_is_a_change(
    cast: Cast, world: World, api: Api, lease: dict[str, Any]
) -> None:
    coach, id = api(cast.coach), new_id()
    typed = comment(coach, world, lease, id=id).json()["version"]
    recording = str(recorded(cast.coach).id)
    unseen = comment(coach, world, lease, id=id, recording=recording)
    assert (unseen.status_code, unseen.json()["current"]["recording"]) == (412, None)
    spoken = comment(coach, world, lease, id=id, recording=recording, seen=typed).json()["version"]
    back = comment(coach, world, lease, id=id, seen=spoken).json()["version"]
    assert (spoken != typed, back) == (True, typed)


def test_only_a_coach_may_send_one(cast: Cast, world: World, api: Api) -> None:
    body = {"length": 1000, "content_type": "audio/webm", "purpose": "comment"}
    url = f"{world.base}/uploads"
    refusal = api(cast.employee).put(f"{url}/{new_id()}", body)
    assert (refusal.status_code, code_of(refusal)) == (403, "role_required")
    assert api(cast.coach).put(f"{url}/{new_id()}", body).status_code == 201


def test_recordings_that_nobody_needs_are_deleted(
    cast: Cast, world: World, api: Api, lease: dict[str, Any]
) -> None:
    coach = api(cast.coach)
    fresh, old, used = (recorded(cast.coach) for _each in range(3))
    assert say(coach, world, lease, used.id).status_code == 201
    yesterday = timezone.now() - timedelta(days=1, minutes=1)
    Video.objects.filter(pk__in=[old.pk, used.pk]).update(created_at=yesterday)
    assert sweep_recordings() == 1
    assert states(fresh, old, used) == ["ready", "deleted", "ready"]

    reply = Review.objects.get(pk=lease["review"]).submission.takes.get().video
    Video.objects.filter(pk=reply.pk).update(state=VideoState.DELETED)
    assert sweep_recordings() == 1
    assert states(fresh, old, used) == ["ready", "deleted", "deleted"]
    assert sweep_recordings() == 0


def states(*videos: Video) -> list[str]:
    kept = dict(Video.objects.values_list("pk", "state"))
    return [kept[video.pk] for video in videos]
