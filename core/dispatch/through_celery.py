"""Dispatches tasks through Celery itself, in every process that carries it anyway."""

from collections.abc import Sequence
from typing import Any

from celery import current_app
from kombu.exceptions import OperationalError

FAILURES = (OperationalError, OSError)


def send(task: str, args: Sequence[Any], expires: float | None) -> None:
    """Ask for `task` soon; `expires` in seconds. One of FAILURES without a broker."""
    current_app.send_task(task, args=list(args), expires=expires, retry=False)


def send_each(task: str, ids: Sequence[str]) -> None:
    """Ask for `task` soon, once for each id."""
    for id in ids:
        send(task, [id], None)
