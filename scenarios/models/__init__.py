"""Defines the nouns of scenarios: Technique, AggressionType, Rubric -> RubricVersion -> Criterion
-> Level, Scenario -> ScenarioVersion -> Scene -> SceneClip, Option.

Texts for people are objects {"nl": ..., "en": ...} (core.texts). A published version and all
that hangs on it is immutable; triggers in the migrations refuse the change.
"""

from scenarios.models.library import AggressionType, Style, Technique
from scenarios.models.rubrics import Criterion, Level, Rubric, RubricVersion
from scenarios.models.scenarios import Channel, Scenario, ScenarioVersion, Sector
from scenarios.models.scenes import (
    ClipRole,
    ExampleShown,
    Medium,
    Option,
    QuestionPurpose,
    Scene,
    SceneClip,
    SceneKind,
)

__all__ = [
    "AggressionType",
    "Channel",
    "ClipRole",
    "Criterion",
    "ExampleShown",
    "Level",
    "Medium",
    "Option",
    "QuestionPurpose",
    "Rubric",
    "RubricVersion",
    "Scenario",
    "ScenarioVersion",
    "Scene",
    "SceneClip",
    "SceneKind",
    "Sector",
    "Style",
    "Technique",
]
