"""Estimates who scores harsher or milder than their colleagues, and whose scoring drifts. Pure: no
ORM, no clock.

It works from ordinary scoring, in which each submission has one coach and people and exercises
differ, and is sharper where submissions were scored twice. docs/decisions/severity-by-hand.md has
the model; docs/benchmarks/fairness.md how often it is right.
"""

from coaching.domain.severity.figures import (
    CoachFigures,
    Figure,
    NotJudged,
    figures_of,
)
from coaching.domain.severity.model import STEPS, Judged

__all__ = ["STEPS", "CoachFigures", "Figure", "Judged", "NotJudged", "figures_of"]
