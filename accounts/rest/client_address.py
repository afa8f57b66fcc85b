"""Determines the network address that a request came from, as limits count it."""

from functools import cache
from ipaddress import IPv6Address, ip_address, ip_network

import structlog
from django.conf import settings
from django.http import HttpRequest

log = structlog.get_logger(__name__)

NETWORK_BITS = 64
"""The bits of an IPv6 network that a provider gives to one customer, who may use all of it."""
UNKNOWN = "unknown"


def find_counted_address(request: HttpRequest) -> str:
    """Return the client's IPv4 address or IPv6 network, or `unknown` behind a socket without any.

    X-Forwarded-For is believed only as far as settings.TRUSTED_PROXIES proxies wrote it: each
    appends the address that it saw, so whatever the client sent stands before them and is ignored.
    """
    forwarded = request.headers.get("X-Forwarded-For", "").split(",")
    believed = settings.TRUSTED_PROXIES
    if forwarded != [""] and not believed:
        _warn_of_a_proxy()
    seen = forwarded[-min(believed, len(forwarded))] if believed else ""
    return _counted(seen) or _counted(request.META.get("REMOTE_ADDR", "")) or UNKNOWN


@cache
def _warn_of_a_proxy() -> None:
    """Log, once in this process, that everyone behind a proxy may be counted as one client."""
    log.warning("forwarded_addresses_ignored", setting="TRUSTED_PROXIES")


def _counted(text: str) -> str:
    try:
        address = ip_address(_without_port(text.strip()))
    except ValueError:
        return ""
    if not isinstance(address, IPv6Address):
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    plain = str(address).partition("%")[0]  # a zone says which of our interfaces, not who
    return str(ip_network(f"{plain}/{NETWORK_BITS}", strict=False).network_address)


def _without_port(text: str) -> str:
    if text.startswith("["):
        return text[1:].partition("]")[0]
    return text.partition(":")[0] if text.count(":") == 1 else text
