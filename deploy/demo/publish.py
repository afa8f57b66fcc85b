"""From the starter library to published versions, through the verbs that authors use.

What was published once is not published again, also after an author of the demo went on with it;
a library that changed since becomes a new version. Where an author left a draft open, the draft
stays and the new version waits until it is published.
"""

from collections.abc import Iterator
from hashlib import sha256
from uuid import UUID, uuid5

from django.db import transaction

from accounts.ids import new_id
from accounts.models import Membership
from deploy.demo.shapes import Exercise, Library
from media.models import Video, VideoState
from media.services import import_clip
from scenarios import documents, drafts, queries, services
from scenarios.errors import DraftExists
from scenarios.models import (
    AggressionType,
    Rubric,
    RubricVersion,
    Scenario,
    ScenarioVersion,
    Style,
    Technique,
)

LANGUAGES = ("nl", "en")
CLIPS = UUID("0199a1c0-7d4e-7c00-8c00-6b616c6d636c")
"""Namespace of clip ids, which are made of the clip's content: another clip is another video."""


def publish_library(author: Membership, library: Library) -> Iterator[str]:
    """Makes what is missing; says what it made, a line each."""
    yield from _lists(author, library)
    yield from _import_clips(author, library)
    rubrics = _Published(queries.rubric_versions_whole(), "rubric", author)
    scenarios = _Published(queries.versions_with_exercise(), "scenario", author)
    for exercise in library.exercises:
        try:
            with transaction.atomic():
                yield from _publish(author, exercise, rubrics, scenarios)
        except DraftExists:
            yield f"{exercise.code}: an author's draft is open, left as it is"


class _Published:
    """All published versions of a kind, by the code of what they are versions of."""

    def __init__(self, rows: object, parent: str, author: Membership) -> None:
        raise NotImplementedError
