"""Reads what members wish of their messages. A batch of any size takes two statements."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import QuerySet
from django.db.models.functions import Now

from accounts.models import Membership
from core.errors import NotFound
from core.etags import version_of
from core.zones import zone_named
from notifications import tokens
from notifications.channels.table import CHANNELS
from notifications.domain import kinds, quiet_hours
from notifications.domain.kinds import Kind
from notifications.domain.mail_events import Report
from notifications.models import Channel, Preference, QuietHours, RefusedAddress

UNKNOWN_ZONE = ZoneInfo("UTC")
"""The zone of a member whose own this host does not know."""


@dataclass(frozen=True)
class Wishes:
    """Wishes say what some members want of their messages now, by the database's clock.

    `switched` has the triples of membership, kind and channel whose switch is not as usual: most
    channels are on until somebody switches them off. `quiet_until` is the end of their quiet hours,
    for the members who have them now.
    """

    switched: frozenset[tuple[UUID, str, str]]
    quiet_until: Mapping[UUID, datetime]

    def wants(self, member: UUID | None, kind: str, channel: str) -> bool:
        """Tell whether the message may go through the channel; what is about signing in always
        may."""
        if _always_comes(kind):
            return True
        is_switched = member is not None and (member, kind, channel) in self.switched
        return is_switched != is_usual(channel)

    def waits_until(self, member: UUID | None, kind: str) -> datetime | None:
        """Return when the member's quiet hours end, for a message that waits for that; else
        None."""
        return None if member is None or _always_comes(kind) else self.quiet_until.get(member)


@dataclass(frozen=True)
class ChannelChoice:
    channel: Channel
    wanted: bool

    @property
    def label(self) -> str:
        """Return how the channel is called, by the operator where they named it."""
        return settings.CHAT_NAME if self.channel == Channel.CHAT else str(self.channel.label)


@dataclass(frozen=True)
class KindChoice:
    """A kind of message that a member may switch off, with its channels."""

    kind: Kind
    channels: list[ChannelChoice]


@dataclass(frozen=True)
class QuietChoice:
    """A member's quiet hours as they are shown and changed; None for both without any."""

    begins: str | None
    ends: str | None
    time_zone: str

    @property
    def version(self) -> str:
        return version_of([self.begins, self.ends])


def wishes_of(memberships: Collection[UUID | None]) -> Wishes:
    """Return what these members wish now."""
    members = {one for one in memberships if one is not None}
    rows = Preference.objects.filter(membership__in=members)
    quiet = {
        row.pk: end
        for row in _quiet_rows(members).annotate(now=Now())
        if (end := _value(row).end_of(row.now))
    }
    switched = frozenset(
        (member, kind, channel)
        for member, kind, channel, wanted in rows.values_list(
            "membership_id", "kind", "channel", "wanted"
        )
        if wanted != is_usual(channel)
    )
    return Wishes(switched=switched, quiet_until=quiet)


def quiet_hours_of(memberships: Collection[UUID]) -> dict[UUID, quiet_hours.QuietHours]:
    """Return the quiet hours of those of the members who have any, by membership, in one
    statement."""
    return {row.pk: _value(row) for row in _quiet_rows(memberships)}


def choices_of(membership: Membership) -> list[KindChoice]:
    """Return the kinds that the member may switch off, by label, and what the member wants through
    each channel that is on."""
    wishes = wishes_of([membership.pk])
    roles = frozenset(membership.roles)
    return [
        KindChoice(
            kind=kind,
            channels=[
                ChannelChoice(channel, wishes.wants(membership.pk, kind.name, channel))
                for channel in Channel
                if channel in kind.switchable and CHANNELS[channel].is_on()
            ],
        )
        for kind in sorted(kinds.registered().values(), key=lambda kind: str(kind.label))
        if kind.switchable and kind.is_for(roles)
    ]


def mail_stop_of(membership: Membership) -> str:
    """Return why no mail goes to the member's address, as a Report; empty where it does."""
    row = RefusedAddress.objects.filter(
        channel=Channel.MAIL, address=membership.person.email, stopped_at__isnull=False
    ).first()
    if row is None:
        return ""
    return Report.COMPLAINT if row.reason == Report.COMPLAINT else Report.NO_MAILBOX


def quiet_choice_of(membership: Membership) -> QuietChoice:
    """Return the member's quiet hours, and the zone that they are in."""
    row = QuietHours.objects.filter(pk=membership.pk).first()
    return QuietChoice(
        begins=f"{row.begins:%H:%M}" if row else None,
        ends=f"{row.ends:%H:%M}" if row else None,
        time_zone=membership.time_zone,
    )


def is_usual(channel: str) -> bool:
    """Tell whether messages go through the channel where the member switched nothing."""
    return not CHANNELS[Channel(channel)].by_wish


def _always_comes(kind: str) -> bool:
    found = kinds.registered().get(kind)
    return found is not None and found.always


def _quiet_rows(memberships: Collection[UUID]) -> QuerySet[QuietHours]:
    return QuietHours.objects.filter(pk__among=memberships).select_related("membership")


def _value(row: QuietHours) -> quiet_hours.QuietHours:
    return quiet_hours.QuietHours(
        begins=row.begins,
        ends=row.ends,
        zone=zone_named(row.membership.time_zone) or UNKNOWN_ZONE,
    )


def choice_by_key(key: str) -> KindChoice:
    """Return the one choice that a mail's secret is about; NotFound for a secret that is none. It
    says nothing of the member, nor whether there still is one."""
    subject = tokens.read(key)
    kind = kinds.registered().get(subject.kind) if subject else None
    if subject is None or kind is None or subject.channel not in kind.switchable:
        raise NotFound
    wishes = wishes_of([subject.member])
    wanted = wishes.wants(subject.member, subject.kind, subject.channel)
    return KindChoice(kind, [ChannelChoice(Channel(subject.channel), wanted)])
