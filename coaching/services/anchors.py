"""Makes and retires anchors, the clips that coaches are calibrated by."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from accounts.models import Membership, Organisation
from accounts.services import record_audit
from coaching.domain.licences import MOST_ANCHORS
from coaching.errors import CalibrationNotReady, IdInUse, Invalid, TooManyAnchors
from coaching.models import Anchor, AnchorLevel
from coaching.queries.anchors import is_set_ready
from coaching.queries.coaches import rules_of
from core.errors import NotFound
from core.queries import one_of
from media.models import Purpose, Video, VideoState
from scenarios.models import Level, RubricVersion


@dataclass(frozen=True)
class Agreed:
    """Describes the level that was agreed on for one criterion, and why."""

    criterion: UUID
    level: UUID
    reason: str


@dataclass(frozen=True)
class NewAnchor:
    title: str
    video: UUID
    rubric_version: UUID
    levels: Sequence[Agreed]


@transaction.atomic
def make_anchor(*, actor: Membership, anchor: UUID, made: NewAnchor) -> tuple[Anchor, bool]:
    """Make an anchor under this client-made id; the second value tells whether it is new. The same
    again changes nothing, IdInUse for another content.

    Invalid unknown_clip for what is no ready clip of the organisation's, above all an employee's
    recording; unknown_rubric for a draft; levels_missing where a criterion has none or a level is
    of another one. TooManyAnchors after MOST_ANCHORS.
    """
    _lock(actor)
    if found := Anchor.objects.filter(pk=anchor).first():
        return _same_again(found, actor, made), False
    here = Anchor.objects.filter(organisation=actor.organisation_id, retired_at=None)
    if here.count() >= MOST_ANCHORS:
        raise TooManyAnchors
    _check(actor, made)
    try:
        with transaction.atomic():
            row = Anchor.objects.create(
                id=anchor,
                organisation=actor.organisation,
                title=made.title,
                video_id=made.video,
                rubric_version_id=made.rubric_version,
                made_by=actor,
            )
    except IntegrityError as taken:  # the id, in another organisation, this very moment
        raise NotFound from taken
    AnchorLevel.objects.bulk_create(
        AnchorLevel(anchor=row, criterion_id=one.criterion, level_id=one.level, reason=one.reason)
        for one in made.levels
    )
    _audit(actor, "anchor_made", row)
    return row, True


@transaction.atomic
def retire_anchor(*, actor: Membership, anchor: UUID) -> None:
    """Leave an anchor out of calibrations that begin from now on. Repeatable. CalibrationNotReady
    where a licence is required, and what is left could not give one."""
    _lock(actor)
    rows = Anchor.objects.filter(organisation=actor.organisation_id)
    found = one_of(rows, anchor)
    if not rows.filter(pk=anchor, retired_at=None).update(retired_at=Now()):
        return
    if rules_of(actor).licence_required and not is_set_ready(actor.organisation_id):
        raise CalibrationNotReady
    _audit(actor, "anchor_retired", found)


def _lock(actor: Membership) -> None:
    """Let changes of the set follow each other, and those of the rules."""
    list(Organisation.objects.select_for_update(no_key=True).filter(pk=actor.organisation_id))


def _same_again(found: Anchor, actor: Membership, made: NewAnchor) -> Anchor:
    if found.organisation_id != actor.organisation_id:
        raise NotFound
    levels = {Agreed(*row) for row in found.levels.values_list("criterion", "level", "reason")}
    same = (found.title, found.video_id, found.rubric_version_id, levels)
    if same != (made.title, made.video, made.rubric_version, set(made.levels)):
        raise IdInUse
    return found


def _check(actor: Membership, made: NewAnchor) -> None:
    clips = Video.objects.filter(
        organisation=actor.organisation_id, purpose=Purpose.SCENE, state=VideoState.READY
    )
    # Locked, so that its author does not delete it meanwhile.
    if not clips.select_for_update(no_key=True).filter(pk=made.video).values_list("pk").first():
        raise _invalid("unknown_clip", _("Choose a clip of your library."), "video")
    versions = RubricVersion.objects.filter(
        rubric__organisation=actor.organisation_id, published_at__isnull=False
    )
    version = versions.filter(pk=made.rubric_version).first()
    if version is None:
        raise _invalid("unknown_rubric", _("Choose a published rubric."), "rubric_version")
    wanted = set(version.criteria.values_list("pk", flat=True))
    named = [one.criterion for one in made.levels]
    fits = dict(
        Level.objects.filter(pk__in=[one.level for one in made.levels]).values_list(
            "pk", "criterion"
        )
    )
    is_whole = set(named) == wanted and len(named) == len(wanted)
    if not is_whole or any(fits.get(one.level) != one.criterion for one in made.levels):
        raise _invalid("levels_missing", _("Give a level on every point."), "levels")


def _invalid(code: str, detail: str, attr: str) -> Invalid:
    part: dict[str, str | None] = {"code": code, "detail": detail, "attr": attr}
    return Invalid(detail, errors=[part])


def _audit(actor: Membership, verb: str, row: Anchor) -> None:
    record_audit(organisation=actor.organisation, actor=actor, verb=verb, subject=row, detail={})
