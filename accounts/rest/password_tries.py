"""Limits how often passwords may be tried, counted in Valkey before each check.

A stranger's tries count by account and network address, by address, and, with a higher bound, by
account alone: many addresses together guess slowly, and one can't keep the account's person out.
A device on which the account signed in before has a limit of its own, whatever strangers do.
A try with the right password is not counted.
"""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass

from allauth.core.internal import ratelimit
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import ngettext

from accounts.models import Person
from accounts.rest.client_address import find_counted_address
from accounts.rest.known_devices import device_of

APP = "kalm"
CODE = "too_many_login_attempts"
_REFUSED = "_tries_refused_for"


@dataclass(frozen=True)
class Limit:
    """Allows a number of tries in a number of seconds, over all tries with the same key."""

    name: str
    tries: int
    seconds: int
    key: str

    @property
    def rate(self) -> str:
        return f"{self.tries}/{self.seconds}s/key"


class TooManyTries(ValidationError):
    """A limit was reached, and the password was not looked at. `retry_after` is in seconds."""

    def __init__(self, retry_after: int) -> None:
        minutes = math.ceil(retry_after / 60)
        message = ngettext(
            "Too many tries. Try again in a minute.",
            "Too many tries. Try again in %(minutes)s minutes.",
            minutes,
        )
        super().__init__(message, code=CODE, params={"minutes": minutes})
        self.retry_after = retry_after


def count(request: HttpRequest, account: str) -> ratelimit.RateLimitUsage:
    """Count a try at the account, a normal address, and return what takes it back. TooManyTries
    where a limit is reached; the try is not counted then, and the answer is 429 with Retry-After.
    """
    address, device = find_counted_address(request), _known_device(request, account)
    # Each check costs a hash, the right password's too: these are never taken back.
    checks = Limit("device_checks", 30, 60, device) if device else None
    _consume(request, [checks or Limit("address_checks", 60, 60, address)])
    if device:
        return _consume(request, _of_device(account, device))
    return _consume(request, [Limit("address", 10, 60, address), *_of_stranger(account, address)])


def count_link(request: HttpRequest, account: str) -> None:
    """Count that somebody asked for a link to choose the account's password; TooManyTries as for
    a try. Strangers who ask again and again don't keep the person from asking on their device."""
    address, device = find_counted_address(request), _known_device(request, account)
    if device:
        _consume(request, [Limit("device_links", 5, 60, f"{account} {device}")])
        return
    _consume(
        request,
        [
            Limit("address_links", 20, 60, address),
            Limit("account_and_address_links", 5, 60, f"{account} {address}"),
            # So that it takes many addresses to use up what all have together.
            Limit("account_and_address_links", 10, 3600, f"{account} {address}"),
            Limit("account_links", 60, 3600, account),
        ],
    )


def forget(request: HttpRequest, account: str) -> None:
    """Begin anew for the account, on this device and from this address."""
    limits = _of_stranger(account, find_counted_address(request))
    if device := _known_device(request, account):
        limits += _of_device(account, device)
    for limit in limits:
        ratelimit.clear(request, **_named(limit))


class TriesRefused:
    """Answers, as middleware, 429 with Retry-After where a limit was reached, whichever entry point
    asked: the API's sign-in or the operator's page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if seconds := getattr(request, _REFUSED, None):
            response.status_code = 429
            response.headers["Retry-After"] = str(seconds)
        return response


def _consume(request: HttpRequest, limits: list[Limit]) -> ratelimit.RateLimitUsage:
    """Count one of each limit, or none where one of them is reached."""
    counted = ratelimit.RateLimitUsage(usage=[])
    for limit in limits:
        usage = ratelimit.consume(request, limit_get=True, **_named(limit))
        if usage is None:
            counted.rollback()
            refusal = TooManyTries(_seconds_left(request, limit))
            setattr(request, _REFUSED, refusal.retry_after)
            raise refusal
        counted.usage += usage.usage
    return counted


def _of_stranger(account: str, address: str) -> list[Limit]:
    """Return the limits of unknown devices. One address has 20 tries an hour, so that it never uses
    up the 50 that all have together."""
    return [
        Limit("account_and_address", 5, 300, f"{account} {address}"),
        Limit("account_and_address", 20, 3600, f"{account} {address}"),
        Limit("account", 50, 3600, account),
    ]


def _of_device(account: str, device: str) -> list[Limit]:
    return [
        Limit("device", 10, 300, f"{account} {device}"),
        Limit("device", 50, 3600, f"{account} {device}"),
    ]


def _known_device(request: HttpRequest, account: str) -> str | None:
    """Return what names the device among those where the account signed in: its cookie, or the
    session of a client without cookies that is signed in as the account now."""
    device = device_of(request)
    if device and device.knows(account):
        return device.id
    person = request.user
    if isinstance(person, Person) and person.email == account:
        return request.session.session_key
    return None


def _named(limit: Limit) -> dict[str, object]:
    return {
        "app": APP,
        "action": limit.name,
        "config": {limit.name: limit.rate},
        "key": limit.key,
    }


def _seconds_left(request: HttpRequest, limit: Limit) -> int:
    [rate] = ratelimit.parse_rates(limit.rate)
    key = ratelimit.get_cache_key(request, app=APP, action=limit.name, rate=rate, key=limit.key)
    tries: list[float] = cache.get(key, [])  # instants, newest first
    if len(tries) < limit.tries:
        return 1  # another request held the counter
    return max(1, math.ceil(tries[limit.tries - 1] + limit.seconds - time.time()))
