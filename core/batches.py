"""Works on batches of rows, of which one that fails stops none of the others.

A row that can't be worked on is set aside: its id and what went wrong are logged, and the caller
may write the reason into the row. What is no row's fault is raised, so that the whole batch comes
again: an outage of the database, or no memory.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

import structlog
from django.db import InterfaceError, OperationalError, transaction

T = TypeVar("T")
R = TypeVar("R")
SetAside = Callable[[T], object]
NO_ROWS_FAULT: tuple[type[Exception], ...] = (OperationalError, InterfaceError, MemoryError)

log = structlog.get_logger(__name__)


def each(
    rows: Iterable[T],
    work: Callable[[T], R],
    *,
    event: str,
    id_of: Callable[[T], object] = str,
    set_aside: SetAside[T] | None = None,
    is_outage: Callable[[Exception], bool] | None = None,
) -> list[R]:
    """Call `work` with one row after the other, and return the results of those that succeeded.

    A row that fails is logged as `event` with its `id_of`, and given to `set_aside`. What
    `is_outage` says is no row's fault is raised, as NO_ROWS_FAULT is. Opens no transaction: `work`
    may be slow.
    """
    answers = []
    for row in rows:
        try:
            answers.append(work(row))
        except NO_ROWS_FAULT:
            raise
        except Exception as error:  # whatever it is, it is this row's alone
            if is_outage and is_outage(error):
                raise
            _log(event, id_of(row), error)
            if set_aside:
                set_aside(row)
    return answers


def together(
    rows: Sequence[T],
    work: Callable[[Sequence[T]], object],
    *,
    event: str,
    id_of: Callable[[T], object],
    set_aside: SetAside[T],
) -> None:
    """Call `work` with all rows at once, in a savepoint of its own.

    Where that fails it is rolled back and each half is tried in turn, until the rows that fail
    stand alone: those are logged as `event` with their `id_of` and given to `set_aside`, in the
    surrounding transaction. `work` may therefore be called several times with the same row.
    """
    if not rows:
        return
    try:
        with transaction.atomic():
            work(rows)
    except NO_ROWS_FAULT:
        raise
    except Exception as error:  # noqa: BLE001  # whatever it is, it is some row's alone
        if len(rows) == 1:
            _log(event, id_of(rows[0]), error)
            set_aside(rows[0])
            return
        half = len(rows) // 2
        for part in (rows[:half], rows[half:]):
            together(part, work, event=event, id_of=id_of, set_aside=set_aside)


def _log(event: str, id: object, error: Exception) -> None:
    log.error(event, id=str(id), error=type(error).__name__, exc_info=error)
