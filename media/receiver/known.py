"""Remembers the uploads whose capability and row were checked a moment ago in this process.

A phone on a fast network sends forty PATCHes in a second; the first is looked up in the database.
For the others the store answers whether the upload still goes on: its file goes when it ends. After
FRESH the database is asked again, for the sender may have left the organisation meanwhile.
"""

import time
from collections import OrderedDict

from media.queries import Arriving

MOST = 2048
FRESH = 2.0  # seconds


class Known:
    """Keeps the latest uploads by capability."""

    def __init__(self) -> None:
        self._by_token: OrderedDict[str, tuple[Arriving, float]] = OrderedDict()

    def get(self, token: str) -> Arriving | None:
        """Return what was kept not too long ago."""
        upload, kept_at = self._by_token.get(token, (None, 0.0))
        return upload if time.monotonic() - kept_at < FRESH else None

    def keep(self, token: str, upload: Arriving) -> None:
        self._by_token[token] = (upload, time.monotonic())
        self._by_token.move_to_end(token)
        if len(self._by_token) > MOST:
            self._by_token.popitem(last=False)

    def forget(self, token: str) -> None:
        self._by_token.pop(token, None)
