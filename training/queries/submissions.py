"""What an attempt's submission is made of."""

from uuid import UUID

from django.db.models import Prefetch, QuerySet

from accounts.models import Organisation
from scenarios.models import SceneKind
from training.models import Attempt, AttemptState, Submission, Take


def scenes_to_submit(attempt: Attempt) -> list[UUID]:
    """The respond scenes that the attempt met, in order: a submission has a take for each."""
    scenes = attempt.scenario_version.scenes.filter(kind=SceneKind.RESPOND)
    return list(scenes.order_by("order").values_list("id", flat=True))


def takes_in_order() -> "Prefetch[str, QuerySet[Take], str]":
    """A submission's takes with their videos, in the order of the conversation."""
    return Prefetch("takes", Take.objects.select_related("video").order_by("scene__order"))


def submitted_for_review(organisation: Organisation) -> QuerySet[Submission]:
    """For coaching: what waits for a coach. Read no take but a submission's own."""
    return Submission.objects.filter(
        scored_at__isnull=True,
        attempt__state=AttemptState.SUBMITTED,
        attempt__membership__organisation=organisation,
    )
