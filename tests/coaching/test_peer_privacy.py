"""Feedback of a colleague is between two people: no role, list, figure or score shows it."""

import pytest

from coaching.models import Review
from notifications.models import Message
from tests.cast import Api, Cast
from tests.coaching.peers import asked, page, request_at, say, send, shown
from tests.coaching.world import World, fix, mark_whole, send_in, take
from training.models import PathScene, Result

pytestmark = pytest.mark.slow
SECRET = "Je toon was heel warm."


def test_nobody_else_reads_who_was_asked_nor_what_was_said(
    cast: Cast, world: World, api: Api
) -> None:
    attempt = world.submitted(cast.employee)
    id = asked(api(cast.employee), world, attempt, cast.teammate)
    say(api(cast.teammate), world, id, text=SECRET)
    send(api(cast.teammate), world, id)
    assert SECRET in f"{page(api(cast.employee), world, attempt)}"
    lease = take(api(cast.coach), world)
    paths = [
        f"attempts/{attempt.id}/peer-invitations",
        f"peer-requests/{id}",
        "peer-requests",
        f"attempts/{attempt.id}",
        f"reviews/{lease['review']}",
        "queue",
        "coaching-figures",
        "fairness",
        f"feedback/{attempt.id}",
        "participation",
    ]
    for name, member in cast.by_role().items():
        if name == "employee":
            continue
        for path in paths:
            answer = api(member).get(f"{world.base}/{path}")
            assert SECRET not in answer.content.decode()
            if path.startswith(("attempts", "peer-requests/")):
                assert answer.status_code == 404, (name, path)
            elif path == "peer-requests" and name != "stranger":
                assert answer.json() == []


def test_an_open_invitation_opens_nothing_but_its_own_routes(
    cast: Cast, world: World, api: Api
) -> None:
    attempt = world.submitted(cast.employee)
    id = asked(api(cast.employee), world, attempt, cast.teammate)
    take_id, video = shown(attempt).id, shown(attempt).video_id
    for path in (
        f"attempts/{attempt.id}",
        f"attempts/{attempt.id}/takes/{take_id}",
        f"attempts/{attempt.id}/takes/{take_id}/playback",
        f"videos/{video}",
        f"videos/{video}/playback",
        f"feedback/{attempt.id}",
    ):
        assert api(cast.teammate).get(f"{world.base}/{path}").status_code == 404
    found = api(cast.teammate).get(request_at(world, id)).json()
    assert {"answers", "scores", "number", "self_check", "criteria"}.isdisjoint(found)
    assert api(cast.employee).get(request_at(world, id)).status_code == 404


def test_the_coachs_judgement_is_the_same_with_and_without_colleagues(
    cast: Cast, world: World, api: Api
) -> None:
    attempt = world.submitted(cast.employee)
    before = api(cast.coach).get(f"{world.base}/queue").json()
    id = asked(api(cast.employee), world, attempt, cast.teammate)
    say(api(cast.teammate), world, id, text=SECRET)
    send(api(cast.teammate), world, id)
    assert api(cast.coach).get(f"{world.base}/queue").json() == before
    assert not Review.objects.exists()
    assert not Result.objects.exists()
    lease = take(api(cast.coach), world)
    mark_whole(world, lease)
    fix(lease)
    feedback = api(cast.employee).get(f"{world.base}/feedback/{attempt.id}")
    assert feedback.status_code == 200
    assert SECRET not in feedback.content.decode()


def test_a_colleague_plays_the_clips_that_the_owner_met_and_no_others(
    cast: Cast, world: World, api: Api
) -> None:
    for status in (200, 404):
        attempt = world.practising(cast.employee)
        if status == 404:
            PathScene.objects.filter(attempt=attempt, scene=world.watch).delete()
        send_in(attempt, attempt.takes.get())
        id = asked(api(cast.employee), world, attempt, cast.teammate)
        clip = f"{request_at(world, id)}/scenes/{world.watch.id}/playback"
        assert api(cast.teammate).get(clip).status_code == status


def test_reading_one_of_coach_and_colleague_leaves_word_of_the_other(
    cast: Cast, world: World, api: Api
) -> None:
    attempt = world.submitted(cast.employee)
    id = asked(api(cast.employee), world, attempt, cast.teammate)
    say(api(cast.teammate), world, id)
    send(api(cast.teammate), world, id)
    lease = take(api(cast.coach), world)
    mark_whole(world, lease)
    fix(lease)
    emma = api(cast.employee)

    def unread() -> list[str]:
        rows = Message.objects.filter(recipient=cast.employee, read_at=None)
        return sorted(rows.values_list("kind", flat=True))

    assert unread() == ["feedback_ready", "peer_answered"]
    reading = f"{world.base}/attempts/{attempt.id}/peer-feedback/reading"
    assert emma.put(reading).status_code == 204
    assert unread() == ["feedback_ready"]
    Message.objects.update(read_at=None)
    assert emma.put(f"{world.base}/feedback/{attempt.id}/reading").status_code == 200
    assert unread() == ["peer_answered"]
