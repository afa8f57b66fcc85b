"""Holds the verbs on what a member wishes of their messages: through which channels, and when not.

Each takes effect at once, also on what was written before and has not left yet.
"""

from datetime import time

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Now

from accounts.models import Membership
from core.errors import IfMatchRequired, NotFound
from core.etags import Precondition
from notifications import queries
from notifications.domain import kinds, quiet_hours
from notifications.errors import AlwaysComes, QuietHoursChanged
from notifications.models import Delivery, DeliveryState, Preference, QuietHours
from notifications.queries import QuietChoice
from notifications.services.sending import QUIET


@transaction.atomic
def set_preference(*, membership: Membership, kind: str, channel: str, wanted: bool) -> None:
    """Switch one kind of message through one channel on or off; repeatable. What waits to leave is
    stopped when it is switched off.

    NotFound for a kind or channel that there is not, AlwaysComes for one that can't be switched.
    """
    found = kinds.registered().get(kind)
    if found is None or channel not in found.channels:
        raise NotFound
    if channel not in found.switchable:
        raise AlwaysComes
    if wanted == queries.is_usual(channel):
        Preference.objects.filter(membership=membership, kind=kind, channel=channel).delete()
    else:
        row = Preference(membership=membership, kind=kind, channel=channel, wanted=wanted)
        Preference.objects.bulk_create(
            [row],
            update_conflicts=True,
            unique_fields=["membership", "kind", "channel"],
            update_fields=["wanted"],
        )
    if wanted:
        return
    _waiting_for(membership).filter(message__kind=kind, channel=channel).update(
        state=DeliveryState.SKIPPED, reason="not_wanted", finished_at=Now()
    )


@transaction.atomic
def set_quiet_hours(
    *, membership: Membership, begins: time | None, ends: time | None, seen: Precondition
) -> QuietChoice:
    """Set the hours of each day in which neither mail nor push comes, or none with None for both,
    in place of those that were seen. What they hold already is no change.

    Refused with QuietHoursTooLong, QuietHoursChanged, and IfMatchRequired where `seen` names
    nothing.
    """
    if begins is not None and ends is not None:
        quiet_hours.check(begins, ends)
    # Two tabs follow each other, also where there is no row yet.
    Membership.objects.select_for_update(no_key=True).get(pk=membership.pk)
    now = queries.quiet_choice_of(membership)
    wanted = QuietChoice(_minutes(begins), _minutes(ends), now.time_zone)
    if wanted == now:
        return now
    if seen.is_missing:
        raise IfMatchRequired
    if not seen.allows(now.version):
        raise QuietHoursChanged(
            members={"current": {"begins": now.begins, "ends": now.ends, "version": now.version}}
        )
    QuietHours.objects.filter(pk=membership.pk).delete()
    if begins is not None and ends is not None:
        QuietHours.objects.create(membership=membership, begins=begins, ends=ends)
    # What waits for the end of the earlier ones is decided upon anew.
    _waiting_for(membership).filter(reason=QUIET).update(due_at=Now())
    return wanted


def _minutes(at: time | None) -> str | None:
    return f"{at:%H:%M}" if at is not None else None


def _waiting_for(membership: Membership) -> QuerySet[Delivery]:
    return Delivery.objects.filter(message__recipient=membership, state=DeliveryState.WAITING)
