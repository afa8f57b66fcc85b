"""Loads the programme that offers the exercises of the library, step by step."""

from datetime import time

from accounts.models import Organisation
from core.ids import new_id
from demo import shapes
from demo.library import WEEKDAYS
from demo.shapes import Library
from scenarios.models import Scenario
from training.models import Programme, StepReview
from training.services import add_step


def load_programme(organisation: Organisation, library: Library) -> Programme:
    """Load the programme with a step per exercise. Steps are added at its end and never removed,
    because attempts point at them."""
    wanted, nudge = library.programme, library.programme.nudge
    programme, _made = Programme.objects.get_or_create(
        organisation=organisation,
        code=wanted.code,
        defaults={
            "name": wanted.name,
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
    steps = programme.steps.select_related("scenario")
    there = {step.scenario.code for step in steps if step.scenario}
    scenarios = {
        row.code: row
        for row in Scenario.objects.filter(
            organisation=programme.organisation_id, code__in=wanted.steps
        )
    }
    for code in wanted.steps:
        if code not in there:
            add_step(
                actor=None,
                programme=programme.id,
                step=new_id(),
                scenario=scenarios[code].id,
                review=(StepReview.ON_REQUEST if code in wanted.on_request else StepReview.ALWAYS),
            )
