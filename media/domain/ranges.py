"""Reads byte ranges and conditions of RFC 9110, sections 13 and 14."""

import re

from media.errors import RangeUnsatisfiable

# No file has a place of more than 18 digits; int() refuses thousands of them.
SINGLE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})", re.IGNORECASE)
TAG = re.compile(r'(?:W/)?("[^"]*")')


def is_known(if_none_match: str | None, etag: str) -> bool:
    """Return whether the client has this version; any of several will do, also a weak one."""
    if if_none_match is None:
        return False
    return if_none_match.strip() == "*" or etag in TAG.findall(if_none_match)


def is_meant(if_range: str | None, etag: str) -> bool:
    """Tell whether a range is for this version. Weak tags don't count, for bytes must be the same;
    nor do dates, for we tell none."""
    return if_range is None or if_range.strip() == etag


def wanted(header: str | None, size: int) -> tuple[int, int] | None:
    """Return (first, last) byte of a single range, both included; None to send everything.

    What we don't understand, and several ranges at once, may be ignored by the same RFC.
    RangeUnsatisfiable when nothing of it exists.
    """
    found = SINGLE.fullmatch((header or "").replace(" ", ""))
    if found is None or found.groups() == ("", ""):
        return None
    start, end = found.groups()
    if not start:
        first, last = max(0, size - int(end)), size - 1
    else:
        first, last = int(start), min(int(end or size), size - 1)
        if end and int(end) < first:
            return None
    if first >= size or last < first:
        raise RangeUnsatisfiable
    return first, last
