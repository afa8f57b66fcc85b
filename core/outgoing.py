"""Sends requests to addresses that somebody else named, such as a browser's push endpoint, without
letting them reach this host or its private network (server-side request forgery).

The check is made on the address that is about to be dialled, so that neither a name that resolves
to a private address nor one that changes between two look-ups gets through. Redirects are not
followed, proxies of the environment not used, and answers read to a small limit.
"""

import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from errno import EACCES
from functools import cache
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from django.conf import settings

NAT64 = IPv6Network("64:ff9b::/96")
GIVEN_OUT = IPv6Network("2000::/3")
"""All of IPv6 that IANA gives out to the internet: site-local, IPv4-compatible and translated
addresses lie elsewhere, and Python calls some of them global."""

UNROUTED = [
    ip_network(one)
    for one in (
        "192.88.99.0/24",  # relays of 6to4, withdrawn by RFC 7526
        "2001:20::/28",  # hashes of keys (ORCHIDv2, RFC 7343)
        "3fff::/20",  # documentation (RFC 9637)
    )
]
"""Special ranges of which Python versions of today say that they are global."""

LONGEST_ANSWER = 4096  # bytes; more is not read
LONGEST_ADDRESS = 1000  # characters
NOT_PUBLIC = "address_not_public"

Address = IPv4Address | IPv6Address


class NotPublic(OSError):
    """The address that was about to be dialled is none of the public internet."""

    def __init__(self) -> None:
        super().__init__(EACCES, NOT_PUBLIC)


def may_dial(text: str) -> bool:
    """Tell whether an IP address is on the public internet. One that stands for an IPv4 address
    (mapped, 6to4, NAT64) counts as that. Loopback is allowed where settings.OUTGOING_LOOPBACK
    says so."""
    found = _meant(ip_address(text.partition("%")[0]))
    if found.is_loopback:
        return bool(settings.OUTGOING_LOOPBACK)
    if isinstance(found, IPv6Address) and found not in GIVEN_OUT:
        return False
    special = found.is_multicast or found.is_reserved or any(found in one for one in UNROUTED)
    return found.is_global and not special


@dataclass
class Traffic:
    """Traffic is what went out while `public_only` held: whether an address was refused, and of the
    last request its method, whether any part of it had left, and its complete answer (status 0
    without one)."""

    was_refused: bool = False
    has_left: bool = False
    method: str = ""
    status: int = 0
    answer: bytes = b""


_traffic: ContextVar[Traffic | None] = ContextVar("traffic", default=None)


@contextmanager
def public_only() -> Iterator[Traffic]:
    """Let this thread dial public addresses alone, whichever library does: Python announces each
    connection before it is made. For libraries that take no session of ours. What they send by
    `requests` goes by no proxy of the environment."""
    _watch_connections()
    _watch_requests()
    traffic = Traffic()
    before = _traffic.set(traffic)
    try:
        yield traffic
    finally:
        _traffic.reset(before)


@cache
def _watch_connections() -> None:
    """Watch this process's connections from now on; such a hook can't be taken away again."""
    sys.addaudithook(_heard)


@cache
def _watch_requests() -> None:
    """Let `requests` make sessions of ours from now on, which differ only within `public_only`."""
    # Here, because only few processes need it.
    from requests import PreparedRequest, Response, sessions

    class Watched(sessions.Session):
        def __init__(self) -> None:
            super().__init__()
            self.trust_env = _traffic.get() is None

        def send(self, request: PreparedRequest, **kwargs: Any) -> Response:
            traffic = _traffic.get() or Traffic()
            traffic.has_left, traffic.method = False, request.method or ""
            traffic.status, traffic.answer = 0, b""
            answer = super().send(request, **kwargs)
            traffic.status, traffic.answer = answer.status_code, answer.content
            return answer

    sessions.Session = Watched  # type: ignore[misc]  # types say a class stays


def _heard(event: str, args: tuple[Any, ...]) -> None:
    if event not in {"socket.connect", "http.client.send"}:
        return
    traffic = _traffic.get()
    if traffic is None:
        return
    if event == "http.client.send":
        traffic.has_left = True
    elif not _may_reach(args[1]):
        traffic.was_refused = True
        raise NotPublic


def _may_reach(target: object) -> bool:
    """Tell whether a socket may connect there: not to a name, nor to a socket of this machine."""
    try:
        return isinstance(target, tuple) and may_dial(str(target[0]))
    except ValueError:
        return False


def is_acceptable(url: str) -> bool:
    """Tell whether an address may be kept to be sent to later: https at its usual port, without a
    name and password in it, and no private IP address. What a name resolves to is checked when it
    is dialled."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return False
    if not host or len(url) > LONGEST_ADDRESS or parts.username or parts.fragment:
        return False
    try:
        literal = ip_address(host)
    except ValueError:
        return parts.scheme == "https" and port in {None, 443} and "." in host.strip(".")
    if literal.is_loopback and settings.OUTGOING_LOOPBACK:
        return parts.scheme in {"http", "https"}
    return parts.scheme == "https" and port in {None, 443} and may_dial(host)


def open_session(*, most: int, seconds: float) -> aiohttp.ClientSession:
    """Return a session that dials public addresses alone, with at most `most` connections, and
    ends each request after `seconds`. Use it within one event loop, and close it."""
    connector = aiohttp.TCPConnector(limit=most, socket_factory=_guarded, ttl_dns_cache=60)
    return aiohttp.ClientSession(
        connector=connector,
        timeout=aiohttp.ClientTimeout(total=seconds, connect=seconds / 2),
        cookie_jar=aiohttp.DummyCookieJar(),
        trust_env=False,
        auto_decompress=False,
    )


async def read_some(answer: aiohttp.ClientResponse) -> bytes:
    """Return the beginning of an answer, so that its connection can serve the next request; what
    is longer than LONGEST_ANSWER ends the connection."""
    body = await answer.content.read(LONGEST_ANSWER)
    if not answer.content.at_eof():
        answer.close()
    return body


def is_not_public(error: BaseException) -> bool:
    """Tell whether a request failed because its address is none of the public internet."""
    return isinstance(error, OSError) and NOT_PUBLIC in str(error)


def _guarded(info: Any) -> socket.socket:
    family, kind, protocol, _name, target = info
    if not may_dial(str(target[0])):
        raise NotPublic
    return socket.socket(family=family, type=kind, proto=protocol)


def _meant(address: Address) -> Address:
    """Return the IPv4 address that an IPv6 one stands for, or the address itself."""
    if isinstance(address, IPv4Address):
        return address
    if address in NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or address
