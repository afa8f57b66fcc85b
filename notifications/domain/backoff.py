"""Computes how long to wait before trying again. Pure: no clock and no random numbers, so that a
test can name the result."""

from datetime import timedelta
from hashlib import blake2b

MAX_TRIES = 10
FIRST = timedelta(seconds=30)
LONGEST = timedelta(hours=2)
PROBE_FIRST = timedelta(seconds=15)
PROBE_LONGEST = timedelta(minutes=10)


def wait_after(tries: int, key: str) -> timedelta:
    """Return the wait after `tries` (1 or more): it doubles up to LONGEST, times 0.5 to 1.5 by
    `key`, so that a batch refused together does not come back together. Ten tries span about five
    hours."""
    usual: timedelta = min(FIRST * (1 << (tries - 1)), LONGEST)
    spread = int.from_bytes(blake2b(f"{key}:{tries}".encode(), digest_size=4).digest()) / 2**32
    return usual * (0.5 + spread)


def probe_after(failures: int) -> timedelta:
    """Return how long a channel rests after `failures` (1 or more) in succession.

    It doubles up to PROBE_LONGEST, so that a server that is back is found within ten minutes, and a
    wrong password is not tried often enough for the server to lock the account.
    """
    return min(PROBE_FIRST * (1 << min(failures - 1, 16)), PROBE_LONGEST)
