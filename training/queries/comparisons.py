"""Reads a member's first take of an exercise beside the newest one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from accounts.models import Membership
from core.errors import NotFound
from core.texts import pick
from media.models import VideoState
from training.models import AttemptState, Take

GONE = (VideoState.FAILED, VideoState.DELETED)
ENDED = (AttemptState.SUBMITTED, AttemptState.SCORED, AttemptState.FINISHED)


@dataclass(frozen=True)
class ComparedTake:
    """A compared take names one recording; `recorded_at` is what the phone said."""

    attempt: UUID
    take: UUID
    recorded_at: datetime
    duration_ms: int


@dataclass(frozen=True)
class ComparedReply:
    """A compared reply is one reply of the exercise as it was first and as it is now; `prompt` is
    what the newest version asks for it."""

    prompt: str
    first: ComparedTake
    last: ComparedTake


@dataclass(frozen=True)
class Comparison:
    """A comparison holds the replies of one exercise that were recorded in two attempts or more."""

    exercise: UUID
    title: str
    replies: list[ComparedReply]


def comparisons_of(member: Membership, *, exercise: UUID | None = None) -> list[Comparison]:
    """Return what the member practised more than once, the newest first, in one query.

    Of an attempt the submitted takes count, and of one that ended without a coach the last take of
    each reply; an attempt that goes on counts for nothing. A recording that was deleted, as is
    promised after some months, is passed over: the first one that is left is the first. The reply
    is found again in another version of the exercise by the key of its scene.
    """
    rows = _ended_takes(member)
    if exercise is not None:
        rows = rows.filter(attempt__scenario_version__scenario=exercise)
    told: dict[tuple[UUID, str], dict[UUID, Take]] = {}
    for take in rows:
        reply = (take.attempt.scenario_version.scenario_id, take.scene.key)
        told.setdefault(reply, {})[take.attempt_id] = take  # the last of an attempt stays
    found: dict[UUID, list[tuple[Take, Take]]] = {}
    for (scenario, _key), takes in told.items():
        if len(takes) > 1:
            pair = list(takes.values())
            found.setdefault(scenario, []).append((pair[0], pair[-1]))
    shown = [_comparison(one, pairs, member.person.language) for one, pairs in found.items()]
    return sorted(shown, key=lambda one: _latest(one.replies), reverse=True)


def comparison_of(member: Membership, exercise: UUID) -> Comparison:
    """Return the member's takes of one exercise; NotFound where there are none to compare."""
    found = comparisons_of(member, exercise=exercise)
    if not found:
        raise NotFound
    return found[0]


def _ended_takes(member: Membership) -> QuerySet[Take]:
    """Return the takes that ended attempts are about, in the order in which they were practised by
    the server's instants."""
    about = Q(submitted__isnull=False) | Q(attempt__state=AttemptState.FINISHED)
    rows = Take.objects.filter(about, attempt__membership=member, attempt__state__in=ENDED)
    in_order = rows.exclude(video__state__in=GONE).order_by(
        "attempt__started_at", "attempt_id", "number"
    )
    return in_order.select_related("attempt__scenario_version", "scene", "video")


def _comparison(exercise: UUID, pairs: list[tuple[Take, Take]], language: str) -> Comparison:
    newest = max((last for _first, last in pairs), key=lambda take: take.attempt.started_at)
    in_order = sorted(pairs, key=lambda pair: pair[1].scene.order)
    return Comparison(
        exercise=exercise,
        title=pick(newest.attempt.scenario_version.title, language),
        replies=[
            ComparedReply(pick(last.scene.prompt, language), _named(first), _named(last))
            for first, last in in_order
        ],
    )


def _named(take: Take) -> ComparedTake:
    return ComparedTake(take.attempt_id, take.id, take.recorded_at, take.length_ms)


def _latest(replies: Iterable[ComparedReply]) -> datetime:
    return max(reply.last.recorded_at for reply in replies)
