"""The heartbeat of each worker: a key per queue that it consumes, which expires by itself.

Cheap for the one who asks: one read for all queues, where Celery's own `inspect ping` broadcasts
and then waits a second. A worker that lost its broker, or whose main loop hangs, stops writing.
"""

from typing import Any

from celery import bootsteps
from django.core.cache import cache

QUEUES = ("media", "messages", "default", "extras")
EVERY = 2.0  # seconds
FADES = 8  # seconds: a worker that is late three times is not there


def _key(queue: str) -> str:
    return f"heartbeat:{queue}"


def beat(queues: list[str]) -> None:
    """Write that these queues have a living worker."""
    cache.set_many({_key(queue): True for queue in queues}, timeout=FADES)


def silent_queues() -> list[str]:
    """Return the queues without a heartbeat of any worker."""
    alive = cache.get_many([_key(queue) for queue in QUEUES])
    return [queue for queue in QUEUES if _key(queue) not in alive]


class Heartbeat(bootsteps.StartStopStep):
    """Beats on the timer of the worker's main loop, from its start on."""

    requires = ("celery.worker.components:Timer",)

    def __init__(self, parent: Any, **options: Any) -> None:
        super().__init__(parent, **options)
        self._timer: Any = None

    def start(self, parent: Any) -> None:
        """Beat at once and then every few seconds; the timer logs a failure and goes on."""
        queues = list(parent.app.amqp.queues.consume_from)
        parent.timer.call_after(0, beat, (queues,))
        self._timer = parent.timer.call_repeatedly(EVERY, beat, (queues,))

    def stop(self, parent: Any) -> None:
        """Beat no more."""
        if self._timer:
            self._timer.cancel()
