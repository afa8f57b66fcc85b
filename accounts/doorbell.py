"""Telling a worker that a row waits. The row is the truth: a lost ring costs time, never work."""

from collections.abc import Sequence
from typing import Any

from celery import current_app
from django.db import transaction


def ring(task: str, *args: Any, expires: float | None = None) -> None:
    """Sends the task by name once the surrounding transaction commits, at once outside of one.

    A broker that is down is logged and does not fail the verb: the app's sweep rings again.
    `expires` is in seconds, for rings that a sweep repeats anyway.
    """

    def send() -> None:  # a function, because Django logs a failure by its name
        current_app.send_task(task, args=args, expires=expires, retry=False)

    transaction.on_commit(send, robust=True)


def ring_in_batches(task: str, ids: Sequence[Any], *, size: int, **options: Any) -> None:
    """One ring for each `size` ids; ids travel as text."""
    for start in range(0, len(ids), size):
        ring(task, [str(one) for one in ids[start : start + size]], **options)
