"""GET /{org}/reviews/{id}: what a coach sees, and what they never see."""

from typing import Any

import pytest

from accounts.models import Language, Role
from coaching.models import Review
from media.models import Video
from tests.cast import Api, Cast, code_of
from tests.coaching.world import TAKE_MS, World, comment, mark_whole, run_out, score, take, take_in
from training.services import reopen_unusable

pytestmark = pytest.mark.slow


def _read(api: Api, cast: Cast, world: World, lease: dict[str, Any]) -> dict[str, Any]:
    answer = api(cast.coach).get(f"{world.base}/reviews/{lease['review']}")
    assert answer.status_code == 200, answer.content
    document: dict[str, Any] = answer.json()
    return document


def test_it_shows_the_take_the_exercise_and_the_rubric(cast: Cast, world: World, api: Api) -> None:
    attempt = world.submitted(cast.employee)
    review = _read(api, cast, world, take(api(cast.coach), world))
    assert review["attempt"]["person_name"] == "Emma"
    assert review["attempt"]["answers"][0]["is_right"] is True
    submitted = attempt.submission.takes.get()
    assert review["takes"] == [
        {
            "id": str(submitted.id),
            "scene": str(world.respond.id),
            "duration_ms": TAKE_MS,
            "self_check": None,
        }
    ]
    assert review["exercise"]["title"] == "At the barrier"
    names = [criterion["name"] for criterion in review["rubric"]["criteria"]]
    assert names == ["Criterion 1", "Criterion 2"]
    assert [level["value"] for level in review["rubric"]["criteria"][0]["levels"]] == [1, 2, 3]


def test_it_has_the_example_of_each_reply_that_was_sent_in(
    cast: Cast, world: World, api: Api
) -> None:
    world.submitted(cast.employee)
    coach, lease = api(cast.coach), take(api(cast.coach), world)
    respond = str(world.respond.id)
    assert _read(api, cast, world, lease)["examples"] == [
        {"scene": respond, "text": "Thank you", "has_video": True}
    ]
    clip = world.respond.clips.get(role="example").video
    url = f"{world.base}/reviews/{lease['review']}/scenes/{{}}/example/playback"
    assert coach.get(url.format(respond)).json()["video"] == str(clip.id)
    assert coach.get(url.format(world.watch.id)).status_code == 404


def test_its_texts_are_in_the_coachs_language(cast: Cast, world: World, api: Api) -> None:
    cast.coach.person.language = Language.DUTCH
    cast.coach.person.save()
    world.submitted(cast.employee)
    review = _read(api, cast, world, take(api(cast.coach), world))
    assert review["exercise"]["title"] == "Bij het poortje"
    assert review["rubric"]["criteria"][0]["levels"][0]["name"] == "Trede 1"
    assert review["attempt"]["answers"][0]["explanations"][0]["text"] == "Hij wacht al lang."


def test_it_says_what_is_missing_until_nothing_is(cast: Cast, world: World, api: Api) -> None:
    world.submitted(cast.employee)
    coach = api(cast.coach)
    lease = take(coach, world)
    nothing = ["score_missing", "strength_missing", "say_instead_missing"]
    assert _read(api, cast, world, lease)["missing"] == nothing
    comment(coach, world, lease, kind="strength")
    score(coach, world, lease, world.criteria[0])
    assert _read(api, cast, world, lease)["missing"] == ["score_missing", "say_instead_missing"]
    mark_whole(world, lease)
    assert _read(api, cast, world, lease)["missing"] == []


def test_it_shows_the_marks_in_order(cast: Cast, world: World, api: Api) -> None:
    world.submitted(cast.employee)
    coach = api(cast.coach)
    lease = take(coach, world)
    for criterion in reversed(world.criteria):
        score(coach, world, lease, criterion)
    for at_ms in (9000, 100):
        comment(coach, world, lease, at_ms=at_ms)
    review = _read(api, cast, world, lease)
    assert [one["criterion"] for one in review["scores"]] == [str(c.id) for c in world.criteria]
    assert [one["at_ms"] for one in review["comments"]] == [100, 9000]
    assert (review["state"], review["leased_by"], review["lease"]) == ("open", "me", lease)


def test_another_coach_may_look_without_a_lease(cast: Cast, world: World, api: Api) -> None:
    world.submitted(cast.employee)
    lease = take(api(cast.second_coach), world)
    review = _read(api, cast, world, lease)
    assert (review["leased_by"], review["lease"]) == ("other", None)
    run_out(lease)
    review = _read(api, cast, world, lease)
    assert (review["leased_by"], review["lease"]) == (None, None)


def test_nothing_in_it_tells_of_other_takes(cast: Cast, world: World, api: Api) -> None:
    attempt = world.submitted(cast.employee, takes=3)
    lease = take(api(cast.coach), world)
    text = str(_read(api, cast, world, lease))
    for other in attempt.takes.filter(number__lt=3):
        assert str(other.id) not in text
        assert str(other.video_id) not in text


def test_the_reviewed_person_does_not_see_it(cast: Cast, world: World, api: Api) -> None:
    cast.second_coach.roles = [Role.COACH, Role.EMPLOYEE]
    cast.second_coach.save()
    world.submitted(cast.second_coach)
    lease = take(api(cast.coach), world)
    for path in ("", f"/takes/{take_in(lease)}/playback"):
        answer = api(cast.second_coach).get(f"{world.base}/reviews/{lease['review']}{path}")
        assert (answer.status_code, code_of(answer)) == (404, "not_found")


def test_a_submission_given_back_takes_its_review_along(cast: Cast, world: World, api: Api) -> None:
    attempt = world.submitted(cast.employee)
    lease = take(api(cast.coach), world)
    comment(api(cast.coach), world, lease)
    Video.objects.filter(take__attempt=attempt).update(state="failed", reason="damaged")
    assert reopen_unusable() == 1
    answer = api(cast.coach).get(f"{world.base}/reviews/{lease['review']}")
    assert (answer.status_code, code_of(answer)) == (404, "not_found")


def test_a_stranger_finds_no_review(cast: Cast, world: World, api: Api) -> None:
    world.submitted(cast.employee)
    lease = take(api(cast.coach), world)
    assert Review.objects.filter(pk=lease["review"]).exists()
    for base in ("/api/v1/haven", "/api/v1/burcht"):
        answer = api(cast.stranger).get(f"{base}/reviews/{lease['review']}")
        assert (answer.status_code, code_of(answer)) == (404, "not_found")
