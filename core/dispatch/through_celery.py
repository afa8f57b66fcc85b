"""Dispatches tasks through Celery itself, in every process that has it loaded."""

from collections.abc import Sequence
from typing import Any

from celery import current_app
from kombu.exceptions import OperationalError

FAILURES = (OperationalError, OSError)


def send(task: str, args: Sequence[Any], expires: float | None) -> None:
    """Dispatch `task`; `expires` is in seconds. Raises one of FAILURES without a broker."""
    current_app.send_task(task, args=list(args), expires=expires, retry=False)


def send_each(task: str, ids: Sequence[str]) -> None:
    """Dispatch `task` once for each id."""
    for id in ids:
        send(task, [id], None)
