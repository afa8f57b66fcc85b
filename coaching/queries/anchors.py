"""Reads anchors, with what was agreed on, for those who make them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Max, Prefetch, QuerySet

from accounts.models import Membership, Role
from coaching.domain.licences import is_ready
from coaching.models import Anchor, AnchorLevel, Calibration
from core.queries import one_of
from core.texts import pick
from media.models import VideoState

MAKERS = frozenset({Role.ADMIN, Role.AUTHOR})


@dataclass(frozen=True)
class AgreedLevel:
    """Shows what was agreed on one criterion; `of` is its highest level."""

    criterion: UUID
    name: str
    level: UUID
    value: int
    of: int
    level_name: str
    reason: str


@dataclass(frozen=True)
class AnchorLine:
    id: UUID
    title: str
    video: UUID
    video_state: str
    rubric_version: UUID
    made_by_name: str
    made_at: datetime
    levels: list[AgreedLevel]


def anchors_in(organisation: UUID) -> QuerySet[Anchor]:
    """Return the anchors that calibrations are made of now, with what `anchor_line` reads, in four
    statements."""
    rows = Anchor.objects.filter(organisation=organisation, retired_at=None)
    return rows.select_related("video", "made_by__person").prefetch_related(with_agreed())


def is_agreed_on(clip: UUID) -> bool:
    """Tell whether calibrations are made of this clip now."""
    return Anchor.objects.filter(video=clip, retired_at=None).exists()


def usable_in(organisation: UUID) -> QuerySet[Anchor]:
    """Return the anchors whose clip can be watched: before anchors kept theirs, an author may have
    deleted it."""
    return anchors_in(organisation).filter(video__state=VideoState.READY)


def with_agreed() -> "Prefetch[str, QuerySet[AnchorLevel], str]":
    """Return a prefetch of the agreed levels in the rubric's order, each with `of`."""
    levels = AnchorLevel.objects.select_related("criterion", "level").annotate(
        of=Max("criterion__levels__value")
    )
    return Prefetch("levels", levels.order_by("criterion__order"), to_attr="agreed")


def agreed_of(anchor: Anchor) -> list[AnchorLevel]:
    """Return the agreed levels of an anchor with the prefetch of `with_agreed`."""
    found: list[AnchorLevel] = getattr(anchor, "agreed", [])
    return found


def is_set_ready(organisation: UUID) -> bool:
    """Tell whether the organisation's anchors can give a licence."""
    return is_ready(
        [
            [(one.level.value, one.of) for one in agreed_of(anchor)]  # type: ignore[attr-defined]  # annotated
            for anchor in usable_in(organisation)
        ]
    )


def anchor_line(anchor: Anchor, language: str) -> AnchorLine:
    """Return an anchor from `anchors_in` in a language."""
    return AnchorLine(
        id=anchor.id,
        title=anchor.title,
        video=anchor.video_id,
        video_state=anchor.video.state,
        rubric_version=anchor.rubric_version_id,
        made_by_name=anchor.made_by.shown_name,
        made_at=anchor.made_at,
        levels=[agreed_level(one, language) for one in agreed_of(anchor)],
    )


def agreed_level(row: AnchorLevel, language: str) -> AgreedLevel:
    return AgreedLevel(
        criterion=row.criterion_id,
        name=pick(row.criterion.name, language),
        level=row.level_id,
        value=row.level.value,
        of=row.of,  # type: ignore[attr-defined]  # annotated
        level_name=pick(row.level.name, language),
        reason=row.reason,
    )


def watched_anchor(viewer: Membership, anchor: UUID) -> Anchor:
    """Return an anchor whose clip the viewer may watch: whoever makes anchors, and a coach who was
    given it in a calibration. NotFound for everybody else."""
    rows = Anchor.objects.filter(organisation=viewer.organisation_id).select_related("video")
    if not viewer.role_set & MAKERS:
        mine = Calibration.objects.filter(coach=viewer)
        rows = rows.filter(pk__in=mine.values("anchors"))
    return one_of(rows, anchor)
