"""Checks the sandbox before a worker opens recordings of strangers.

The worker doesn't start where a restriction is missing that SANDBOX_WITHOUT doesn't name.
"""

from typing import Any

import structlog
from celery import bootsteps
from django.conf import settings

from media import sandbox

QUEUES = {"media", "extras"}

log = structlog.get_logger(__name__)


class SandboxIncomplete(Exception):
    """The worker must end: the argument says which restrictions are missing, and what to do."""


class SandboxCheck(bootsteps.StartStopStep):
    """Checks the sandbox at the worker's start, before it takes its first task."""

    def start(self, parent: Any) -> None:
        """Try each restriction once; SandboxIncomplete where the worker must not go on."""
        if not QUEUES & set(parent.app.amqp.queues.consume_from):
            return
        found = sandbox.check_restrictions()
        log.info("sandbox_restrictions", **found)
        missing = [name for name, holds in found.items() if not holds]
        if unaccepted := [name for name in missing if name not in settings.SANDBOX_WITHOUT]:
            log.critical("sandbox_incomplete", missing=unaccepted)
            raise SandboxIncomplete(
                f"This machine's kernel lacks restrictions of the sandbox: {', '.join(unaccepted)}."
                " Run the worker where it has them, or name them in SANDBOX_WITHOUT to accept that."
            )
