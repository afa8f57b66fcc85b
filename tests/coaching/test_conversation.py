"""A submission of several replies: one review, comments on each take, scores for the whole."""

import pytest
from django.utils import timezone

from accounts.models import Membership
from core.ids import new_id
from media.models import Video, VideoState
from scenarios.models import ScenarioVersion, Scene, SceneKind
from tests.cast import Api, Cast, code_of
from tests.coaching.content import both
from tests.coaching.world import World, comment, release, score, send_in, take
from training.models import Attempt, Enrolment

pytestmark = pytest.mark.slow


def conversation(world: World, member: Membership) -> Attempt:
    """An attempt at an exercise of two replies, which authors can't make yet, both submitted."""
    before = world.version
    version = ScenarioVersion.objects.create(
        scenario=before.scenario,
        number=before.number + 1,
        rubric_version=before.rubric_version,
        aggression_type=before.aggression_type,
        title=before.title,
        summary=before.summary,
    )
    opening, closing = (
        Scene.objects.create(
            version=version,
            order=order,
            key=f"s{order}",
            kind=SceneKind.RESPOND,
            prompt=both("Zeg iets", "Say something"),
            max_take_ms=60_000,
        )
        for order in (1, 2)
    )
    ScenarioVersion.objects.filter(pk=version.pk).update(published_at=timezone.now())
    enrolment, _ = Enrolment.objects.get_or_create(programme=world.programme, membership=member)
    attempt = Attempt.objects.create(
        membership=member,
        enrolment=enrolment,
        step=world.step,
        scenario_version=version,
        number=enrolment.attempts.count() + 1,
    )
    # The second reply was recorded first: the order of the conversation counts.
    takes = [
        world.record(attempt, member, number, scene)
        for number, scene in enumerate((closing, opening), start=1)
    ]
    send_in(attempt, *takes)
    return attempt


def test_the_review_has_a_take_for_each_reply_in_order(cast: Cast, world: World, api: Api) -> None:
    attempt = conversation(world, cast.employee)
    lease = take(api(cast.coach), world)
    review = api(cast.coach).get(f"{world.base}/reviews/{lease['review']}").json()
    scenes = [str(scene.id) for scene in attempt.scenario_version.scenes.order_by("order")]
    assert [one["scene"] for one in review["takes"]] == scenes


def test_a_comment_stays_with_its_take_and_the_feedback_says_which(
    cast: Cast, world: World, api: Api
) -> None:
    attempt = conversation(world, cast.employee)
    coach, lease = api(cast.coach), take(api(cast.coach), world)
    url = f"{world.base}/reviews/{lease['review']}"
    first, second = (one["id"] for one in coach.get(url).json()["takes"])
    for criterion in world.criteria:
        assert score(coach, world, lease, criterion).status_code == 200
    assert comment(coach, world, lease, kind="strength", at_ms=800).status_code == 201
    said = {"lease": lease["id"], "kind": "say_instead", "at_ms": 300, "text": "Anders."}
    answer = coach.put(f"{url}/comments/{new_id()}", {**said, "take": second})
    assert (answer.status_code, answer.json()["take"]) == (201, second)
    assert release(coach, world, lease).status_code == 200
    feedback = api(cast.employee).get(f"{world.base}/feedback/{attempt.id}").json()
    assert [one["id"] for one in feedback["takes"]] == [first, second]
    assert {(one["take"], one["at_ms"]) for one in feedback["comments"]} == {
        (first, 800),
        (second, 300),
    }
    assert len(feedback["scores"]) == len(world.criteria)


def test_it_is_not_taken_until_every_reply_can_be_played(
    cast: Cast, world: World, api: Api
) -> None:
    attempt = conversation(world, cast.employee)
    last = Video.objects.filter(take__attempt=attempt, take__number=2)
    last.update(state=VideoState.PROCESSING)
    coach = api(cast.coach)
    [row] = coach.get(f"{world.base}/queue").json()["results"]
    assert row["video_state"] == "processing"
    answer = coach.post(f"{world.base}/leases", {})
    assert (answer.status_code, code_of(answer)) == (409, "queue_empty")
    answer = coach.post(f"{world.base}/leases", {"submission": row["submission"]})
    assert (answer.status_code, code_of(answer)) == (409, "video_not_ready")
    last.update(state=VideoState.READY)
    assert coach.post(f"{world.base}/leases", {}).status_code == 201
