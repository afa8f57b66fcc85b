"""Gives colleagues practice of the weeks before: one a month of it, so that her skills have
something to show, and some of her team feedback, so that their manager sees figures."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import Membership
from core.ids import new_id
from demo.judged import JUDGED, write_judged, write_take
from demo.people import People
from scenarios.models import Criterion
from training import services as training
from training.models import (
    Attempt,
    AttemptState,
    Programme,
    ReviewSource,
    SkillReview,
    StepKind,
)
from training.services.memory import review_skills

WHO = "lisa"

# How many days ago which step of the programme was done, counted from 0, and what went well of its
# criteria: the first ones, so many.
PRACTISED = ((33, 0, 1), (29, 1, 2), (24, 0, 3), (19, 2, 2), (12, 1, 3), (5, 0, 3), (2, 3, 1))


@transaction.atomic
def load_history(people: People, programme: Programme) -> list[str]:
    """Write what each has behind them once."""
    members = {name: people.members[name] for name in (WHO, *JUDGED)}
    reviews = SkillReview.objects.filter(membership__in=members.values())
    there = set(reviews.values_list("membership", flat=True))
    new = {name: member for name, member in members.items() if member.pk not in there}
    if not new:
        return []
    exercises = programme.steps.filter(kind=StepKind.EXERCISE).order_by("order")
    steps = list(exercises.values_list("id", flat=True))
    if member := new.pop(WHO, None):
        for days, place, went_well in PRACTISED:
            if place < len(steps):
                _practise(member, steps[place], timezone.now() - timedelta(days=days), went_well)
        training.learn_moments(member=member, is_learned=True)
    for name, member in new.items():
        days, levels = JUDGED[name]
        at = timezone.now() - timedelta(days=days)
        write_judged(member, steps[0], at, people.coach, levels)
    return ["practice of the weeks before"]


def _practise(member: Membership, step: UUID, at: datetime, went_well: int) -> None:
    attempt, _new = training.start(member=member, attempt=new_id(), step=step)
    write_take(attempt, at)
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
