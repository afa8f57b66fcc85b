"""Defines the nouns of scenarios: Technique, AggressionType, Rubric -> RubricVersion -> Criterion
-> Level, Scenario -> ScenarioVersion -> Scene -> SceneClip, Option; Reading and Remark of a draft.

Texts for people are objects {"nl": ..., "en": ...} (core.texts). A published version and all
that hangs on it is immutable; triggers in the migrations refuse the change.
"""

from scenarios.models.library import AggressionType, Style, Technique
from scenarios.models.packages import ImportState, PackageImport
from scenarios.models.readings import AuthoringRules, Reading, Remark
from scenarios.models.rubrics import Criterion, Level, Rubric, RubricVersion
from scenarios.models.scenarios import (
    Channel,
    Scenario,
    ScenarioState,
    ScenarioVersion,
    Sector,
    VersionWork,
)
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
    "AuthoringRules",
    "Channel",
    "ClipRole",
    "Criterion",
    "ExampleShown",
    "ImportState",
    "Level",
    "Medium",
    "Option",
    "PackageImport",
    "QuestionPurpose",
    "Reading",
    "Remark",
    "Rubric",
    "RubricVersion",
    "Scenario",
    "ScenarioState",
    "ScenarioVersion",
    "Scene",
    "SceneClip",
    "SceneKind",
    "Sector",
    "Style",
    "Technique",
    "VersionWork",
]
