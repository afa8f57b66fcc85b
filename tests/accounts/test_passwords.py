"""Forgetting and changing a password."""

import re
from typing import Any

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core import mail
from django.test import Client

from accounts import services
from accounts.models import Person
from tests.accounts.conftest import APP, BROWSER, Browser
from tests.at_once import at_once
from tests.cast import PASSWORD, Cast, code_of
from tests.dispatched import Answer
from tests.meanwhile import just_before

EMMA = "emma@haven.example"
NEW = "nog-veel-kalmer-woord"
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def answering(run_dispatched: Answer) -> Answer:
    return run_dispatched


def _ask(browser: Browser, email: str) -> Any:
    return browser.send("POST", f"{BROWSER}/auth/password/request", {"email": email})


def _key() -> str:
    found = re.search(r"/sign-in/new-password/(\S+)", str(mail.outbox[-1].body))
    assert found
    return found[1]


def _let_mail_leave(answering: Answer) -> None:
    while answering():
        pass


def _reset(browser: Browser, key: str, password: str = NEW) -> Any:
    body = {"key": key, "password": password}
    return browser.send("POST", f"{BROWSER}/auth/password/reset", body)


def test_a_forgotten_password_is_replaced_by_a_link_in_the_persons_language(
    cast: Cast, browser: Browser, answering: Answer
) -> None:
    assert _ask(browser, EMMA).status_code == 200
    assert answering() == ["accounts.mail_reset_link"]
    _let_mail_leave(answering)
    assert mail.outbox[0].to == [EMMA]
    assert mail.outbox[0].subject == "Kies een wachtwoord voor Kalm"
    answer = _reset(browser, _key())
    assert answer.status_code == 200, answer.content
    assert browser.send("GET", "/api/v1/me").json()["name"] == "Emma"
    assert Browser().sign_in(EMMA, NEW).status_code == 200
    old = Browser().sign_in(EMMA, PASSWORD)
    assert code_of(old) == "email_password_mismatch"


def test_the_link_works_once(cast: Cast, browser: Browser, answering: Answer) -> None:
    _ask(browser, EMMA)
    _let_mail_leave(answering)
    key = _key()
    _reset(browser, key)
    again = _reset(Browser(), key, "toch-weer-een-ander-woord")
    assert code_of(again) == "invalid_password_reset"


def test_of_two_who_use_a_link_together_one_chooses_the_password(
    cast: Cast, browser: Browser, answering: Answer
) -> None:
    _ask(browser, EMMA)
    _let_mail_leave(answering)
    key, other = _key(), Browser()
    words = ("een-eerste-kalm-woord", "een-tweede-kalm-woord")
    answers = at_once(lambda: _reset(browser, key, words[0]), lambda: _reset(other, key, words[1]))
    statuses = [one.status_code for one in answers]
    assert sorted(statuses) == [200, 400]
    chosen = words[statuses.index(200)]
    refused = answers[statuses.index(400)]
    assert code_of(refused) == "invalid_password_reset"
    assert Browser().sign_in(EMMA, chosen).status_code == 200


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("auth/password/reset", "invalid_password_reset"),
        ("account/password/change", "enter_current_password"),
    ],
)
def test_who_chose_a_password_first_keeps_it_however_close_the_second_comes(
    path: str, code: str, cast: Cast, browser: Browser
) -> None:
    """Between the check of the second's link or current password and the write."""
    person = Person.objects.get(email=EMMA)
    body = {"key": services.make_password_key(person=person), "password": NEW}
    if path == "account/password/change":
        browser.sign_in(EMMA, PASSWORD)
        body = {"current_password": PASSWORD, "new_password": NEW}
    first = "een-eerste-kalm-woord"

    def choose_first() -> None:
        assert services.replace_password(person=person, password=first)

    with just_before('UPDATE "accounts_person" SET "password"', choose_first):
        answer = browser.send("POST", f"{BROWSER}/{path}", body)
    assert (answer.status_code, code_of(answer)) == (400, code)
    assert Person.objects.get(pk=person.pk).check_password(first)


@pytest.mark.parametrize("part", ["password", "email"])
def test_a_password_is_not_set_for_what_changed_meanwhile(part: str, cast: Cast) -> None:
    """Between the check of a link and the write."""
    seen = Person.objects.get(email=EMMA)
    if part == "password":
        Person.objects.filter(pk=seen.pk).update(password="!")
    else:
        services.correct_person(actor=cast.admin, membership=cast.employee, email="e@haven.example")
    assert services.replace_password(person=seen, password=NEW) is False
    now = Person.objects.get(pk=seen.pk)
    assert not now.check_password(NEW)
    assert (now.email == EMMA) is (part == "password")


def test_an_unknown_address_gets_the_same_answer_and_no_mail(
    cast: Cast, browser: Browser, answering: Answer
) -> None:
    known, unknown = _ask(browser, EMMA), _ask(browser, "nobody@haven.example")
    assert known.content == unknown.content
    assert answering() == ["accounts.mail_reset_link"] * 2
    _let_mail_leave(answering)
    assert [one.to for one in mail.outbox] == [[EMMA]]


def test_who_was_switched_off_gets_no_link(cast: Cast, browser: Browser, answering: Answer) -> None:
    Person.objects.filter(email=EMMA).update(is_active=False)
    assert _ask(browser, EMMA).status_code == 200
    _let_mail_leave(answering)
    assert mail.outbox == []


def test_a_new_person_chooses_their_first_password_this_way(
    cast: Cast, browser: Browser, answering: Answer
) -> None:
    services.add_person(email="noor@haven.example", name="Noor")
    _ask(browser, "noor@haven.example")
    _let_mail_leave(answering)
    assert _reset(browser, _key()).status_code == 200
    assert browser.send("GET", "/api/v1/me").json()["name"] == "Noor"


def test_a_weak_password_is_refused(cast: Cast, browser: Browser, answering: Answer) -> None:
    _ask(browser, EMMA)
    _let_mail_leave(answering)
    answer = _reset(browser, _key(), "password")
    assert answer.status_code == 400
    assert code_of(answer) == "password_too_short"


def test_asking_again_and_again_has_to_wait(cast: Cast, browser: Browser) -> None:
    answers = [_ask(browser, EMMA) for _ in range(6)]
    assert answers[-1].status_code == 429
    assert code_of(answers[-1]) == "throttled"
    assert 0 < int(answers[-1]["Retry-After"]) <= 60


@pytest.mark.slow
def test_strangers_who_ask_for_links_keep_nobody_from_asking(
    cast: Cast, browser: Browser, answering: Answer
) -> None:
    own = Browser()
    own.sign_in(EMMA, PASSWORD)
    own.sign_out()
    browser.client.defaults["REMOTE_ADDR"] = "203.0.113.7"
    answers = [_ask(browser, EMMA) for _ in range(6)]
    assert answers[-1].status_code == 429
    assert _ask(Browser(), EMMA).status_code == 200
    strangers = [Browser() for _ in range(60)]
    for number, stranger in enumerate(strangers):
        stranger.client.defaults["REMOTE_ADDR"] = f"198.51.100.{number}"
    last = [_ask(stranger, EMMA) for stranger in strangers][-1]
    assert last.status_code == 429
    assert int(last["Retry-After"]) > 60
    assert _ask(own, EMMA).status_code == 200


def test_a_person_changes_their_password_and_hears_of_it(
    cast: Cast, browser: Browser, answering: Answer
) -> None:
    browser.sign_in(EMMA, PASSWORD)
    body = {"current_password": PASSWORD, "new_password": NEW}
    answer = browser.send("POST", f"{BROWSER}/account/password/change", body)
    assert answer.status_code == 200, answer.content
    assert browser.send("GET", "/api/v1/me").status_code == 200
    assert answering() == ["notifications.deliver"]
    assert mail.outbox[0].subject == "Je wachtwoord voor Kalm is gewijzigd"
    assert Browser().sign_in(EMMA, NEW).status_code == 200


def test_a_changed_password_ends_every_other_session(cast: Cast, browser: Browser) -> None:
    other = Browser()
    for one in (browser, other):
        one.sign_in(EMMA, PASSWORD)
    app = Client()
    signed_in = app.post(
        f"{APP}/auth/login", {"email": EMMA, "password": PASSWORD}, "application/json"
    )
    token = {"X-Session-Token": signed_in.json()["meta"]["session_token"]}
    body = {"current_password": PASSWORD, "new_password": NEW}
    browser.send("POST", f"{BROWSER}/account/password/change", body)
    answer = other.send("GET", "/api/v1/me")
    assert (answer.status_code, "sessionid" in answer.cookies) == (401, False)
    assert app.get("/api/v1/me", headers=token).status_code == 401


def test_what_comes_late_with_the_session_before_leaves_the_cookie_of_the_new_one(
    cast: Cast, browser: Browser
) -> None:
    browser.sign_in(EMMA, PASSWORD)
    late = Client()
    late.cookies["sessionid"] = browser.client.cookies["sessionid"].value
    body = {"current_password": PASSWORD, "new_password": NEW}
    browser.send("POST", f"{BROWSER}/account/password/change", body)
    answer = late.get("/api/v1/me")
    assert (answer.status_code, "sessionid" in answer.cookies) == (401, False)
    signed_out = browser.send("DELETE", f"{BROWSER}/auth/session")
    assert signed_out.cookies["sessionid"].value == ""


def test_a_hash_of_what_was_typed_is_made_anew_at_the_next_sign_in(cast: Cast) -> None:
    composed, typed = "café-kalm-woord", "cafe\u0301-kalm-woord"
    person = Person.objects.get(email=EMMA)
    person.password = Argon2PasswordHasher().encode(typed, "saltsalt")
    person.save()
    assert Browser().sign_in(EMMA, composed).status_code == 400
    assert Browser().sign_in(EMMA, typed).status_code == 200
    assert Browser().sign_in(EMMA, composed).status_code == 200


def test_changing_needs_the_current_password(cast: Cast, browser: Browser) -> None:
    browser.sign_in(EMMA, PASSWORD)
    body = {"current_password": "een-ander-woord", "new_password": NEW}
    answer = browser.send("POST", f"{BROWSER}/account/password/change", body)
    assert (answer.status_code, code_of(answer)) == (400, "enter_current_password")


def test_changing_needs_a_signed_in_person(cast: Cast, browser: Browser) -> None:
    body = {"current_password": PASSWORD, "new_password": NEW}
    answer = browser.send("POST", f"{BROWSER}/account/password/change", body)
    assert (answer.status_code, code_of(answer)) == (401, "not_authenticated")
