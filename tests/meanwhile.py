"""Lets something happen between two steps of a request, as another request would."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
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
