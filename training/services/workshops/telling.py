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
from training.domain.calendars import Method
from training.domain.workshops import REMINDS_FOR
from training.messages import WORKSHOP_REMINDER
from training.models import SEATED, Attendance, Workshop
from training.queries.calendars import sequence_of

UTC = ZoneInfo("UTC")


def tell(
    kind: Kind,
    workshop: Workshop,
    attendances: Iterable[Attendance],
    *,
    method: Method | None = None,
) -> None:
    """Tell these people of one move of their attendance, such as that they are registered. By
    `method` their calendars take the workshop over or remove it."""
    words = words_of(workshop)
    _send(
        _outgoing(
            kind,
            workshop,
            one,
            f"{one.id}:{one.changes}",
            words | _calendar(workshop, one, method),
        )
        for one in attendances
    )


def tell_everyone(
    kind: Kind, workshop: Workshop, attendances: Iterable[Attendance], *, method: Method
) -> None:
    """Tell these people of one change of the workshop, which its `sequence` names. The calendars of
    those who have a seat follow by `method`."""
    words, named = words_of(workshop), f"s{workshop.sequence}"
    _send(
        _outgoing(
            kind,
            workshop,
            one,
            f"{one.id}:{named}",
            words | _calendar(workshop, one, method if one.state in SEATED else None),
        )
        for one in attendances
    )


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
            not_after=workshop.remind_at + REMINDS_FOR if workshop.remind_at else None,
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


def _calendar(workshop: Workshop, attendance: Attendance, method: Method | None) -> dict[str, Any]:
    """Return what a message says to the reader's calendar; nothing without a method."""
    if method is None:
        return {}
    entry = {
        "method": method,
        "uid": str(workshop.id),
        "sequence": sequence_of(workshop, attendance),
        "changed_at": max(workshop.updated_at, attendance.changed_at).isoformat(),
        "starts_at": workshop.starts_at.isoformat(),
        "ends_at": workshop.ends_at.isoformat(),
        "text": dict(workshop.description),
    }
    return {"calendar": entry}


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
