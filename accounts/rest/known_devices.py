"""A browser or app remembers, in a signed cookie, the accounts that signed in on it.

Wrong passwords that strangers try elsewhere then don't keep these accounts out here: tries on a
known device have a limit of their own (password_tries.py). The cookie opens nothing by itself.
See https://owasp.org/www-community/Slow_Down_Online_Guessing_Attacks_with_Device_Cookies.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase
from django.utils.crypto import get_random_string, salted_hmac

COOKIE = "known_device"
SALT = "accounts.known-device"
LIFETIME = 180 * 24 * 3600  # seconds since the last sign-in
MOST = 20  # accounts per device: a tablet that a shift shares
_SIGNED_IN = "_signed_in_as"


@dataclass(frozen=True)
class Device:
    """Represents a device as its cookie describes it: an id, and a keyed digest per account, newest
    first."""

    id: str
    accounts: tuple[str, ...] = ()

    def knows(self, account: str) -> bool:
        """Return whether this account, a normal address, signed in here before."""
        return _digest(account) in self.accounts


def device_of(request: HttpRequest) -> Device | None:
    """Return the device that the cookie names; None without one, and for one that we didn't make
    or that is too old."""
    try:
        id_, accounts = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=LIFETIME)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Device(id_, tuple(accounts))


def remember(request: HttpRequest, account: str) -> None:
    """Let the answer to this request tell the device that the account signed in on it."""
    setattr(request, _SIGNED_IN, account)


class KnownDevices:
    """Writes, as middleware, the cookie after a sign-in, whichever entry point it came through."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if account := getattr(request, _SIGNED_IN, None):
            _write(response, device_of(request), account)
        return response


def _write(response: HttpResponseBase, device: Device | None, account: str) -> None:
    own = _digest(account)
    others = [one for one in device.accounts if one != own] if device else []
    id_ = device.id if device else get_random_string(22)
    response.set_cookie(
        COOKIE,
        signing.dumps((id_, [own, *others][:MOST]), salt=SALT),
        max_age=LIFETIME,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _digest(account: str) -> str:
    return salted_hmac(SALT, account, algorithm="sha256").hexdigest()[:32]
