"""Telling a worker that a row waits. The row is the truth: a lost ring costs time, never work."""

from collections.abc import Sequence
from importlib import import_module
from types import ModuleType
from typing import Any

import structlog
from django.conf import settings
from django.db import transaction

log = structlog.get_logger(__name__)


def ring(task: str, *args: Any, expires: float | None = None) -> None:
    """Sends the task by name once the surrounding transaction commits, at once outside of one.

    A broker that is down is logged and does not fail the verb: the app's sweep rings again.
    `expires` is in seconds, for rings that a sweep repeats anyway.
    """

    def send() -> None:  # a function, because Django logs a failure by its name
        _bell().send(task, args, expires)

    transaction.on_commit(send, robust=True)


def ring_now(task: str, *args: Any, expires: float | None = None) -> bool:
    """Sends the task by name, whatever the transaction; False when the broker can't be reached."""
    bell = _bell()
    try:
        bell.send(task, args, expires)
    except bell.FAILURES as error:
        log.warning("bell_unheard", task=task, error=str(error))
        return False
    return True


def ring_in_batches(task: str, ids: Sequence[Any], *, size: int, **options: Any) -> None:
    """One ring for each `size` ids; ids travel as text."""
    for start in range(0, len(ids), size):
        ring(task, [str(one) for one in ids[start : start + size]], **options)


def _bell() -> ModuleType:
    """accounts.doorbell.through_celery, or by_hand in processes that shall not carry Celery."""
    return import_module(settings.BELL)
