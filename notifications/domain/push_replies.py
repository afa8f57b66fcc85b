"""Classifies what a push service answers (RFC 8030, RFC 8292). Pure: the clock is passed in."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from enum import StrEnum

LONGEST_WAIT = timedelta(days=1)


class Verdict(StrEnum):
    """Names what an answer says of a message and of its endpoint."""

    SENT = "sent"
    GONE = "gone"  # the subscription ended: this endpoint is deleted
    REFUSED = "refused"  # it will say so again: this endpoint is disabled
    LATER = "later"


@dataclass(frozen=True)
class Reply:
    verdict: Verdict
    reason: str = ""
    wait: timedelta | None = None


def reply_of(status: int, retry_after: str, now: datetime) -> Reply:
    """Return what an HTTP status means, and how long to wait where the service says so."""
    if 200 <= status < 300:
        return Reply(Verdict.SENT)
    reason = f"push_{status}"
    if status in {404, 410}:
        return Reply(Verdict.GONE, reason)
    if status == 429 or status >= 500:
        return Reply(Verdict.LATER, reason, wait_of(retry_after, now))
    return Reply(Verdict.REFUSED, reason)


def wait_of(retry_after: str, now: datetime) -> timedelta | None:
    """Return the wait that Retry-After names, in seconds or as a date, a day at most; None where it
    names none. Whoever answers may write anything there."""
    text = retry_after.strip()
    if text.isascii() and text.isdigit():
        return min(timedelta(seconds=int(text[:9])), LONGEST_WAIT)
    try:
        until = parsedate_to_datetime(text)
    except (ValueError, OverflowError, TypeError):
        return None
    at = until if until.tzinfo else until.replace(tzinfo=UTC)
    return min(max(at - now, timedelta()), LONGEST_WAIT)
