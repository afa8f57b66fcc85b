"""Lets colleagues of the demo score themselves before they read their feedback."""

from scenarios.models import Criterion, Level
from training import services as training
from training.models import Attempt


def score_oneself(attempt: Attempt, levels: tuple[int, ...]) -> None:
    """Give the attempt's submission these levels on the first criteria, as its member."""
    rubric = attempt.scenario_version.rubric_version_id
    criteria = Criterion.objects.filter(version=rubric).order_by("order")
    for criterion, value in zip(criteria, levels, strict=False):
        training.score_self(
            member=attempt.membership,
            attempt=attempt.id,
            submission=attempt.submission.id,
            criterion=criterion.id,
            level=Level.objects.get(criterion=criterion, value=value).id,
        )
