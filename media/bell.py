"""Rings Celery by a task's name. The row is the truth: a bell that nobody hears costs a sweep."""

import structlog
from celery import current_app
from kombu.exceptions import OperationalError

log = structlog.get_logger(__name__)


def ring(task: str, *arguments: str, expires: int | None = None) -> bool:
    """Ask for `task` soon; `expires` in seconds. False when the broker can't be reached."""
    try:
        current_app.send_task(task, args=list(arguments), expires=expires, retry=False)
    except (OperationalError, OSError) as error:
        log.warning("bell_unheard", task=task, error=str(error))
        return False
    return True
