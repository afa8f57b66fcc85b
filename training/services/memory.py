"""Holds the verbs on what a member is about to forget: review techniques, and compute memories.

A memory is always computed from all of its reviews, so that it does not matter in which order
feedback comes. Locks: the attempt first, as everywhere, then the memories in the order of their
techniques, then enrolments.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from core.batches import together
from training.domain.memory import PARAMETERS, Practised, Reached, rate, remember, share_reached
from training.models import (
    Attempt,
    Enrolment,
    EnrolmentState,
    ReviewSource,
    SelfCheck,
    SkillMemory,
    SkillReview,
)
from training.services.planning import unplan

BATCH = 2000
"""Memories that one run of the sweep computes anew."""

# Of each attempt, the judgement with the highest revision.
REVIEWS_THAT_COUNT = """
SELECT DISTINCT ON (r.membership_id, r.technique_id, r.attempt_id)
    r.membership_id, r.technique_id, r.at, r.reached
FROM training_skillreview r
JOIN training_skillmemory m
    ON m.membership_id = r.membership_id AND m.technique_id = r.technique_id
WHERE m.id = ANY (%s::uuid[])
ORDER BY r.membership_id, r.technique_id, r.attempt_id, r.revision DESC
"""

KEEP = """
UPDATE training_skillmemory m
SET stability = made.stability, difficulty = made.difficulty, last_review = made.last_review,
    due = made.due, parameters = made.parameters
FROM unnest(%s::uuid[], %s::float8[], %s::float8[], %s::timestamptz[], %s::timestamptz[], %s::int[])
    AS made (id, stability, difficulty, last_review, due, parameters)
WHERE m.id = made.id
"""


@dataclass(frozen=True)
class TechniqueResult:
    """A technique result is the level reached on a technique's criterion: `level` out of `of`, 1 is
    lowest."""

    technique: UUID
    level: int
    of: int


def review_skills(
    attempt: Attempt,
    results: Sequence[TechniqueResult],
    *,
    source: ReviewSource,
    at: datetime,
) -> None:
    """Write how well the member did on each technique in a locked attempt, and compute the memories
    anew. What stands there already is not written again; another outcome replaces it by a further
    revision."""
    by_technique: dict[UUID, list[Reached]] = defaultdict(list)
    for one in results:
        by_technique[one.technique].append(Reached(one.level, one.of))
    latest = _latest_of(attempt)
    new = []
    for technique, levels in by_technique.items():
        revision, before = latest.get(technique, (0, None))
        reached = share_reached(levels)
        if reached is None or reached == before:
            continue
        new.append(
            SkillReview(
                membership_id=attempt.membership_id,
                technique_id=technique,
                attempt=attempt,
                revision=revision + 1,
                source=source,
                reached=reached,
                rating=rate(reached),
                at=at,
            )
        )
    if new:
        SkillReview.objects.bulk_create(new)
        techniques = [one.technique_id for one in new]
        _compute(_lock_memories(attempt.membership_id, techniques))
        _keep_reached(attempt)
        _unplan(attempt.membership_id)


def _keep_reached(attempt: Attempt) -> None:
    """Keep on the attempt how well it went over all of its techniques."""
    reached = [share for _revision, share in _latest_of(attempt).values()]
    Attempt.objects.filter(pk=attempt.pk).update(reached=sum(reached) / len(reached))


def _unplan(member: UUID) -> None:
    """Have the member's programmes planned anew: what comes next depends on what fades."""
    rows = Enrolment.objects.filter(membership=member, state=EnrolmentState.ACTIVE).order_by("pk")
    for enrolment in rows.values_list("id", flat=True):
        unplan(enrolment=enrolment)


def review_self_checks(attempt: Attempt, *, at: datetime) -> None:
    """Review the techniques of a locked attempt that ended without a coach by what its member said
    of themselves. Of several takes of a reply, the last one with a self-check counts."""
    rows = SelfCheck.objects.filter(take__attempt=attempt).order_by("take__number")
    said: dict[UUID, list[tuple[UUID, UUID, bool]]] = defaultdict(list)
    for scene, take, technique, did in rows.values_list(
        "take__scene", "take", "criterion__technique", "did"
    ):
        if said[scene] and said[scene][0][0] != take:
            said[scene].clear()
        said[scene].append((take, technique, did))
    results = [
        TechniqueResult(technique=technique, level=2 if did else 1, of=2)
        for checks in said.values()
        for _take, technique, did in checks
    ]
    review_skills(attempt, results, source=ReviewSource.SELF_CHECK, at=at)


@transaction.atomic
def compute_memories(*, limit: int = BATCH) -> int:
    """Compute up to `limit` memories that another version of domain.memory made, or none yet, and
    return how many there were. One that fails is logged, and stops none of the others."""
    older = SkillMemory.objects.filter(parameters__lt=PARAMETERS).order_by("parameters")
    rows = list(older.select_for_update(no_key=True, skip_locked=True)[:limit])
    together(
        rows,
        _compute,
        event="skill_memory_not_computed",
        id_of=lambda row: row.id,
        set_aside=_leave,
    )
    return len(rows)


def _leave(row: SkillMemory) -> None:
    """Leave the memory as it is: the log has the cause, and the next sweep tries again."""


def _latest_of(attempt: Attempt) -> dict[UUID, tuple[int, float]]:
    """Return the revision that counts, and what it says was reached, by technique."""
    rows = SkillReview.objects.filter(attempt=attempt).order_by("revision")
    return {
        technique: (revision, reached)
        for technique, revision, reached in rows.values_list("technique", "revision", "reached")
    }


def _lock_memories(member: UUID, techniques: Collection[UUID]) -> list[SkillMemory]:
    """Return the member's memories of these techniques, locked; new ones are written first. Of two
    at once, the later one reads the reviews that the earlier one wrote."""
    SkillMemory.objects.bulk_create(
        (SkillMemory(membership_id=member, technique_id=one) for one in sorted(techniques)),
        ignore_conflicts=True,
    )
    rows = SkillMemory.objects.filter(membership=member, technique__in=techniques)
    return list(rows.select_for_update(no_key=True).order_by("technique"))


def _compute(rows: Sequence[SkillMemory]) -> None:
    """Compute these locked memories from their reviews."""
    reviews: dict[tuple[UUID, UUID], list[Practised]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(REVIEWS_THAT_COUNT, [[row.id for row in rows]])
        for member, technique, at, reached in cursor.fetchall():
            reviews[member, technique].append(Practised(at=at, reached=reached))
    found = [(row.id, remember(reviews[row.membership_id, row.technique_id])) for row in rows]
    memories = [
        (id, one.stability, one.difficulty, one.last_review, one.due, PARAMETERS)
        for id, one in found
        if one is not None
    ]
    if memories:
        with connection.cursor() as cursor:
            cursor.execute(KEEP, [list(column) for column in zip(*memories, strict=True)])
