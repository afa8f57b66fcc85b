"""Runs several calls at the same instant, each on a connection of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

from django.db import connection, connections

T = TypeVar("T")


def at_once(*verbs: Callable[[], T]) -> list[T]:
    """Run each call in a thread with its own connection; a barrier lets all begin together."""
    start = Barrier(len(verbs))

    def run(verb: Callable[[], T]) -> T:
        connection.ensure_connection()
        start.wait()
        try:
            return verb()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(verbs)) as pool:
        return list(pool.map(run, verbs))
