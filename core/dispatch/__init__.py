"""Dispatches tasks to workers. The row is the truth: a lost task message delays work and loses
none."""

from collections.abc import Sequence
from importlib import import_module
from types import ModuleType
from typing import Any

import structlog
from django.conf import settings
from django.db import transaction

log = structlog.get_logger(__name__)


def dispatch(task: str, *args: Any, expires: float | None = None) -> None:
    """Dispatch the task by name once the surrounding transaction commits, at once outside of one.

    A broker that is down is logged and does not fail the verb: the app's sweep dispatches again.
    `expires` is in seconds, for tasks that a sweep repeats anyway.
    """

    def send() -> None:  # a function, because Django logs a failure by its name
        _dispatcher().send(task, args, expires)

    transaction.on_commit(send, robust=True)


def dispatch_each(task: str, ids: Sequence[str]) -> None:
    """Dispatch the task once for each id as `dispatch` does, over one connection where the
    dispatcher can."""

    def send_each() -> None:
        _dispatcher().send_each(task, ids)

    if ids:
        transaction.on_commit(send_each, robust=True)


def dispatch_now(task: str, *args: Any, expires: float | None = None) -> bool:
    """Dispatch the task by name, whatever the transaction; False when the broker can't be
    reached."""
    dispatcher = _dispatcher()
    try:
        dispatcher.send(task, args, expires)
    except dispatcher.FAILURES as error:
        log.warning("broker_unreachable", task=task, error=str(error))
        return False
    return True


def dispatch_in_batches(
    task: str, ids: Sequence[Any], *, size: int, expires: float | None = None
) -> None:
    """Dispatch the task once for each `size` ids as `dispatch` does; ids travel as text. A broker
    that can't be reached is asked for the first of them alone."""

    def send_batches() -> None:
        for start in range(0, len(ids), size):
            batch = [str(one) for one in ids[start : start + size]]
            _dispatcher().send(task, [batch], expires)

    if ids:
        transaction.on_commit(send_batches, robust=True)


def _dispatcher() -> ModuleType:
    """Return core.dispatch.through_celery, or over_socket in processes that must not load
    Celery.
    """
    return import_module(settings.DISPATCHER)
