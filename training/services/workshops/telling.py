"""Writes the messages about workshops. Each has a key by which it is sent once."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext

from core.texts import LANGUAGES
from core.zones import zone_named
from notifications.domain.kinds import Kind
from notifications.services import Outgoing, send_many, withdraw
from training.messages import WORKSHOP_REMINDER
from training.models import Attendance, Workshop

UTC = ZoneInfo("UTC")


def tell(kind: Kind, workshop: Workshop, attendances: Iterable[Attendance]) -> None:
    """Tell these people of one move of their attendance, such as that they are registered."""
    words = words_of(workshop)
    _send(_outgoing(kind, workshop, one, f"{one.id}:{one.changes}", words) for one in attendances)


def tell_everyone(kind: Kind, workshop: Workshop, attendances: Iterable[Attendance]) -> None:
    """Tell these people of one change of the workshop, which its `sequence` names."""
    words, named = words_of(workshop), f"s{workshop.sequence}"
    _send(_outgoing(kind, workshop, one, f"{one.id}:{named}", words) for one in attendances)


def remind(coming: Mapping[Workshop, Collection[Attendance]]) -> None:
    """Remind the people of many workshops in a constant number of statements; each person once for
    each time at which a workshop was to begin."""
    _send(
        _outgoing(
            WORKSHOP_REMINDER,
            workshop,
            one,
            _of_this_time(workshop, one),
            words,
            not_after=workshop.starts_at,
        )
        for workshop, people in coming.items()
        for words in [words_of(workshop)]
        for one in people
    )


def take_back_reminders(workshop: Workshop, attendances: Iterable[Attendance]) -> None:
    """Withdraw the reminders that have not left yet."""
    keys = [_key(WORKSHOP_REMINDER, _of_this_time(workshop, one)) for one in attendances]
    withdraw(dedupe_keys=keys, reason="not_coming")


def words_of(workshop: Workshop) -> dict[str, Any]:
    """Return what a message says of a workshop: its title, and where and when it is by the clock of
    the place, in each language."""
    zone = zone_named(workshop.time_zone) or UTC
    starts, ends = (at.astimezone(zone) for at in (workshop.starts_at, workshop.ends_at))
    return {
        "title": workshop.title,
        "when": {language: _when(starts, ends, language) for language in LANGUAGES},
        "place": workshop.place,
    }


def _when(starts: datetime, ends: datetime, language: str) -> str:
    with translation.override(language):
        return gettext("%(day)s from %(start)s to %(end)s") % {
            "day": date_format(starts, "l j F"),
            "start": starts.strftime("%H:%M"),
            "end": ends.strftime("%H:%M"),
        }


def _of_this_time(workshop: Workshop, attendance: Attendance) -> str:
    return f"{attendance.id}:{int(workshop.starts_at.timestamp())}"


def _key(kind: Kind, of: str) -> str:
    return f"{kind.name}:{of}"


def _outgoing(
    kind: Kind,
    workshop: Workshop,
    to: Attendance,
    of: str,
    words: Mapping[str, Any],
    *,
    not_after: datetime | None = None,
) -> Outgoing:
    return Outgoing(
        kind=kind,
        dedupe_key=_key(kind, of),
        recipient_id=to.membership_id,
        context=words,
        about=workshop.id,
        not_after=not_after,
    )


def _send(messages: Iterable[Outgoing]) -> None:
    send_many(messages=messages)
