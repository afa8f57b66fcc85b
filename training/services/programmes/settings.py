"""Holds the verbs that make, change, archive and restore a programme."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models.functions import Now

from accounts.models import Membership
from core import etags
from core.errors import IfMatchRequired
from core.etags import Precondition
from training.errors import ProgrammeChanged
from training.models import Enrolment, EnrolmentState, FinishRule, Nudge, Programme
from training.queries.access import programmes_visible_to
from training.services.enrolments import withhold
from training.services.programmes.locking import lock_own, record, replan

PLANNED_BY = frozenset({"starts_on", "weeks", "finish_rule", "pass_percent"})
"""Of the settings, what the plan of an enrolment is made of."""

AS_IT_WAS = 0
"""Stands for the pass mark in settings that don't say it: that of the programme, of a new one
none."""


@dataclass(frozen=True)
class ProgrammeSettings:
    """Holds what a programme is called, what it promises, when it begins, when it finishes, and its
    pass mark in percent, None for none. Texts are {"nl": ..., "en": ...}."""

    name: Mapping[str, str]
    description: Mapping[str, str]
    review_promise_hours: int = 48
    starts_on: date | None = None
    weeks: int | None = None
    finish_rule: str = FinishRule.ALL_STEPS
    pass_percent: int | None = None


def settings_of(programme: Programme) -> ProgrammeSettings:
    """Return the programme's settings as a plain value."""
    return ProgrammeSettings(
        **{name: getattr(programme, name) for name in ProgrammeSettings.__dataclass_fields__}
    )


def version_of(programme: Programme) -> str:
    """Return a name for the state of the programme's settings. Without a pass mark it is what it
    was before there were any."""
    values = asdict(settings_of(programme))
    if values["pass_percent"] is None:
        del values["pass_percent"]
    return etags.version_of(values)


@transaction.atomic
def save_programme(
    *, actor: Membership, programme: UUID, settings: ProgrammeSettings, seen: Precondition
) -> tuple[Programme, bool]:
    """Make a programme without steps under a client-made id, or change its settings; the second
    value tells whether it is new. Repeating changes nothing.

    IfMatchRequired for a change that names no state, ProgrammeChanged where somebody else changed
    it meanwhile, MadeByAnother for a programme of somebody else. Enrolments are planned anew where
    the change says when they begin or finish, or what passes. Another pass mark is that of what is
    sent in from now on.
    """
    if not programmes_visible_to(actor).filter(pk=programme).exists():
        made = _make(actor, programme, settings, seen)
        if made is not None:
            return made, True
    row = lock_own(actor, programme)
    before = asdict(settings_of(row))
    after = _values(settings, pass_percent=before["pass_percent"])
    changed = [name for name, value in after.items() if before[name] != value]
    if not changed:
        return row, False
    if seen.is_missing:
        raise IfMatchRequired
    if not seen.allows(version_of(row)):
        raise ProgrammeChanged
    for name in changed:
        setattr(row, name, after[name])
    row.save(update_fields=changed)
    if PLANNED_BY & set(changed):
        replan(row, EnrolmentState.ACTIVE, EnrolmentState.FINISHED)
    record(actor, "programme_changed", row, changed=sorted(changed))
    return row, False


def _make(
    actor: Membership, programme: UUID, settings: ProgrammeSettings, seen: Precondition
) -> Programme | None:
    """Return the new programme; None where the id is taken: another organisation's, or made by
    another request this very moment."""
    if not seen.allows(None):
        raise ProgrammeChanged
    try:
        with transaction.atomic():
            row = Programme.objects.create(
                id=programme,
                organisation_id=actor.organisation_id,
                code=str(programme),
                made_by=actor,
                **_values(settings, pass_percent=None),
            )
    except IntegrityError:
        return None
    record(actor, "programme_added", row)
    return row


def _values(settings: ProgrammeSettings, *, pass_percent: int | None) -> dict[str, Any]:
    """Return the settings by name, with this pass mark where they don't say one."""
    values = asdict(settings)
    if settings.pass_percent == AS_IT_WAS:
        values["pass_percent"] = pass_percent
    return values


@transaction.atomic
def archive_programme(*, actor: Membership, programme: UUID) -> Programme:
    """End a programme for everybody: nobody is nudged or enrolled any more, mail about nudges that
    has not left does not leave, and what was practised stays. Repeating changes nothing."""
    row = lock_own(actor, programme)
    if row.archived_at is None:
        Programme.objects.filter(pk=row.pk).update(archived_at=Now())
        planned = Enrolment.objects.filter(programme=row, next_nudge_at__isnull=False)
        planned.update(next_nudge_at=None)
        withhold(Nudge.objects.filter(enrolment__programme=row), reason="archived")
        record(actor, "programme_archived", row)
        row.refresh_from_db()
    return row


@transaction.atomic
def restore_programme(*, actor: Membership, programme: UUID) -> Programme:
    """Let an archived programme go on where each enrolment was. Repeating changes nothing."""
    row = lock_own(actor, programme)
    if row.archived_at is not None:
        row.archived_at = None
        row.save(update_fields=["archived_at"])
        replan(row, EnrolmentState.ACTIVE, EnrolmentState.FINISHED)
        record(actor, "programme_restored", row)
    return row
