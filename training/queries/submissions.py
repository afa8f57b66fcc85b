"""Reads an attempt's submission and the scenes that it needs."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery

from scenarios.models import SceneKind
from training.models import Attempt, PathScene, Take
from training.queries.paths import walk_of


@dataclass(frozen=True)
class Wanted:
    """Says what an attempt needs before it ends: a take for each of `replies`, the respond scenes
    of its path in order. `unanswered` is the question whose answer decides how it goes on."""

    replies: list[UUID]
    unanswered: UUID | None


def wanted_of(attempt: Attempt) -> Wanted:
    """Return what the attempt needs, by the answers given."""
    found = walk_of(attempt)
    scenes = attempt.scenario_version.scenes.filter(kind=SceneKind.RESPOND)
    respond = set(scenes.values_list("id", flat=True))
    return Wanted([scene for scene in found.path if scene in respond], found.undecided)


def in_order(takes: QuerySet[Take]) -> QuerySet[Take]:
    """Sort takes of submissions in the order of the conversation."""
    met = PathScene.objects.filter(attempt=OuterRef("attempt"), scene=OuterRef("scene"))
    return takes.order_by(Subquery(met.values("order")[:1]), "scene__order")


def takes_in_order() -> "Prefetch[str, QuerySet[Take], str]":
    """Return a prefetch of a submission's takes with their videos, in the order of the
    conversation."""
    return Prefetch("takes", in_order(Take.objects.select_related("video")))
