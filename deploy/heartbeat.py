"""Writes the heartbeat of each worker: for each queue that it consumes, an entry that soon expires.

Cheap for the one who asks: one round trip for all queues, where Celery's own `inspect ping`
broadcasts and then waits a second. A worker that lost its broker, or whose main loop hangs, stops
writing; one that is asked to end takes its entries away at once, for it takes no more work. The
time is Valkey's own, so that hosts whose clocks differ agree.
"""

from contextlib import suppress
from typing import Any
from uuid import uuid4

import redis
from celery import bootsteps
from celery.signals import worker_shutting_down
from django.conf import settings

QUEUES = ("media", "messages", "default", "extras")
EVERY = 1.0  # seconds
FADES = 4  # seconds: a worker that is late three times is not there
ME = uuid4().hex  # of this process


def _key(queue: str) -> str:
    return f"heartbeats:{queue}"


def _valkey() -> "redis.Redis":
    """Return a connection of its own: a signal handler also uses it, whatever that interrupts."""
    return redis.Redis.from_url(settings.REDIS_URL, socket_timeout=2, socket_connect_timeout=2)


def beat(queues: list[str], worker: str = ME) -> None:
    """Write that these queues have a living worker, and remove entries that expired long ago."""
    with _valkey() as valkey:
        now = valkey.time()[0]
        pipe = valkey.pipeline(transaction=False)
        for queue in queues:
            pipe.zadd(_key(queue), {worker: now})
            pipe.zremrangebyscore(_key(queue), "-inf", now - 10 * FADES)
            pipe.expire(_key(queue), 10 * FADES)
        pipe.execute()


def end(worker: str = ME) -> None:
    """Remove this worker's entries; those of others for the same queues stay."""
    with _valkey() as valkey:
        pipe = valkey.pipeline(transaction=False)
        for queue in QUEUES:
            pipe.zrem(_key(queue), worker)
        pipe.execute()


def silent_queues() -> list[str]:
    """Return the queues without a heartbeat of any worker."""
    with _valkey() as valkey:
        since = valkey.time()[0] - FADES
        pipe = valkey.pipeline(transaction=False)
        for queue in QUEUES:
            pipe.zcount(_key(queue), since, "+inf")
        alive = pipe.execute()
    return [queue for queue, count in zip(QUEUES, alive, strict=True) if not count]


class Heartbeat(bootsteps.StartStopStep):
    """Beats on the timer of the worker's main loop, from its start until it is asked to end."""

    requires = ("celery.worker.components:Timer",)

    def __init__(self, parent: Any, **options: Any) -> None:
        super().__init__(parent, **options)
        self._timer: Any = None

    def start(self, parent: Any) -> None:
        """Beat at once and then every second; the timer logs a failure and goes on."""
        queues = list(parent.app.amqp.queues.consume_from)
        parent.timer.call_after(0, beat, (queues,))
        self._timer = parent.timer.call_repeatedly(EVERY, beat, (queues,))
        worker_shutting_down.connect(self._end, weak=False)

    def stop(self, parent: Any) -> None:
        """Remove the entries once more at the end, because a beat that the signal interrupted may
        have come after it."""
        self._end()

    def _end(self, **_: object) -> None:
        """Remove the entries on the first request to end, while tasks may still run: the worker
        takes no more."""
        if self._timer:
            self._timer.cancel()
        with suppress(redis.RedisError):  # without Valkey nobody reads the entry, and it gets old
            end()
