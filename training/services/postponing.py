"""Holds the verb by which a member postpones an exercise, and the one that takes it back."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models.functions import Now

from accounts.models import Membership
from core.queries import one_of
from notifications.services import mark_read_about
from training.models import Enrolment, Nudge, Postponement
from training.queries.access import steps_visible_to
from training.services.enrolments import withhold
from training.services.planning import unplan

FOR = timedelta(days=7)
"""How long an exercise that was postponed is not offered."""


@transaction.atomic
def postpone(*, member: Membership, step: UUID) -> None:
    """Offer this exercise no more for the next days, and something else instead. It stays there to
    be done, and nothing is kept of it but until when. Repeating it meanwhile changes nothing.
    NotFound outside of the member's own programmes."""
    row = one_of(steps_visible_to(member), step)
    mark_read_about(reader=member, about=row.id)
    enrolment = _lock_enrolment(member, row.programme_id)
    own = Postponement.objects.filter(enrolment=enrolment, step=row)
    own.filter(until__lte=Now()).delete()
    if own.exists():
        return
    Postponement.objects.create(enrolment=enrolment, step=row, until=Now() + FOR)
    withhold(Nudge.objects.filter(enrolment=enrolment, step=row), reason="postponed")
    unplan(enrolment=enrolment.id)


@transaction.atomic
def offer_again(*, member: Membership, step: UUID) -> None:
    """Offer an exercise again that was postponed. Repeating it changes nothing; NotFound outside of
    the member's own programmes."""
    row = one_of(steps_visible_to(member), step)
    enrolment = _lock_enrolment(member, row.programme_id)
    if Postponement.objects.filter(enrolment=enrolment, step=row).delete()[0]:
        unplan(enrolment=enrolment.id)


def _lock_enrolment(member: Membership, programme: UUID) -> Enrolment:
    """Lock the member's enrolment until the transaction ends, so that two taps follow each
    other."""
    rows = Enrolment.objects.select_for_update(no_key=True)
    return rows.get(membership=member, programme=programme)
