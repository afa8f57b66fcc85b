"""Serves two probes: `/healthz` tells that this process answers, `/readyz` that it can do its work,
part by part.

A middleware, ahead of everything: a probe asks by address, without a known host name, a session
or HTTPS. What is wrong in detail goes to the log; the answer only says which part.

`degraded` names what is wrong and takes nothing out of rotation, with a code and since when: while
mail does not leave, people can still practise, and another process would send none either.
"""

import tempfile
import uuid
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import wait as wait_for
from pathlib import Path
from typing import Any

import structlog
from django.core.cache import cache
from django.core.files.storage import FileSystemStorage, default_storage
from django.db import connection
from django.http import HttpRequest, HttpResponseBase, JsonResponse

from deploy import heartbeat
from media.store import get_store
from notifications.queries import outages

Degraded = dict[str, dict[str, str]]
log = structlog.get_logger(__name__)
PATIENCE = 3.0  # seconds for all parts together; a part that takes longer is not ready
# Threads, because a part may hang: the drivers' own time-outs are longer than a probe waits.
_probes = ThreadPoolExecutor(max_workers=8, thread_name_prefix="readyz")
_broken: set[str] = set()


def database() -> None:
    """Check that PostgreSQL runs a statement."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    finally:
        connection.close()


def valkey() -> None:
    """Check that Valkey keeps a value."""
    name, value = f"readyz:{uuid.uuid4()}", uuid.uuid4().hex
    cache.set(name, value, timeout=10)
    if cache.get(name) != value:
        raise RuntimeError("Valkey did not return what was stored")
    cache.delete(name)


def storage() -> None:
    """Check that the store takes bytes of uploads, and the storage of recordings answers: on a disk
    a file can be written. With both in a bucket no disk is looked at, for none is needed."""
    get_store().check()
    if isinstance(default_storage, FileSystemStorage):
        folder = Path(default_storage.location)
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(b"readyz")
            probe.flush()
    else:
        default_storage.exists("readyz")


def worker() -> None:
    """Check that every queue has a worker that was alive moments ago."""
    missing = heartbeat.silent_queues()
    if missing:
        raise RuntimeError(f"No worker for {', '.join(missing)}")


PARTS: dict[str, Callable[[], None]] = {
    "database": database,
    "valkey": valkey,
    "storage": storage,
    "worker": worker,
}


def channels_down() -> Degraded:
    """Return the channels of messages through which nothing leaves, each with a code and since
    when."""
    try:
        return {
            row.channel: {"reason": row.reason, "since": row.since.isoformat()} for row in outages()
        }
    finally:
        connection.close()


def readiness() -> tuple[dict[str, bool], Degraded]:
    """Check all parts at the same time, and return whether each works, and what is degraded."""
    asked = {name: _probes.submit(part) for name, part in PARTS.items()}
    degraded = _probes.submit(channels_down)
    everything: list[Future[Any]] = [*asked.values(), degraded]
    wait_for(everything, timeout=PATIENCE)
    known = degraded.done() and degraded.exception() is None  # else the database is away
    return (
        {name: _works(name, future) for name, future in asked.items()},
        degraded.result() if known else {},
    )


def _works(name: str, asked: Future[None]) -> bool:
    """Tell whether this part works; a change is logged, once, with its reason."""
    error = asked.exception() if asked.done() else TimeoutError(f"no answer in {PATIENCE} s")
    if error and name not in _broken:
        _broken.add(name)
        log.warning("part not ready", part=name, error=repr(error))
    elif error is None and name in _broken:
        _broken.discard(name)
        log.info("part ready again", part=name)
    asked.cancel()
    return error is None


class Health:
    """Answers the two probes, and passes on every other request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer 200 with what works, or 503 where a part does not."""
        if request.path == "/healthz":
            return _answer({"alive": True}, 200)
        if request.path == "/readyz":
            parts, degraded = readiness()
            body = {"ready": all(parts.values()), "parts": parts, "degraded": degraded}
            return _answer(body, _status(parts))
        return self._get_response(request)


def _status(parts: dict[str, bool]) -> int:
    return 200 if all(parts.values()) else 503


def _answer(body: dict[str, object], status: int) -> JsonResponse:
    answer = JsonResponse(body, status=status, headers={"Cache-Control": "no-store"})
    # Django would log each 503 as an error, every few seconds; the change was logged above.
    answer._has_been_logged = True  # type: ignore[attr-defined]
    return answer
