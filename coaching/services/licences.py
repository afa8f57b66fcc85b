"""Lets a coach score the anchors, which gives a licence to review, and asks for one where the
organisation does."""

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Exists, Max, OuterRef
from django.utils.translation import gettext as _

from accounts.models import Membership, Role
from accounts.queries import acting_as
from coaching.domain.licences import Pair, is_enough, kappa_of, months_later
from coaching.domain.rules import Rules
from coaching.errors import (
    CalibrationFinished,
    CalibrationIncomplete,
    CalibrationNotReady,
    CalibrationTooSoon,
    Invalid,
    LicenceRequired,
)
from coaching.messages import LICENCE_ENDS
from coaching.models import Anchor, AnchorLevel, Calibration, CalibrationScore, CoachingRules
from coaching.queries.anchors import is_set_ready, usable_in
from coaching.queries.calibrations import calibration_of, next_at
from coaching.queries.coaches import rules_of
from coaching.queries.eligibility import has_licence
from core.batches import each
from core.errors import NotFound
from core.queries import one_of
from notifications import services as notifications
from notifications.models import Message
from notifications.services import Outgoing
from scenarios.models import Level
from training.queries.progress import database_now

WARN_WITHIN, BATCH = timedelta(days=30), 1000


def check_licence(coach: Membership, rules: Rules) -> None:
    """Refuse a coach who needs a licence, by the rules of their organisation, and has none. What
    they have open stays theirs."""
    if rules.licence_required and not has_licence(coach):
        raise LicenceRequired


@transaction.atomic
def begin_calibration(*, coach: Membership, calibration: UUID) -> tuple[Calibration, bool]:
    """Begin a calibration with the anchors that there are now, under this client-made id; the
    second value tells whether it is new. One's own open one is returned in its place.

    CalibrationNotReady while there are too few anchors; CalibrationTooSoon until another one may
    begin. NotFound for an id of another coach.
    """
    list(Membership.objects.select_for_update(no_key=True).filter(pk=coach.pk))
    mine = Calibration.objects.filter(coach=coach)
    if found := mine.filter(pk=calibration).first() or mine.filter(finished_at=None).first():
        return found, False
    if not is_set_ready(coach.organisation_id):
        raise CalibrationNotReady
    again = next_at(coach)
    if again is not None and again > database_now():
        raise CalibrationTooSoon
    try:
        with transaction.atomic():
            made = Calibration.objects.create(id=calibration, coach=coach, began_at=database_now())
    except IntegrityError as taken:
        raise NotFound from taken
    made.anchors.set(usable_in(coach.organisation_id))
    return made, True


@transaction.atomic
def score_anchor(
    *, coach: Membership, calibration: UUID, anchor: UUID, levels: Mapping[UUID, UUID]
) -> Calibration:
    """Give these levels by criterion on one anchor, in place of those before. Repeatable.

    CalibrationFinished once it is; Invalid unknown_level for a level of another criterion or
    rubric; NotFound for an anchor that is not in it.
    """
    found = _lock(coach, calibration)
    if found.finished_at is not None:
        raise CalibrationFinished
    row = one_of(found.anchors.all(), anchor)
    fitting = Level.objects.filter(criterion__version=row.rubric_version_id)
    fits = dict(fitting.filter(pk__in=levels.values()).values_list("pk", "criterion"))
    if any(fits.get(level) != criterion for criterion, level in levels.items()):
        detail = _("Choose a level of this criterion.")
        part: dict[str, str | None] = {"code": "unknown_level", "detail": detail, "attr": "levels"}
        raise Invalid(detail, errors=[part])
    CalibrationScore.objects.filter(calibration=found, anchor=row).delete()
    CalibrationScore.objects.bulk_create(
        CalibrationScore(calibration=found, anchor=row, criterion_id=criterion, level_id=level)
        for criterion, level in levels.items()
    )
    return found


@transaction.atomic
def finish_calibration(*, coach: Membership, calibration: UUID) -> Calibration:
    """Compare what the coach gave with what was agreed on, and give a licence where both agree far
    enough. Repeatable. CalibrationIncomplete names the anchors that lack a level."""
    found = _lock(coach, calibration)
    if found.finished_at is not None:
        return found
    rules, now = rules_of(coach), database_now()
    kappa = kappa_of(_pairs(found))
    licensed = is_enough(kappa, rules.licence_percent)
    Calibration.objects.filter(pk=found.pk).update(
        finished_at=now,
        kappa=kappa,
        needed_percent=rules.licence_percent,
        licensed_until=months_later(now, rules.licence_months) if licensed else None,
    )
    found.refresh_from_db()
    return found


def _lock(coach: Membership, calibration: UUID) -> Calibration:
    calibration_of(coach, calibration)
    return Calibration.objects.select_for_update().get(pk=calibration)


def _pairs(calibration: Calibration) -> list[list[Pair]]:
    given = {
        (anchor, criterion): value
        for anchor, criterion, value in calibration.scores.values_list(
            "anchor", "criterion", "level__value"
        )
    }
    agreed = AnchorLevel.objects.filter(anchor__in=calibration.anchors.all())
    by_anchor: dict[UUID, list[Pair]] = {}
    lacking = set()
    rows = agreed.annotate(of=Max("criterion__levels__value"))
    for anchor, criterion, value, of in rows.values_list(
        "anchor", "criterion", "level__value", "of"
    ):
        if (anchor, criterion) not in given:
            lacking.add(anchor)
            continue
        by_anchor.setdefault(anchor, []).append((value, given[anchor, criterion], of))
    if lacking:
        detail = _("Choose a level.")
        titles = Anchor.objects.filter(pk__in=lacking).values_list("pk", flat=True)
        raise CalibrationIncomplete(
            errors=[{"code": "score_missing", "detail": detail, "attr": str(one)} for one in titles]
        )
    return list(by_anchor.values())


def warn_of_ends() -> int:
    """Tell the coaches whose licence ends within WARN_WITHIN, where one is required, once for each
    licence that no later one replaces. Returns how many were told. One that fails stops no
    other."""
    now = database_now()
    later = Calibration.objects.filter(
        coach=OuterRef("coach"), licensed_until__gt=OuterRef("licensed_until")
    )
    asked = CoachingRules.objects.filter(
        organisation=OuterRef("coach__organisation"), licence_required=True
    )
    rows = Calibration.objects.filter(
        acting_as(Role.COACH, "coach__"),
        ~Exists(later),
        Exists(asked),
        licensed_until__gt=now,
        licensed_until__lte=now + WARN_WITHIN,
    )
    ending = list(rows.order_by("licensed_until").values_list("pk", "coach")[:BATCH])
    return sum(each(ending, _warn, event="licence_end_not_told", id_of=lambda pair: pair[0]))


def _warn(pair: tuple[UUID, UUID]) -> bool:
    calibration, coach = pair
    key = f"{LICENCE_ENDS.name}:{calibration}"
    if Message.objects.filter(dedupe_key=key).exists():
        return False
    message = Outgoing(kind=LICENCE_ENDS, recipient_id=coach, dedupe_key=key, context={})
    notifications.send_many(messages=[message])
    return True
