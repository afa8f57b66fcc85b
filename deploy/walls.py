"""Before a worker opens recordings of strangers, it says which walls of the sandbox stand here, and
doesn't start where one is missing that SANDBOX_WITHOUT doesn't name."""

from typing import Any

import structlog
from celery import bootsteps
from django.conf import settings

from media import sandbox

QUEUES = {"media", "extras"}

log = structlog.get_logger(__name__)


class WallMissing(Exception):
    """Ends the worker: the argument says which walls are missing, and what to do."""


class Walls(bootsteps.StartStopStep):
    """Part of the worker's start, before it takes its first task."""

    def start(self, parent: Any) -> None:
        """Try the walls, once; WallMissing where the worker must not go on."""
        if not QUEUES & set(parent.app.amqp.queues.consume_from):
            return
        found = sandbox.walls()
        log.info("sandbox_walls", **found)
        missing = [name for name, stands in found.items() if not stands]
        if unaccepted := [name for name in missing if name not in settings.SANDBOX_WITHOUT]:
            log.critical("sandbox_incomplete", missing=unaccepted)
            raise WallMissing(
                f"This machine's kernel lacks walls of the sandbox: {', '.join(unaccepted)}. "
                "Run the worker where it has them, or name them in SANDBOX_WITHOUT to accept that."
            )
