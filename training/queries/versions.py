"""Reads the steps of a programme: the draft where there is one, else what is published."""

from dataclasses import dataclass

from training.domain.programme_drafts import StepDraft, from_document
from training.models import Programme, ProgrammeVersion, Step


@dataclass(frozen=True)
class Steps:
    """Holds the steps as an editor begins with them. `number` is the version that publishing them
    makes."""

    number: int
    is_draft: bool
    steps: tuple[StepDraft, ...]


def steps_of(programme: Programme) -> Steps:
    """Return the draft of the programme's steps; without one, the published steps."""
    newest = ProgrammeVersion.objects.filter(programme=programme).order_by("-number").first()
    if newest is not None and newest.published_at is None:
        return Steps(newest.number, is_draft=True, steps=from_document(newest.steps))
    number = 1 + (newest.number if newest else 0)
    return Steps(number, is_draft=False, steps=published_steps(programme))


def published_steps(programme: Programme) -> tuple[StepDraft, ...]:
    """Return the steps that members do, in order."""
    rows = Step.objects.filter(programme=programme, order__isnull=False).order_by("order")
    return tuple(
        StepDraft(
            id=row.id,
            kind=row.kind,
            scenario=row.scenario_id,
            review=row.review,
            title=row.title,
            text=row.text,
            minutes=row.minutes,
            workshop_kind=row.workshop_kind,
        )
        for row in rows
    )
