"""Keeps a claim alive from a thread beside the work, whatever the work waits for."""

import threading
from types import TracebackType

from django.conf import settings
from django.db import DatabaseError, connections

from media.services.processing import Renewable, beat

BEATS = 6  # in the time after which a claim is stale


class Heartbeat:
    """Renews a claim until the end of its context. `lost` once another may have the video."""

    def __init__(self, claim: Renewable) -> None:
        self.claim = claim
        self.lost = False
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._run, name="heartbeat", daemon=True)

    def __enter__(self) -> "Heartbeat":
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._end.set()
        self._thread.join()

    def beat(self, *, progress: int | None = None) -> None:
        """Say that the work goes on, and learn whether the claim still holds."""
        self.lost = self.lost or not beat(self.claim, progress=progress)

    def _run(self) -> None:
        while not self._end.wait(settings.MEDIA_CLAIM_SECONDS / BEATS):
            try:
                self.beat()
            except DatabaseError:
                continue  # the next beat may get through; if none does, the claim goes stale
            finally:
                connections.close_all()
