"""Lets something happen between two steps of a request, as another request would."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from time import sleep
from typing import Any

from django.db import connection, connections


@contextmanager
def just_before(statement: str, act: Callable[[], object]) -> Iterator[None]:
    """Call `act` once, just before the first SQL statement that contains `statement` is run; fail
    where none is. It acts within the transaction of that statement, and is undone with it: where
    that matters, in a test whose rows are committed, let it act `elsewhere`."""
    waiting = [act]

    def run(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        if waiting and statement in sql:
            waiting.pop()()
        return execute(sql, *rest)

    with connection.execute_wrapper(run):
        yield
    assert not waiting, f"nothing ran {statement}"


def elsewhere(act: Callable[[], object]) -> Callable[[], None]:
    """Return what does `act` on a connection of its own, and waits for it."""

    def run() -> None:
        try:
            act()
        finally:
            connections.close_all()

    def wait() -> None:
        with ThreadPoolExecutor(1) as pool:
            pool.submit(run).result()

    return wait


class Other:
    """Another request, which begins while the test holds locks and ends once they are gone."""

    def __init__(self, act: Callable[[], object]) -> None:
        self._pool = ThreadPoolExecutor(1)
        self._act = act
        self._running: Future[object] | None = None

    def begin(self) -> None:
        """Begin it on a connection of its own, and return once it waits for a lock or is done."""
        pids: list[int] = []

        def run() -> object:
            try:
                with connection.cursor() as cursor:
                    cursor.execute("SELECT pg_backend_pid()")
                    pids.append(cursor.fetchone()[0])
                return self._act()
            finally:
                connections.close_all()

        self._running = self._pool.submit(run)
        while not self._running.done() and not (pids and _waits(pids[0])):
            sleep(0.01)

    def outcome(self) -> object:
        """Return what it returned, or raise what it raised."""
        assert self._running is not None, "it never began"
        with self._pool:
            return self._running.result()


def _waits(pid: int) -> bool:
    """Tell whether the connection waits for a lock."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT cardinality(pg_blocking_pids(%s)) > 0", [pid])
        return bool(cursor.fetchone()[0])
