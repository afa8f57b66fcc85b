"""Reads what the employee and the coach called the same clip, each before hearing the other.

A question about kind or style is asked of the coach too, unless its options lead to different
scenes: then the path tells what the employee chose.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery

from coaching.domain.agreement import ChoiceKappa, Estimate, Undefined, estimate
from coaching.models import Purpose, Review, Tag
from coaching.queries.queue import QUEUED
from scenarios.models import Option, QuestionPurpose, Scene, SceneKind
from training.domain.suppression import FEWEST
from training.models import AnswerOption

CALLED = (QuestionPurpose.AGGRESSION_TYPE, QuestionPurpose.STYLE)
MOST_CALLS = 20_000
FEWEST_CALLS = 20


@dataclass(frozen=True)
class Call:
    """Represents one question that the coach answers first; `option` is None until they did."""

    scene: UUID
    option: UUID | None


def questions_of(review: Review) -> QuerySet[Scene]:
    """Return the questions of the attempt's path that its coach answers first."""
    leads_away = Option.objects.filter(scene=OuterRef("pk"), next_key__isnull=False)
    return Scene.objects.filter(
        ~Exists(leads_away),
        pk__in=review.submission.attempt.path.values("scene"),
        kind=SceneKind.CHOOSE,
        purpose__in=CALLED,
        several=False,
    )


def calls_in(review: Review) -> list[Call]:
    """Return the calls of a review, in the order of the exercise; none where it is judged again
    openly."""
    if review.purpose not in QUEUED:
        return []
    given = dict(review.tags.values_list("scene", "option"))
    scenes = questions_of(review).order_by("order").values_list("pk", flat=True)
    return [Call(scene, given.get(scene)) for scene in scenes]


def hidden_in(review: Review, calls: Iterable[Call]) -> set[UUID]:
    """Return the questions whose answer is kept from the coach for now: until they answered them,
    or released the review without."""
    if review.released_at is not None:
        return set()
    return {one.scene for one in calls if one.option is None}


def calls_agreement(organisation: UUID, since: datetime) -> Estimate:
    """Return how far employees and coaches call the same clip alike, in released feedback; nothing
    of fewer than FEWEST_CALLS submissions or FEWEST people."""
    member = "review__submission__attempt__membership"
    chosen = AnswerOption.objects.filter(
        answer__attempt=OuterRef("review__submission__attempt"), answer__scene=OuterRef("scene")
    )
    rows = (
        Tag.objects.filter(
            **{f"{member}__organisation": organisation},
            review__purpose=Purpose.FIRST,
            review__released_at__gte=since,
        )
        .annotate(
            theirs=Subquery(chosen.values("option__order")[:1]),
            of=Count("scene__options"),
        )
        .filter(theirs__isnull=False)
        .order_by("-review__released_at", "pk")
        .values_list("review", member, "theirs", "option__order", "of")[:MOST_CALLS]
    )
    by_review: dict[UUID, list[tuple[int, int, int]]] = defaultdict(list)
    people = set()
    for review, person, theirs, mine, of in cast(
        "Iterable[tuple[UUID, UUID, int, int, int]]", rows
    ):
        by_review[review].append((theirs, mine, of))
        people.add(person)
    if len(by_review) < FEWEST_CALLS or len(people) < FEWEST:
        return Estimate(len(by_review), why=Undefined.TOO_FEW)
    return estimate(ChoiceKappa(), list(by_review.values()))
