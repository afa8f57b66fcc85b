"""Makes an answer plain values in a language: what was chosen, what fits, and why."""

from dataclasses import dataclass
from uuid import UUID

from core.texts import pick
from scenarios.models import Option
from training.models import Answer

DETAILS = ("answers__chosen", "answers__scene__options")
"""The relations of an attempt that `answer_in` reads, for `prefetch_related`."""


@dataclass(frozen=True)
class Explanation:
    """An explanation says why an option fits, or does not."""

    option: UUID
    text: str


@dataclass(frozen=True)
class GivenAnswer:
    """A given answer is right when it chose all the options that are, and no others.
    `explanations` are those of the chosen options and of the right ones, in the question's
    order."""

    scene: UUID
    options: list[UUID]
    is_right: bool
    right_options: list[UUID]
    explanations: list[Explanation]


def answer_in(answer: Answer, language: str) -> GivenAnswer:
    """Return the answer in the language."""
    chosen = {row.option_id for row in answer.chosen.all()}
    options = sorted(answer.scene.options.all(), key=lambda option: option.order)
    right = [option.id for option in options if option.is_right]
    return GivenAnswer(
        scene=answer.scene_id,
        options=[option.id for option in options if option.id in chosen],
        is_right=chosen == set(right),
        right_options=right,
        explanations=[
            _explanation(option, language)
            for option in options
            if option.id in chosen or option.is_right
        ],
    )


def _explanation(option: Option, language: str) -> Explanation:
    return Explanation(option=option.id, text=pick(option.explanation, language))
