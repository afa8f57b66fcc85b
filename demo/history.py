"""Gives one colleague a month of practice behind her, so that her skills have something to show."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import Membership
from core.ids import new_id
from demo.people import People
from media.models import Purpose, Video, VideoState
from scenarios.models import Criterion, SceneKind
from training import services as training
from training.models import (
    Attempt,
    AttemptState,
    Programme,
    ReviewSource,
    SkillReview,
    StepKind,
    Take,
)
from training.services.memory import review_skills

WHO = "lisa"

# How many days ago which step of the programme was done, counted from 0, and what went well of its
# criteria: the first ones, so many.
PRACTISED = ((33, 0, 1), (29, 1, 2), (24, 0, 3), (19, 2, 2), (12, 1, 3), (5, 0, 3), (2, 3, 1))


@transaction.atomic
def load_history(people: People, programme: Programme) -> list[str]:
    """Write the month once, as exercises that ended without a coach."""
    member = people.members[WHO]
    if SkillReview.objects.filter(membership=member).exists():
        return []
    exercises = programme.steps.filter(kind=StepKind.EXERCISE).order_by("order")
    steps = list(exercises.values_list("id", flat=True))
    for days, place, went_well in PRACTISED:
        if place < len(steps):
            _practise(member, steps[place], timezone.now() - timedelta(days=days), went_well)
    training.learn_moments(member=member, is_learned=True)
    return ["a month of practice"]


def _practise(member: Membership, step: UUID, at: datetime, went_well: int) -> None:
    attempt, _new = training.start(member=member, attempt=new_id(), step=step)
    _record(attempt, at)
    Attempt.objects.filter(pk=attempt.pk).update(
        started_at=at, state=AttemptState.FINISHED, finished_at=at + timedelta(minutes=4)
    )
    criteria = Criterion.objects.filter(version=attempt.scenario_version.rubric_version_id)
    techniques = criteria.order_by("order").values_list("technique", flat=True)
    results = [
        training.TechniqueResult(technique=one, level=2 if place < went_well else 1, of=2)
        for place, one in enumerate(techniques)
    ]
    review_skills(attempt, results, source=ReviewSource.SELF_CHECK, at=at)


def _record(attempt: Attempt, at: datetime) -> None:
    """Write a take whose recording was deleted since, as recordings of a month ago may be."""
    owner = attempt.membership
    video = Video.objects.create(
        organisation=owner.organisation,
        owner=owner,
        purpose=Purpose.TAKE,
        state=VideoState.DELETED,
    )
    Take.objects.create(
        attempt=attempt,
        scene=attempt.scenario_version.scenes.get(kind=SceneKind.RESPOND),
        video=video,
        number=1,
        recorded_at=at,
        duration_ms=9000,
    )
