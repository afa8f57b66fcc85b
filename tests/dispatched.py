"""Runs the tasks that wait in Valkey here and now, as a worker would.

The broker is the real one; only the worker's loop is ours, so that a test says when it runs.
"""

from collections.abc import Callable, Iterator

import pytest
from celery import current_app
from kombu import Queue

QUEUES = ("default", "messages", "media", "extras")
Answer = Callable[[], list[str]]


def take_waiting() -> list[tuple[str, list[object]]]:
    """Take every waiting task off the queues and return their names and arguments."""
    with current_app.connection_for_read() as connection:
        channel = connection.default_channel
        return [task for queue in QUEUES for task in _taken(Queue(queue)(channel))]


def _taken(queue: Queue) -> Iterator[tuple[str, list[object]]]:
    while message := queue.get():
        message.ack()
        yield str(message.headers["task"]), list(message.payload[0])


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
