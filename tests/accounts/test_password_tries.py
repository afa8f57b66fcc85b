"""Tries at a password are limited by account, network address and device."""

import time
from contextlib import suppress
from types import SimpleNamespace
from typing import Any

import pytest
from allauth.core.internal import ratelimit
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.test import Client, RequestFactory

from accounts import services
from accounts.models import Person
from accounts.rest import password_tries
from accounts.rest.known_devices import COOKIE
from core.hashing import NormalisedArgon2
from tests.accounts.conftest import APP, BROWSER
from tests.accounts.strangers import (
    EMMA,
    TOM,
    WRONG,
    at,
    is_refused,
    tries_until_refused,
    use_up,
    use_up_for_all_strangers,
)
from tests.cast import PASSWORD, Cast, code_of

pytestmark = pytest.mark.slow

NEW = "nog-veel-kalmer-woord"


@pytest.fixture(autouse=True)
def _limits(cast: Cast, fresh_limits: None) -> None:
    """Each test begins with the cast and nothing counted."""


def test_who_tries_elsewhere_does_not_keep_the_person_out() -> None:
    stranger = at("203.0.113.7")
    use_up(stranger)
    assert is_refused(stranger.sign_in(EMMA, PASSWORD))
    assert at("198.51.100.4").sign_in(EMMA, PASSWORD).status_code == 200


def test_a_refusal_says_when_to_try_again_in_both_languages() -> None:
    stranger = at("203.0.113.7")
    use_up(stranger)
    dutch = stranger.sign_in(EMMA, PASSWORD, **{"Accept-Language": "nl"})
    assert 240 < int(dutch["Retry-After"]) <= 300
    assert dutch.json()["detail"] == "Te veel pogingen. Probeer het over 5 minuten nog eens."
    english = stranger.sign_in(EMMA, PASSWORD, **{"Accept-Language": "en"})
    assert english.json()["detail"] == "Too many tries. Try again in 5 minutes."


def test_after_the_wait_the_right_password_signs_in(monkeypatch: pytest.MonkeyPatch) -> None:
    stranger = at("203.0.113.7")
    use_up(stranger)
    later = int(stranger.sign_in(EMMA, PASSWORD)["Retry-After"])
    clock = SimpleNamespace(
        time=lambda: time.time() + later, monotonic=time.monotonic, sleep=time.sleep
    )
    monkeypatch.setattr(ratelimit, "time", clock)
    assert stranger.sign_in(EMMA, PASSWORD).status_code == 200


def test_many_addresses_together_have_fifty_tries_an_hour() -> None:
    use_up_for_all_strangers(EMMA)
    refused = at("203.0.113.99").sign_in(EMMA, PASSWORD)
    assert int(refused["Retry-After"]) > 300
    assert at("203.0.113.99").sign_in(TOM, PASSWORD).status_code == 200


def test_one_address_alone_never_uses_up_what_all_have(monkeypatch: pytest.MonkeyPatch) -> None:
    tried = 0
    for number in range(11):  # every five minutes, for an hour less one try
        clock = SimpleNamespace(
            time=lambda passed=number * 301: time.time() + passed,
            monotonic=time.monotonic,
            sleep=time.sleep,
        )
        monkeypatch.setattr(ratelimit, "time", clock)
        tried += tries_until_refused(EMMA, "203.0.113.7")
    assert tried == 20
    assert at("198.51.100.4").sign_in(EMMA, PASSWORD).status_code == 200


def test_a_device_that_signed_in_before_is_spared_when_strangers_used_up_all() -> None:
    own = at("198.51.100.4")
    own.sign_in(EMMA, PASSWORD)
    own.sign_out()
    use_up_for_all_strangers(EMMA)
    assert own.sign_in(EMMA, PASSWORD).status_code == 200


def test_a_known_device_has_a_limit_of_its_own() -> None:
    own = at("198.51.100.4")
    own.sign_in(EMMA, PASSWORD)
    own.sign_out()
    use_up(own, times=10)
    assert is_refused(own.sign_in(EMMA, PASSWORD))
    assert at("198.51.100.5").sign_in(EMMA, PASSWORD).status_code == 200


def test_a_device_is_known_to_those_alone_who_signed_in_on_it() -> None:
    toms = at("198.51.100.4")
    toms.sign_in(TOM, PASSWORD)
    toms.sign_out()
    use_up(toms, EMMA)
    assert is_refused(toms.sign_in(EMMA, PASSWORD))


def test_a_shared_device_is_known_to_each_who_signed_in_on_it() -> None:
    tablet = at("198.51.100.4")
    for email in (EMMA, TOM):
        tablet.sign_in(email, PASSWORD)
        tablet.sign_out()
    use_up_for_all_strangers(EMMA)
    assert tablet.sign_in(EMMA, PASSWORD).status_code == 200


@pytest.mark.parametrize("cookie", ["x", "WyJ4IixbXV0:1tT:forged", "{}", "\x00"])
def test_a_made_up_device_is_a_stranger(cookie: str) -> None:
    stranger = at("203.0.113.7")
    stranger.client.cookies[COOKIE] = cookie
    use_up(stranger)
    assert is_refused(stranger.sign_in(EMMA, PASSWORD))


def test_the_device_cookie_shows_no_address_and_no_script_reads_it() -> None:
    own = at("198.51.100.4")
    answer = own.sign_in(EMMA, PASSWORD)
    cookie = answer.cookies[COOKIE]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert "emma" not in cookie.value.lower()


def test_who_chose_a_new_password_begins_anew() -> None:
    own = at("203.0.113.7")
    use_up(own)
    assert is_refused(own.sign_in(EMMA, PASSWORD))
    key = services.make_password_key(person=Person.objects.get(email=EMMA))
    reset = {"key": key, "password": NEW}
    assert own.send("POST", f"{BROWSER}/auth/password/reset", reset).status_code == 200
    assert at("203.0.113.7").sign_in(EMMA, NEW).status_code == 200


def test_the_right_password_counts_as_no_try() -> None:
    for _ in range(6):
        assert at("198.51.100.4").sign_in(EMMA, PASSWORD).status_code == 200


def test_a_neighbour_in_the_same_network_keeps_no_known_device_out() -> None:
    own = at("198.51.100.4")
    own.sign_in(EMMA, PASSWORD)
    own.sign_out()
    neighbour = at("198.51.100.4")
    answers = [neighbour.sign_in(f"p{number}@haven.example", WRONG) for number in range(11)]
    assert is_refused(answers[-1])
    assert is_refused(neighbour.sign_in(TOM, PASSWORD))
    assert own.sign_in(EMMA, PASSWORD).status_code == 200


def test_checks_of_the_right_password_are_bounded_too() -> None:
    own = at("198.51.100.4")
    own.sign_in(EMMA, PASSWORD)
    own.sign_out()
    request = RequestFactory().post("/", REMOTE_ADDR="198.51.100.4")
    request.user, request.COOKIES = AnonymousUser(), {COOKIE: own.client.cookies[COOKIE].value}
    for _ in range(30):
        password_tries.count(request, EMMA).rollback()
    assert is_refused(own.sign_in(EMMA, PASSWORD))


def test_an_app_has_the_same_limits_as_a_browser() -> None:
    def sign_in(password: str) -> Any:
        body = {"email": EMMA, "password": password}
        client = Client(REMOTE_ADDR="203.0.113.7")
        return client.post(f"{APP}/auth/login", body, "application/json")

    for _ in range(5):
        assert code_of(sign_in(WRONG)) == "email_password_mismatch"
    assert is_refused(sign_in(PASSWORD))
    assert is_refused(at("203.0.113.7").sign_in(EMMA, PASSWORD))


def test_an_app_without_cookies_asks_again_for_the_password_as_a_known_device() -> None:
    body = {"email": EMMA, "password": PASSWORD}
    signed_in = Client().post(f"{APP}/auth/login", body, "application/json").json()
    headers = {
        "X-Session-Token": signed_in["meta"]["session_token"],
        "Kalm-Person": str(Person.objects.get(email=EMMA).pk),
    }
    use_up_for_all_strangers(EMMA)
    again = Client().post(
        f"{APP}/auth/reauthenticate", {"password": PASSWORD}, "application/json", headers=headers
    )
    assert again.status_code == 200, again.content


def test_a_stolen_session_does_not_guess_the_password_by_changing_it() -> None:
    own = at("198.51.100.4")
    own.sign_in(EMMA, PASSWORD)
    change = f"{BROWSER}/account/password/change"
    answers = []
    for _ in range(3):
        answers += [
            own.send("POST", change, {"current_password": WRONG, "new_password": NEW})
            for _ in range(4)
        ]
        _forget_limits_by_person()
    assert [code_of(one) for one in answers[:10]] == ["enter_current_password"] * 10
    assert is_refused(answers[10])
    assert int(answers[10]["Retry-After"]) > 0


def _forget_limits_by_person() -> None:
    """A minute passes, after which allauth lets a person ask for a change again."""
    client = cache._cache.get_client()  # type: ignore[attr-defined]  # of Django's Redis cache
    for key in client.keys("*change_password*"):
        client.delete(key)


def test_the_operators_page_answers_429_with_the_wait(cast: Cast) -> None:
    Person.objects.create_superuser("root@kalm.example", PASSWORD, name="Root")

    def sign_in(password: str) -> Any:
        form = {"username": "root@kalm.example", "password": password}
        return Client(REMOTE_ADDR="203.0.113.7").post("/admin/login/", form)

    for _ in range(5):
        assert sign_in(WRONG).status_code == 200
    answer = sign_in(PASSWORD)
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0
    assert "Too many tries. Try again in 5 minutes." in answer.content.decode()


def test_an_operators_device_is_known_too(cast: Cast) -> None:
    Person.objects.create_superuser("root@kalm.example", PASSWORD, name="Root")
    client = Client(REMOTE_ADDR="203.0.113.7")
    form = {"username": "root@kalm.example", "password": PASSWORD}
    assert client.post("/admin/login/", form).status_code == 302
    client.post("/admin/logout/")
    use_up_for_all_strangers("root@kalm.example")
    assert client.post("/admin/login/", form).status_code == 302


def test_one_address_alone_never_uses_up_the_links_of_all(monkeypatch: pytest.MonkeyPatch) -> None:
    stranger, asked = at("203.0.113.7"), 0
    for minute in range(60):
        clock = SimpleNamespace(
            time=lambda passed=minute * 60: time.time() + passed,
            monotonic=time.monotonic,
            sleep=time.sleep,
        )
        monkeypatch.setattr(ratelimit, "time", clock)
        request = RequestFactory().post("/", REMOTE_ADDR="203.0.113.7")
        request.user = AnonymousUser()
        with suppress(password_tries.TooManyTries):
            password_tries.count_link(request, EMMA)
            asked += 1
    assert asked == 10
    path, body = f"{BROWSER}/auth/password/request", {"email": EMMA}
    assert stranger.send("POST", path, body).status_code == 429
    assert at("198.51.100.4").send("POST", path, body).status_code == 200


def test_somebody_without_a_password_is_refused_with_as_much_work(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An answer that comes sooner would tell who was invited."""
    hashed: list[str] = []
    encode = NormalisedArgon2.encode

    def counted(self: NormalisedArgon2, password: str, salt: str) -> Any:
        hashed.append(password)
        return encode(self, password, salt)

    monkeypatch.setattr(NormalisedArgon2, "encode", counted)
    person = cast.employee.person
    person.set_unusable_password()
    hashed.clear()
    assert person.check_password(f"{PASSWORD} ") is False
    assert hashed == [f"{PASSWORD} "]
