"""PUT /{org}/attempts/{id}/withdrawal."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import AuditEvent
from coaching.models import Review
from core.ids import new_id
from media.models import Video
from tests.cast import Api, Cast, code_of
from tests.coaching.world import World, comment, mark_whole, release, run_out, score, take
from training.models import Attempt, AttemptState, Submission

pytestmark = pytest.mark.slow


def _url(world: World, attempt: Attempt) -> str:
    return f"{world.base}/attempts/{attempt.id}/withdrawal"


def test_what_nobody_began_on_is_private_again(cast: Cast, world: World, api: Api) -> None:
    attempt = world.submitted(cast.employee)
    take_id = attempt.submission.takes.get().id
    employee = api(cast.employee)
    assert employee.put(_url(world, attempt)).status_code == 204
    seen = employee.get(f"{world.base}/attempts/{attempt.id}").json()
    assert (seen["state"], seen["submission"]) == ("open", None)
    assert [one["id"] for one in seen["takes"]] == [str(take_id)]
    assert api(cast.coach).get(f"{world.base}/queue").json()["results"] == []
    assert not Submission.objects.exists()


def test_it_can_be_sent_in_again(cast: Cast, world: World, api: Api) -> None:
    attempt = world.submitted(cast.employee)
    employee, takes = api(cast.employee), [str(attempt.takes.get().id)]
    employee.put(_url(world, attempt))
    answer = employee.post(f"{world.base}/attempts/{attempt.id}/submission", {"takes": takes})
    assert (answer.status_code, answer.json()["state"]) == (200, "submitted")
    assert take(api(cast.coach), world)["attempt"] == str(attempt.id)


def test_twice_is_once(cast: Cast, world: World, api: Api) -> None:
    attempt = world.submitted(cast.employee)
    for _ in range(2):
        assert api(cast.employee).put(_url(world, attempt)).status_code == 204
    assert AuditEvent.objects.filter(verb="submission_withdrawn").count() == 1


def test_it_is_written_down_without_any_words(cast: Cast, world: World, api: Api) -> None:
    attempt = world.submitted(cast.employee)
    submission = attempt.submission.id
    api(cast.employee).put(_url(world, attempt))
    event = AuditEvent.objects.get(verb="submission_withdrawn")
    assert (event.actor, event.object_id) == (cast.employee, attempt.id)
    assert event.detail == {"submission": str(submission)}


def test_what_a_coach_has_is_not_taken_away(cast: Cast, world: World, api: Api) -> None:
    attempt = world.submitted(cast.employee)
    lease = take(api(cast.coach), world)
    answer = api(cast.employee).put(_url(world, attempt))
    assert (answer.status_code, code_of(answer)) == (409, "review_begun")
    assert score(api(cast.coach), world, lease, world.criteria[0]).status_code == 200


def test_a_look_without_a_mark_is_no_beginning(cast: Cast, world: World, api: Api) -> None:
    attempt = world.submitted(cast.employee)
    coach = api(cast.coach)
    lease = take(coach, world)
    coach.delete(f"{world.base}/leases/{lease['id']}")
    assert api(cast.employee).put(_url(world, attempt)).status_code == 204
    assert not Review.objects.exists()
    answer = coach.get(f"{world.base}/reviews/{lease['review']}")
    assert (answer.status_code, code_of(answer)) == (404, "not_found")


def test_what_was_scored_stays_also_when_nobody_has_it(cast: Cast, world: World, api: Api) -> None:
    attempt = world.submitted(cast.employee)
    lease = take(api(cast.coach), world)
    score(api(cast.coach), world, lease, world.criteria[0])
    run_out(lease)
    answer = api(cast.employee).put(_url(world, attempt))
    assert (answer.status_code, code_of(answer)) == (409, "review_begun")


def test_what_was_commented_on_stays_also_when_nobody_has_it(
    cast: Cast, world: World, api: Api
) -> None:
    attempt = world.submitted(cast.employee)
    lease = take(api(cast.coach), world)
    comment(api(cast.coach), world, lease)
    run_out(lease)
    answer = api(cast.employee).put(_url(world, attempt))
    assert (answer.status_code, code_of(answer)) == (409, "review_begun")


def test_what_has_feedback_stays(cast: Cast, world: World, api: Api) -> None:
    attempt = world.submitted(cast.employee)
    lease = take(api(cast.coach), world)
    mark_whole(world, lease)
    release(api(cast.coach), world, lease)
    answer = api(cast.employee).put(_url(world, attempt))
    assert (answer.status_code, code_of(answer)) == (409, "review_begun")


def test_what_was_never_sent_in_is_left_as_it_is(cast: Cast, world: World, api: Api) -> None:
    attempt = world.practising(cast.employee)
    assert api(cast.employee).put(_url(world, attempt)).status_code == 204
    attempt.refresh_from_db()
    assert attempt.state == AttemptState.OPEN
    assert not AuditEvent.objects.filter(verb="submission_withdrawn").exists()


def test_beside_another_open_attempt_it_is_closed(cast: Cast, world: World, api: Api) -> None:
    attempt = world.submitted(cast.employee, ago=timedelta(hours=3))
    world.practising(cast.employee)
    assert api(cast.employee).put(_url(world, attempt)).status_code == 204
    attempt.refresh_from_db()
    assert attempt.state == AttemptState.WITHDRAWN
    assert Video.objects.filter(take__attempt=attempt).count() == 1


def test_it_is_nobody_elses(cast: Cast, world: World, api: Api) -> None:
    attempt = world.submitted(cast.employee)
    for name, member in cast.by_role().items():
        if name != "employee":
            answer = api(member).put(_url(world, attempt))
            assert (name, answer.status_code, code_of(answer)) == (name, 404, "not_found")
    answer = api(cast.employee).put(f"{world.base}/attempts/{new_id()}/withdrawal")
    assert (answer.status_code, code_of(answer)) == (404, "not_found")
    assert Submission.objects.exists()


def test_what_came_back_beside_a_newer_attempt_can_be_deleted(
    cast: Cast, world: World, api: Api
) -> None:
    attempt = world.submitted(cast.employee)
    newer = world.practising(cast.employee)
    employee = api(cast.employee)
    assert employee.put(_url(world, attempt)).status_code == 204
    attempt.refresh_from_db()
    assert (newer.state, attempt.state) == (AttemptState.OPEN, AttemptState.WITHDRAWN)
    one = attempt.takes.get()
    deleted = employee.delete(f"{world.base}/attempts/{attempt.id}/takes/{one.id}")
    assert deleted.status_code == 204
    assert not attempt.takes.exists()


def test_a_coach_who_watched_it_watches_no_longer(cast: Cast, world: World, api: Api) -> None:
    attempt = world.submitted(cast.employee)
    video = attempt.takes.get().video
    lease = take(api(cast.coach), world)
    api(cast.coach).delete(f"{world.base}/leases/{lease['id']}")
    before = timezone.now()
    assert api(cast.employee).put(_url(world, attempt)).status_code == 204
    video.refresh_from_db()
    assert video.private_since is not None
    assert video.private_since > before
