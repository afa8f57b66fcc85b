"""Runs the tasks that wait in Valkey here and now, as a worker would.

The broker is the real one; only the worker's loop is ours, so that a test says when it runs.
"""

from collections.abc import Callable
from queue import Empty

import pytest
from celery import current_app

QUEUES = ("default", "messages", "media", "extras")
Answer = Callable[[], list[str]]


def _next(queue: str) -> tuple[str, list[object]] | None:
    """Take one waiting task off the queue, and return its name and arguments."""
    with current_app.connection_for_read() as connection:
        waiting = connection.SimpleQueue(queue)
        try:
            message = waiting.get(block=False)
        except Empty:
            return None
        finally:
            waiting.close()
        message.ack()
        return str(message.headers["task"]), list(message.payload[0])


def take_waiting() -> list[tuple[str, list[object]]]:
    """Take every waiting task off the queues and return their names and arguments."""
    found = []
    for queue in QUEUES:
        while one := _next(queue):
            found.append(one)
    return found


@pytest.fixture
def run_dispatched() -> Answer:
    """Run every task that waits now and return their names. Starts from empty queues."""
    take_waiting()

    def answer() -> list[str]:
        current_app.loader.import_default_modules()
        waiting = take_waiting()
        for name, arguments in waiting:
            current_app.tasks[name].apply(args=tuple(arguments), throw=True)
        return [name for name, _arguments in waiting]

    return answer
