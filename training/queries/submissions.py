"""Reads an attempt's submission and the scenes that it needs."""

from uuid import UUID

from django.db.models import Prefetch, QuerySet

from accounts.models import Organisation
from scenarios.models import SceneKind
from training.models import Attempt, AttemptState, Submission, Take


def scenes_to_submit(attempt: Attempt) -> list[UUID]:
    """Return the ids of the attempt's respond scenes in order: a submission has a take for each."""
    scenes = attempt.scenario_version.scenes.filter(kind=SceneKind.RESPOND)
    return list(scenes.order_by("order").values_list("id", flat=True))


def takes_in_order() -> "Prefetch[str, QuerySet[Take], str]":
    """Return a prefetch of a submission's takes with their videos, in the order of the
    conversation."""
    return Prefetch("takes", Take.objects.select_related("video").order_by("scene__order"))


def submitted_for_review(organisation: Organisation) -> QuerySet[Submission]:
    """Return the organisation's submissions that wait for a coach. Coaching reads no take but a
    submission's own."""
    return Submission.objects.filter(
        scored_at__isnull=True,
        attempt__state=AttemptState.SUBMITTED,
        attempt__membership__organisation=organisation,
    )
