"""Estimates how long an exercise takes, from its content. Pure."""

from collections.abc import Iterable, Mapping
from math import ceil
from uuid import UUID

from scenarios.domain.drafts import ScenarioDraft, SceneDraft, Texts
from scenarios.domain.graph import longest

WORDS_A_MINUTE = 150
ANSWER_MS = 10_000  # choosing, once the options are read
MINUTE_MS = 60_000
MOST_MINUTES = 60


def estimated_minutes(draft: ScenarioDraft, clip_ms: Mapping[UUID, int]) -> int:
    """Return the minutes that the longest path of an exercise takes, 1 to 60: its clips, reading,
    answers, preparations and the longest replies. `clip_ms` has the lengths of the clips that are
    known."""
    length = longest(draft, [_scene_ms(scene, clip_ms) for scene in draft.scenes])
    return min(MOST_MINUTES, max(1, ceil(length / MINUTE_MS)))


def _scene_ms(scene: SceneDraft, clip_ms: Mapping[UUID, int]) -> int:
    read = _reading_ms([scene.prompt, scene.body, *(option.text for option in scene.options)])
    watched = max((clip_ms.get(video, 0) for video in scene.clips.values()), default=0)
    answered = ANSWER_MS if scene.kind == "choose" else 0
    return read + watched + answered + scene.preparation_ms + (scene.max_take_ms or 0)


def _reading_ms(texts: Iterable[Texts]) -> int:
    """Return how long reading takes, in the language that takes longest of each text."""
    words = sum(max((len(text.split()) for text in one.values()), default=0) for one in texts)
    return words * MINUTE_MS // WORDS_A_MINUTE
