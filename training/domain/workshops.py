"""Computes when a workshop reminds, when people may be marked as present, and the code by which
they are. Pure: no ORM, no clock."""

import base64
import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from core.local_time import instant, local_date

REMINDER_TIME = time(9, 30)
"""Local time at the place on the day before, when the reminder comes."""

REMINDS_FOR = timedelta(hours=14)
"""How long a reminder may be late: it says "tomorrow", so it goes out on that day or not at all."""

OPENS_BEFORE, CLOSES_AFTER = timedelta(minutes=30), timedelta(minutes=15)
"""How long before its start and after its end people may mark themselves as present."""

STEP = timedelta(seconds=30)
"""How long the screen shows one code."""

STEPS_VALID = 3
"""How many steps a code counts, its own included: a photographed one is useless after 90 s."""

CODE_BYTES = 10


@dataclass(frozen=True)
class Span:
    """A span is the time that something takes, its end excluded."""

    starts_at: datetime
    ends_at: datetime

    def overlaps(self, other: "Span") -> bool:
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at


def reminder_for(starts_at: datetime, zone: ZoneInfo, now: datetime) -> datetime | None:
    """Return the instant of the reminder: the day before at REMINDER_TIME, by the calendar of the
    place. None where that has passed, since people have just been told then."""
    day_before = local_date(starts_at, zone) - timedelta(days=1)
    at = instant(day_before, REMINDER_TIME, zone)
    return at if at > now else None


def may_check_in(span: Span, now: datetime) -> bool:
    """Return whether people may mark themselves as present at this instant."""
    return span.starts_at - OPENS_BEFORE <= now <= span.ends_at + CLOSES_AFTER


def overlapping(span: Span, others: Iterable[tuple[UUID, Span]]) -> list[UUID]:
    """Return the ids of those of `others` that take some of the same time."""
    return [id for id, other in others if span.overlaps(other)]


def step_of(now: datetime) -> int:
    """Return the number of the step that this instant is in."""
    return int(now.timestamp() // STEP.total_seconds())


def code_of(key: bytes, workshop: UUID, step: int) -> str:
    """Return the code that the workshop's screen shows in this step."""
    signed = hmac.new(key, workshop.bytes + step.to_bytes(8), hashlib.sha256).digest()
    return base64.b32encode(signed[:CODE_BYTES]).decode()


def is_current(code: str, key: bytes, workshop: UUID, now: datetime) -> bool:
    """Return whether the code is one that the workshop's screen showed within the last steps."""
    latest = step_of(now)
    return any(
        hmac.compare_digest(code.encode(), code_of(key, workshop, latest - ago).encode())
        for ago in range(STEPS_VALID)
    )
