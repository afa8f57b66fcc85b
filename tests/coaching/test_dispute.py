"""PUT /{org}/feedback/{attempt}/dispute: another coach scores again what the employee disputes."""

from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from rest_framework.test import APIClient

from accounts.models import AuditEvent, Membership
from coaching.models import Conflict, Dispute, Review, Score
from core.ids import new_id
from media.models import Video, VideoState
from notifications.domain.kinds import kind_of, render
from notifications.models import Message
from scenarios.models import Criterion
from tests.cast import Api, Cast, code_of
from tests.coaching.regrading import with_feedback
from tests.coaching.test_released_is_fixed import refused
from tests.coaching.world import World, mark_all, release, saw, take
from training.models import Attempt, SkillMemory, SkillReview

pytestmark = pytest.mark.slow

REASON = "Ik noemde zijn naam wel."


@pytest.fixture
def attempt(cast: Cast, world: World, api: Api) -> Attempt:
    """Emma's attempt: level 2 on each criterion, by Carla."""
    return with_feedback(api, world, cast.coach, cast.employee)[0]


def dispute(
    client: APIClient, world: World, attempt: Attempt, criterion: UUID, reason: str = REASON
) -> Any:
    url = f"{world.base}/feedback/{attempt.id}/dispute"
    return client.put(url, {"criterion": str(criterion), "reason": reason})


def disputed(api: Api, world: World, attempt: Attempt) -> Review:
    """Return the review that decides about the first criterion."""
    answer = dispute(api(attempt.membership), world, attempt, world.criteria[0].id)
    assert answer.status_code == 201, answer.content
    return Review.objects.get(submission__attempt=attempt, purpose="dispute")


def begin(client: APIClient, world: World, review: Review) -> Any:
    return client.post(f"{world.base}/leases", {"review": str(review.id)})


def decided(api: Api, world: World, coach: Membership, review: Review, *, value: int) -> Any:
    """Give this level on each criterion, with a note, and release it."""
    lease = begin(api(coach), world, review).json()
    mark_all(lease, world.criteria, value=value)
    return release(api(coach), world, lease)


def read(api: Api, world: World, attempt: Attempt) -> dict[str, Any]:
    found: dict[str, Any] = (
        api(attempt.membership).get(f"{world.base}/feedback/{attempt.id}").json()
    )
    return found


def test_a_colleague_of_the_coach_decides_and_the_feedback_stays(
    cast: Cast, world: World, api: Api, attempt: Attempt
) -> None:
    before = read(api, world, attempt)
    assert (before["dispute"], before["dispute_until"] is not None) == (None, True)
    review = disputed(api, world, attempt)
    [line] = api(cast.second_coach).get(f"{world.base}/disputes").json()
    assert (line["review"], line["person_name"]) == (str(review.id), "Emma")
    seen = api(cast.second_coach).get(f"{world.base}/reviews/{review.id}").json()
    assert seen["dispute"]["reason"] == REASON
    assert [one["level"]["value"] for one in seen["dispute"]["first"]["scores"]] == [2, 2]
    assert decided(api, world, cast.second_coach, review, value=3).status_code == 200
    after = read(api, world, attempt)
    assert {name: after[name] for name in ("scores", "comments", "coach_name", "released_at")} == {
        name: before[name] for name in ("scores", "comments", "coach_name", "released_at")
    }
    made = after["dispute"]
    assert (made["reason"], made["is_open"], after["dispute_until"]) == (REASON, False, None)
    decision = made["decision"]
    assert (decision["is_changed"], decision["reason"]) == (True, "Rustig.")
    assert [one["level"]["value"] for one in decision["scores"]] == [3, 3]
    assert not api(cast.second_coach).get(f"{world.base}/disputes").json()


def told_of(kind: str) -> dict[UUID, bool]:
    """Return by membership whether they read the message of this kind that they got."""
    rows = Message.objects.filter(kind=kind).values_list("recipient", "read_at")
    return {recipient: read_at is not None for recipient, read_at in rows}


def test_who_may_decide_is_told_and_told_no_more_once_one_decides(
    cast: Cast, world: World, api: Api, attempt: Attempt
) -> None:
    review = disputed(api, world, attempt)
    assert told_of("dispute_asked") == {cast.second_coach.id: False}
    dispute(api(cast.employee), world, attempt, world.criteria[0].id)
    begin(api(cast.second_coach), world, review)
    assert told_of("dispute_asked") == {cast.second_coach.id: True}
    assert told_of("dispute_without_coach") == {}


def test_admins_are_told_where_no_other_coach_may(
    cast: Cast, world: World, api: Api, attempt: Attempt
) -> None:
    Conflict.objects.create(coach=cast.second_coach, member=cast.employee)
    review = disputed(api, world, attempt)
    assert told_of("dispute_asked") == {}
    assert told_of("dispute_without_coach") == {cast.admin.id: False}
    Conflict.objects.all().delete()
    begin(api(cast.second_coach), world, review)
    assert told_of("dispute_without_coach") == {cast.admin.id: True}


def test_the_same_level_is_said_to_be_kept(
    cast: Cast, world: World, api: Api, attempt: Attempt
) -> None:
    decided(api, world, cast.second_coach, disputed(api, world, attempt), value=2)
    assert read(api, world, attempt)["dispute"]["decision"]["is_changed"] is False


def test_who_gave_the_levels_neither_finds_nor_takes_it(
    cast: Cast, world: World, api: Api, attempt: Attempt
) -> None:
    review = disputed(api, world, attempt)
    assert api(cast.coach).get(f"{world.base}/disputes").json() == []
    answer = begin(api(cast.coach), world, review)
    assert (answer.status_code, code_of(answer)) == (403, "own_judgement")
    assert begin(api(cast.second_coach), world, review).status_code == 201


def test_who_gave_a_level_before_a_colleague_released_it_does_not_decide(
    cast: Cast, world: World, api: Api
) -> None:
    attempt = world.submitted(cast.employee)
    first = take(api(cast.coach), world, attempt)
    mark_all(first, world.criteria[:1], value=2)
    api(cast.coach).delete(f"{world.base}/leases/{first['id']}")
    with_feedback_of(api, world, cast.second_coach, attempt)
    review = disputed(api, world, attempt)
    for coach in (cast.coach, cast.second_coach):
        assert begin(api(coach), world, review).status_code == 403


def with_feedback_of(api: Api, world: World, coach: Membership, attempt: Attempt) -> None:
    lease = take(api(coach), world, attempt)
    mark_all(lease, world.criteria[1:], value=2)
    for kind in ("strength", "say_instead"):
        url = f"{world.base}/reviews/{lease['review']}/comments/{new_id()}"
        said = {
            "kind": kind,
            "at_ms": 1,
            "text": "Ja",
            "take": str(attempt.submission.takes.get().id),
        }
        assert (
            api(coach).put(url, {"lease": lease["id"], **said}, headers=saw(None)).status_code
            == 201
        )
    assert release(api(coach), world, lease).status_code == 200


def test_it_needs_every_level_and_why_and_no_comment(
    cast: Cast, world: World, api: Api, attempt: Attempt
) -> None:
    lease = begin(api(cast.second_coach), world, disputed(api, world, attempt)).json()
    mark_all(lease, world.criteria, value=3)
    Score.objects.filter(review=lease["review"]).update(note="")
    answer = release(api(cast.second_coach), world, lease)
    assert (answer.status_code, code_of(answer)) == (409, "review_incomplete")
    assert [(part["code"], part["attr"]) for part in answer.json()["errors"]] == [
        ("reason_missing", str(world.criteria[0].id))
    ]


def test_the_employee_is_told_once_and_memory_is_corrected(
    cast: Cast, world: World, api: Api, attempt: Attempt
) -> None:
    technique = world.criteria[0].technique_id
    before = SkillMemory.objects.get(technique=technique).stability
    review = disputed(api, world, attempt)
    assert decided(api, world, cast.second_coach, review, value=3).status_code == 200
    [message] = Message.objects.filter(kind="dispute_decided")
    assert (message.recipient, message.about) == (cast.employee, attempt.id)
    said = render(kind_of("dispute_decided"), message.context, "nl")
    assert REASON not in f"{said}{message.context}"
    assert SkillReview.objects.filter(attempt=attempt, technique=technique).count() == 2
    after = SkillMemory.objects.get(technique=technique).stability
    assert before is not None
    assert after is not None
    assert after > before
    results = attempt.submission.results.values_list("level", flat=True)
    assert set(results) == {2}  # the statistics are those of the feedback


def test_once_for_each_feedback(cast: Cast, world: World, api: Api, attempt: Attempt) -> None:
    employee, [first, second] = api(cast.employee), world.criteria
    made, again = (dispute(employee, world, attempt, first.id) for _ in range(2))
    assert (made.status_code, again.status_code) == (201, 200)
    for criterion, reason in ((second, REASON), (first, "Anders")):
        answer = dispute(employee, world, attempt, criterion.id, reason)
        assert (answer.status_code, code_of(answer)) == (409, "already_disputed")
    assert Dispute.objects.count() == 1
    assert AuditEvent.objects.filter(verb="score_disputed").count() == 1


def test_what_was_released_long_ago_stays(
    cast: Cast, world: World, api: Api, attempt: Attempt
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE coaching_review DISABLE TRIGGER USER")
        cursor.execute("UPDATE coaching_review SET released_at = released_at - interval '14 days'")
        cursor.execute("ALTER TABLE coaching_review ENABLE TRIGGER USER")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    answer = dispute(api(cast.employee), world, attempt, world.criteria[0].id)
    assert (answer.status_code, code_of(answer)) == (409, "dispute_too_late")


def test_what_nobody_can_watch_any_more_is_not_disputed(
    cast: Cast, world: World, api: Api, attempt: Attempt
) -> None:
    Video.objects.filter(take__attempt=attempt).update(state=VideoState.DELETED)
    answer = dispute(api(cast.employee), world, attempt, world.criteria[0].id)
    assert (answer.status_code, code_of(answer)) == (409, "recording_deleted")
    assert read(api, world, attempt)["dispute_until"] is None


def test_only_ones_own_feedback_and_a_criterion_of_it(
    cast: Cast, world: World, api: Api, attempt: Attempt
) -> None:
    assert dispute(api(cast.teammate), world, attempt, world.criteria[0].id).status_code == 404
    waiting = world.submitted(cast.employee)
    assert dispute(api(cast.employee), world, waiting, world.criteria[0].id).status_code == 404
    answer = dispute(api(cast.employee), world, attempt, new_id())
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, "unknown_criterion")
    blank = dispute(api(cast.employee), world, attempt, world.criteria[0].id, " \u200b ")
    assert blank.status_code == 400


def test_it_is_kept_as_it_was_asked(cast: Cast, world: World, api: Api, attempt: Attempt) -> None:
    review = disputed(api, world, attempt)
    rows = Dispute.objects.all()
    other: Criterion = world.criteria[1]
    refused(lambda: rows.update(reason="Anders"), "dispute_is_fixed")
    refused(lambda: rows.update(criterion=other), "dispute_is_fixed")
    decided(api, world, cast.second_coach, review, value=2)
    refused(rows.delete, "mark_released_is_fixed")
    values = {"criterion": other, "reason": "Nog iets", "asked_by": cast.employee}
    first = Review.objects.get(purpose="first")
    refused(lambda: Dispute.objects.create(review=first, **values), "dispute_of_released_score")
