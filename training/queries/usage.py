"""Reads which programmes use a scenario."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from scenarios.models import Scenario
from training.models import Programme, Step


@dataclass(frozen=True)
class Usage:
    """A usage is a programme with the places at which it has the scenario, from 1."""

    programme: Programme
    places: list[int]


def usage_of(scenario: Scenario) -> list[Usage]:
    """Return the programmes that have the scenario as a step, by code."""
    places: dict[UUID, list[int]] = defaultdict(list)
    programmes: dict[UUID, Programme] = {}
    steps = Step.objects.filter(scenario=scenario, order__isnull=False).select_related("programme")
    for step in steps.order_by("programme__code", "order"):
        programmes[step.programme_id] = step.programme
        if step.order is not None:
            places[step.programme_id].append(step.order)
    return [Usage(row, places[id]) for id, row in programmes.items()]
