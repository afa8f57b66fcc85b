"""Makes feedback and a newer version of its rubric, and scores again under it."""

from typing import Any
from uuid import UUID

from django.utils import timezone
from rest_framework.test import APIClient

from accounts.models import Membership
from coaching.models import Review
from core.ids import new_id
from scenarios.models import RubricVersion
from tests.cast import Api
from tests.coaching.content import make_criterion
from tests.coaching.world import World, fix, mark_all, mark_whole, score, take
from training.models import Attempt, Submission

REASON = "The rubric says now what calm looks like."


def review_of(submission: Submission, **values: Any) -> Review:
    """Write a review in the rubric version of its attempt, straight to the table."""
    rubric_version = submission.attempt.scenario_version.rubric_version
    assert rubric_version is not None
    return Review.objects.create(submission=submission, rubric_version=rubric_version, **values)


def newer_rubric(world: World, *, is_published: bool = True, criteria: int = 3) -> RubricVersion:
    """Write the next version of the world's rubric, with one criterion more than it has."""
    used = world.version.rubric_version
    assert used is not None
    number = used.rubric.versions.count() + 1
    version = RubricVersion.objects.create(rubric=used.rubric, number=number)
    for order in range(1, criteria + 1):
        make_criterion(version, order)
    if is_published:
        RubricVersion.objects.filter(pk=version.pk).update(published_at=timezone.now())
    return version


def with_feedback(
    api: Api, world: World, coach: Membership, member: Membership
) -> tuple[Attempt, dict[str, Any]]:
    """Return an attempt with released feedback, level 2 on each criterion, and the lease of it."""
    attempt = world.submitted(member)
    lease = take(api(coach), world, attempt)
    mark_whole(world, lease)
    fix(lease)
    return attempt, lease


def ask(
    client: APIClient,
    world: World,
    attempt: Attempt,
    version: RubricVersion,
    *,
    reason: str = REASON,
    id: UUID | None = None,
) -> Any:
    """Ask to score the attempt again under this version."""
    body = {
        "submission": str(attempt.submission.id),
        "rubric_version": str(version.id),
        "reason": reason,
    }
    return client.put(f"{world.base}/regrades/{id or new_id()}", body)


def begin(
    client: APIClient, world: World, attempt: Attempt, version: RubricVersion
) -> dict[str, Any]:
    """Return the lease on a new regrade."""
    answer = ask(client, world, attempt, version)
    assert answer.status_code == 201, answer.content
    lease: dict[str, Any] = answer.json()["lease"]
    return lease


def score_all(
    client: APIClient,
    world: World,
    lease: dict[str, Any],
    version: RubricVersion,
    *,
    value: int = 3,
) -> None:
    """Give the level on each criterion of the version, the highest one unless told."""
    for criterion in version.criteria.all():
        assert score(client, world, lease, criterion, value=value).status_code == 200


def regraded(
    api: Api, world: World, coach: Membership, attempt: Attempt, version: RubricVersion
) -> dict[str, Any]:
    """Score the attempt again under this version, release it and return the lease that it had."""
    lease = begin(api(coach), world, attempt, version)
    mark_all(lease, version.criteria.all(), value=3)
    fix(lease)
    return lease
