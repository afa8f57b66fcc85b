"""Dispatches tasks without Celery: writes a task's message into its queue in Valkey over a bare
socket.

For the receiver (docs/decisions/dispatch-over-a-bare-socket.md). The message is Celery's task
protocol 2 in kombu's envelope for Redis; a test holds both against what the installed Celery sends.
https://docs.celeryq.dev/en/stable/internals/protocol.html
"""

import base64
import json
import os
import socket
import ssl
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from fnmatch import fnmatchcase
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit
from uuid import uuid4

from django.conf import settings

PATIENCE = 5.0  # seconds for each answer of the broker, as CELERY_BROKER_TRANSPORT_OPTIONS has it
FAILURES = (OSError,)
UNUSED = ("eta", "group", "group_index", "ignore_result", "parent_id", "shadow", "stamped_headers")


def send(task: str, args: Sequence[Any], expires: float | None) -> None:
    """Dispatch `task`; `expires` is in seconds. OSError when the broker can't be reached."""
    route = route_of(task)
    push(settings.CELERY_BROKER_URL, route.key, message(task, args, expires, route))


def send_each(task: str, ids: Sequence[str]) -> None:
    """Dispatch `task` once for each id, over one connection."""
    route = route_of(task)
    messages = [message(task, [id], None, route) for id in ids]
    push(settings.CELERY_BROKER_URL, route.key, *messages)


@dataclass(frozen=True)
class Route:
    """A route names the queue and the priority of a task. kombu keeps four lists for the priorities
    of each queue; 0 is served first."""

    queue: str
    priority: int = 0

    @property
    def key(self) -> str:
        step = self.priority // 3 * 3
        return f"{self.queue}\x06\x16{step}" if step else self.queue


def route_of(task: str) -> Route:
    """Return the route that Celery's settings give a task of this name."""
    for pattern, route in settings.CELERY_TASK_ROUTES.items():
        if fnmatchcase(task, pattern):
            return Route(**route)
    return Route(settings.CELERY_TASK_DEFAULT_QUEUE)


def message(task: str, args: Sequence[Any], expires: float | None, route: Route) -> bytes:
    """Return the message that Celery itself would write for this task, in its protocol 2."""
    id = str(uuid4())
    until = datetime.now(UTC) + timedelta(seconds=expires) if expires is not None else None
    embed = dict.fromkeys(("callbacks", "errbacks", "chain", "chord"))
    body = json.dumps([list(args), {}, embed]).encode()
    headers = dict.fromkeys(UNUSED) | {
        "lang": "py",
        "task": task,
        "id": id,
        "root_id": id,
        "expires": until.isoformat() if until else None,
        "retries": 0,
        "timelimit": [None, None],
        "argsrepr": repr(list(args)),
        "kwargsrepr": "{}",
        "origin": f"{os.getpid()}@{socket.gethostname()}",
        "replaced_task_nesting": 0,
        "stamps": {},
    }
    properties = {
        "correlation_id": id,
        "reply_to": "",
        "delivery_mode": 2,
        "delivery_info": {"exchange": "", "routing_key": route.queue},
        "priority": route.priority,
        "body_encoding": "base64",
        "delivery_tag": str(uuid4()),
    }
    if expires is not None:
        properties["expiration"] = str(int(expires * 1000))
    envelope = {
        "body": base64.b64encode(body).decode(),
        "content-encoding": "utf-8",
        "content-type": "application/json",
        "headers": headers,
        "properties": properties,
    }
    return json.dumps(envelope).encode()


def push(url: str, key: str, *values: bytes) -> None:
    """Run LPUSH at the Valkey or Redis behind
    redis(s)://[[user]:password@]host[:port][/database].
    """
    parts = urlsplit(url)
    commands: list[list[bytes]] = []
    if parts.password:
        login = [unquote(part).encode() for part in (parts.username, parts.password) if part]
        commands.append([b"AUTH", *login])
    commands.append([b"SELECT", parts.path.strip("/").encode() or b"0"])
    commands.append([b"LPUSH", key.encode(), *values])
    address = (parts.hostname or "127.0.0.1", parts.port or 6379)
    with socket.create_connection(address, PATIENCE) as link:
        if parts.scheme == "rediss":
            link = _tls_context(parts.query).wrap_socket(link, server_hostname=address[0])
        with link, link.makefile("rb") as answers:
            link.sendall(b"".join(map(_command, commands)))
            for _ in commands:
                answer = answers.readline()
                if not answer.startswith((b"+", b":")):
                    raise OSError(f"the broker said {answer.decode(errors='replace').strip()!r}")


def _command(words: Sequence[bytes]) -> bytes:
    """Encode a command in RESP, the protocol of Redis: an array of texts with their lengths in
    bytes."""
    parts = [b"$%d\r\n%b\r\n" % (len(word), word) for word in words]
    return b"*%d\r\n%b" % (len(words), b"".join(parts))


def _tls_context(query: str) -> ssl.SSLContext:
    """Return the TLS context of a rediss:// URL: Celery requires ?ssl_cert_reqs=... in it, and
    ssl_ca_certs names a file."""
    asked = {name: values[-1] for name, values in parse_qs(query).items()}
    context = ssl.create_default_context(cafile=asked.get("ssl_ca_certs"))
    if asked.get("ssl_cert_reqs", "").lower().removeprefix("cert_") == "none":
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context
