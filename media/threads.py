"""Runs blocking work of the raw ASGI applications on threads: few of them use the database."""

import asyncio
import contextvars
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import ParamSpec, TypeVar

import structlog
from django.db import DatabaseError, InterfaceError, connections

from media.errors import Unavailable

P = ParamSpec("P")
T = TypeVar("T")

DATABASE_THREADS = 4
FILE_THREADS = 8

log = structlog.get_logger(__name__)
_database = ThreadPoolExecutor(DATABASE_THREADS, "kalm-database")
_files = ThreadPoolExecutor(FILE_THREADS, "kalm-files")


async def in_database(call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Run a query or verb on a database thread; Unavailable when the database can't be reached."""
    try:
        return await _run(_database, partial(_and_hang_up, partial(call, *args, **kwargs)))
    except (DatabaseError, InterfaceError) as error:
        log.exception("database_failed")
        raise Unavailable(retry_after=5) from error


async def in_files(call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Run slow file work on a thread that no query waits for."""
    return await _run(_files, partial(call, *args, **kwargs))


async def _run(pool: ThreadPoolExecutor, call: Callable[[], T]) -> T:
    context = contextvars.copy_context()
    return await asyncio.get_running_loop().run_in_executor(pool, partial(context.run, call))


def _and_hang_up(call: Callable[[], T]) -> T:
    """Give the connection back (to the pool, where there is one) after each piece of work."""
    try:
        return call()
    finally:
        connections.close_all()
