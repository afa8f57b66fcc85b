"""Browsers at other network addresses, and tries at passwords."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from accounts.rest import password_tries
from tests.accounts.conftest import Browser
from tests.cast import PASSWORD, code_of

EMMA = "emma@haven.example"
TOM = "tom@haven.example"
WRONG = "een-verkeerd-wachtwoord"


def at(address: str) -> Browser:
    """A browser that never signed in before, at this network address."""
    browser = Browser()
    browser.client.defaults["REMOTE_ADDR"] = address
    return browser


def use_up(browser: Browser, email: str = EMMA, times: int = 5) -> None:
    for _ in range(times):
        answer = browser.sign_in(email, WRONG)
        assert code_of(answer) == "email_password_mismatch"


def is_refused(answer: Any) -> bool:
    return (answer.status_code, code_of(answer)) == (429, "too_many_login_attempts")


def count(email: str, address: str) -> None:
    """A try, without the hashing, which takes longer than all the rest."""
    request = RequestFactory().post("/", REMOTE_ADDR=address)
    request.user = AnonymousUser()
    password_tries.count(request, email)


def use_up_for_all_strangers(email: str) -> None:
    """Fifty tries, from ten addresses."""
    for number in range(50):
        count(email, f"203.0.113.{number % 10}")
    assert is_refused(at("203.0.113.99").sign_in(email, PASSWORD))


def tries_until_refused(email: str, address: str) -> int:
    for number in range(1000):
        try:
            count(email, address)
        except password_tries.TooManyTries:
            return number
    raise AssertionError("never refused")
