"""Keeps a claim alive from a thread beside the work, whatever the work waits for."""

import threading
from types import TracebackType

from django.db import DatabaseError, connections

from media.services.processing import Claim, beat

INTERVAL = 10.0  # seconds; a claim is stale after six missed beats


class Heartbeat:
    """As a context: beats until the end of the work. `lost` once another may have the video."""

    def __init__(self, claim: Claim) -> None:
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

    def _run(self) -> None:
        while not self._end.wait(INTERVAL):
            try:
                self.lost = self.lost or not beat(self.claim)
            except DatabaseError:
                continue  # the next beat may get through; if none does, the claim goes stale
            finally:
                connections.close_all()
