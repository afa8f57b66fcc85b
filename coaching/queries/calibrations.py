"""Reads a coach's calibrations, and the licence that they give."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from accounts.models import Membership
from coaching.domain.licences import may_begin_at
from coaching.models import Anchor, Calibration
from coaching.queries.anchors import AgreedLevel, agreed_level, agreed_of, is_set_ready, with_agreed
from coaching.queries.coaches import rules_of
from core.queries import one_of
from scenarios.exercise import RubricDocument
from scenarios.queries import rubric_of
from training.queries.progress import database_now


@dataclass(frozen=True)
class Licence:
    """Says how a coach stands. `licensed_until` is None without a valid licence; `open` is the
    calibration that they may go on with; `again_at` is from when they may begin another one, None
    for at once. `is_ready` tells whether there are anchors enough."""

    is_required: bool
    needed_percent: int
    licensed_until: datetime | None
    open: UUID | None
    last: UUID | None
    again_at: datetime | None
    is_ready: bool


@dataclass(frozen=True)
class GivenLevel:
    criterion: UUID
    level: UUID


@dataclass(frozen=True)
class CalibrationAnchor:
    """Shows one anchor of a calibration. `agreed` is empty until the calibration is finished."""

    id: UUID
    title: str
    rubric: RubricDocument
    given: list[GivenLevel]
    agreed: list[AgreedLevel]


@dataclass(frozen=True)
class CalibrationDocument:
    """Shows a calibration to its coach; what stands after `anchors` is None until it is
    finished."""

    id: UUID
    began_at: datetime
    finished_at: datetime | None
    anchors: list[CalibrationAnchor]
    kappa: float | None
    needed_percent: int | None
    licensed_until: datetime | None


def licence_of(coach: Membership) -> Licence:
    """Return how the coach stands with licences."""
    rules, now = rules_of(coach), database_now()
    rows = Calibration.objects.filter(coach=coach)
    last = rows.filter(finished_at__isnull=False).order_by("-finished_at").first()
    valid = rows.filter(licensed_until__gt=now).order_by("-licensed_until").first()
    again = next_at(coach)
    return Licence(
        is_required=rules.licence_required,
        needed_percent=rules.licence_percent,
        licensed_until=valid.licensed_until if valid else None,
        open=rows.filter(finished_at=None).values_list("pk", flat=True).first(),
        last=last.pk if last else None,
        again_at=again if again and again > now else None,
        is_ready=is_set_ready(coach.organisation_id),
    )


def next_at(coach: Membership) -> datetime | None:
    """Return from when the coach may begin another calibration; None where there was none."""
    done = Calibration.objects.filter(coach=coach, finished_at__isnull=False)
    last = done.order_by("-finished_at").first()
    if last is None or last.finished_at is None:
        return None
    return may_begin_at(last.finished_at, last.licensed_until)


def calibration_of(coach: Membership, calibration: UUID) -> Calibration:
    """Return one's own calibration; NotFound for any other."""
    return one_of(Calibration.objects.filter(coach=coach), calibration)


def calibration_document(calibration: Calibration, language: str) -> CalibrationDocument:
    """Return a calibration as its coach sees it."""
    given: dict[UUID, list[GivenLevel]] = {}
    for anchor, criterion, level in calibration.scores.values_list("anchor", "criterion", "level"):
        given.setdefault(anchor, []).append(GivenLevel(criterion, level))
    anchors = calibration.anchors.prefetch_related(with_agreed())
    return CalibrationDocument(
        id=calibration.id,
        began_at=calibration.began_at,
        finished_at=calibration.finished_at,
        anchors=[
            _anchor(one, given.get(one.pk, []), calibration.finished_at is not None, language)
            for one in anchors
        ],
        kappa=None if calibration.kappa is None else round(calibration.kappa, 2),
        needed_percent=calibration.needed_percent,
        licensed_until=calibration.licensed_until,
    )


def _anchor(
    anchor: Anchor, given: list[GivenLevel], is_finished: bool, language: str
) -> CalibrationAnchor:
    return CalibrationAnchor(
        id=anchor.id,
        title=anchor.title,
        rubric=rubric_of(anchor.rubric_version_id, language),
        given=given,
        agreed=[agreed_level(one, language) for one in agreed_of(anchor)] if is_finished else [],
    )
