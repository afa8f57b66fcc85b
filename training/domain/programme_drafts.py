"""Represents the steps of a programme as plain values, as they are saved and published whole.

No ORM, no clock. Order is the place in the list. Texts are {"nl": ..., "en": ...}.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from core import etags

Texts = Mapping[str, str]
Gap = dict[str, str | None]

EXERCISE, THEORY = "exercise", "theory"


@dataclass(frozen=True)
class StepDraft:
    """Represents a step. An exercise has `scenario` and `review`; a theory step has `title`, `text`
    in Markdown and perhaps `minutes`; a workshop perhaps a `title`, and a
    `workshop_kind` where one of any kind does not do."""

    id: UUID
    kind: str = EXERCISE
    scenario: UUID | None = None
    review: str = "always"
    title: Texts = field(default_factory=dict)
    text: Texts = field(default_factory=dict)
    minutes: int | None = None
    workshop_kind: str = ""


def to_document(steps: Iterable[StepDraft]) -> list[dict[str, Any]]:
    """Return the steps as JSON values."""
    return [
        {**asdict(step), "id": str(step.id), "scenario": step.scenario and str(step.scenario)}
        for step in steps
    ]


def from_document(document: Iterable[Mapping[str, Any]]) -> tuple[StepDraft, ...]:
    """Return the steps that `to_document` wrote."""
    return tuple(
        StepDraft(
            **{
                **step,
                "id": UUID(step["id"]),
                "scenario": UUID(step["scenario"]) if step["scenario"] else None,
            }
        )
        for step in document
    )


def etag_of(steps: Sequence[StepDraft]) -> str:
    """Return the entity tag of these steps, quotes included."""
    return etags.etag(version_of(steps))


def version_of(steps: Sequence[StepDraft]) -> str:
    """Return a name for these steps: the same for the same steps in the same order."""
    return etags.version_of(to_document(steps))


def gaps(steps: Sequence[StepDraft]) -> list[Gap]:
    """Return what keeps the steps from being published, as {code, detail, attr}; `attr` is the
    place, such as `steps.0.text`."""
    if not steps:
        return [_gap("steps_missing", _("Add a step."), "steps")]
    found = []
    for at, step in enumerate(steps):
        if step.kind == EXERCISE and step.scenario is None:
            found.append(_gap("exercise_missing", _("Choose an exercise."), f"steps.{at}.scenario"))
        if step.kind != THEORY:
            continue
        for name in ("title", "text"):
            if not any(getattr(step, name).values()):
                found.append(_gap("text_missing", _("Write this text."), f"steps.{at}.{name}"))
    return found


def _gap(code: str, detail: Any, attr: str) -> Gap:
    return {"code": code, "detail": str(detail), "attr": attr}
