"""Holds the verbs of authors. Each is atomic; a lock on the rubric or scenario row serialises
concurrent ones, and constraints and triggers refuse whatever gets past."""

from scenarios.services.library import define_aggression_type, define_technique
from scenarios.services.rubrics import create_rubric, publish_rubric_version, save_rubric_draft
from scenarios.services.scenarios import (
    create_scenario,
    publish_scenario_version,
    save_scenario_draft,
)

__all__ = [
    "create_rubric",
    "create_scenario",
    "define_aggression_type",
    "define_technique",
    "publish_rubric_version",
    "publish_scenario_version",
    "save_rubric_draft",
    "save_scenario_draft",
]
