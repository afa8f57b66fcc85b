"""Loads the programme that offers the exercises of the library, step by step."""

from datetime import time

from accounts.models import Membership, Organisation
from core.etags import ANY, Precondition
from core.ids import new_id
from demo import shapes
from demo.library import WEEKDAYS
from demo.shapes import Library
from scenarios.models import Scenario
from training.domain.programme_drafts import StepDraft
from training.models import Programme, Step, StepReview
from training.queries.versions import published_steps
from training.services import publish_steps, save_steps


def load_programme(
    organisation: Organisation, library: Library, *, made_by: Membership | None = None
) -> Programme:
    """Load the programme with a step per exercise. Steps are added at its end; what was
    changed on screen stays. The manager `made_by` may change it, as admins may."""
    wanted, nudge = library.programme, library.programme.nudge
    programme, _made = Programme.objects.get_or_create(
        organisation=organisation,
        code=wanted.code,
        defaults={
            "name": wanted.name,
            "made_by": made_by,
            "description": wanted.description,
            "days_between": nudge.least_days,
            "days_at_most": nudge.most_days,
            "nudge_from": time.fromisoformat(nudge.start),
            "nudge_until": time.fromisoformat(nudge.until),
            "weekdays": [1 + WEEKDAYS.index(day) for day in nudge.weekdays],
        },
    )
    _add_steps(programme, wanted)
    return programme


def _add_steps(programme: Programme, wanted: shapes.Programme) -> None:
    """Publish the exercises that are no steps yet at the programme's end."""
    seen = Precondition(if_match=ANY)
    rows = Step.objects.filter(programme=programme).select_related("scenario")
    there = {step.scenario.code for step in rows if step.scenario}
    scenarios = {
        row.code: row
        for row in Scenario.objects.filter(
            organisation=programme.organisation_id, code__in=wanted.steps
        )
    }
    new = [
        StepDraft(
            id=new_id(),
            scenario=scenarios[code].id,
            review=StepReview.ON_REQUEST if code in wanted.on_request else StepReview.ALWAYS,
        )
        for code in wanted.steps
        if code not in there
    ]
    if new:
        steps = [*published_steps(programme), *new]
        save_steps(actor=None, programme=programme.id, steps=steps, seen=seen)
        publish_steps(actor=None, programme=programme.id, seen=seen)
