"""Signing in and out, as a browser and as an app."""

from typing import Any

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.test import Client

from accounts.models import Person
from tests.accounts.conftest import APP, BROWSER, Browser
from tests.cast import PASSWORD, Cast, code_of

EMMA = "emma@haven.example"


def test_a_browser_signs_in_and_is_known_from_then_on(cast: Cast, browser: Browser) -> None:
    answer = browser.sign_in(EMMA, PASSWORD)
    assert (answer.status_code, answer.json()["meta"]["is_authenticated"]) == (200, True)
    assert browser.send("GET", "/api/v1/me").json()["name"] == "Emma"
    assert browser.send("GET", f"{BROWSER}/auth/session").status_code == 200


def test_capitals_in_the_address_do_not_matter(cast: Cast, browser: Browser) -> None:
    assert browser.sign_in("Emma@HAVEN.example", PASSWORD).status_code == 200


def test_a_browser_writes_only_with_its_csrf_token(cast: Cast, browser: Browser) -> None:
    browser.sign_in(EMMA, PASSWORD)
    stale = {"X-CSRFToken": "x" * 64}
    answer = browser.send("PATCH", "/api/v1/me", {"name": "Eve"}, **stale)
    assert (answer.status_code, code_of(answer)) == (403, "csrf_failed")
    assert browser.send("PATCH", "/api/v1/me", {"name": "Emma K."}).status_code == 200


def test_signing_in_itself_needs_the_csrf_token(cast: Cast, browser: Browser) -> None:
    answer = browser.sign_in(EMMA, PASSWORD, **{"X-CSRFToken": "x" * 64})
    assert (answer.status_code, code_of(answer)) == (403, "csrf_failed")


def test_a_browser_signs_out(cast: Cast, browser: Browser) -> None:
    browser.sign_in(EMMA, PASSWORD)
    answer = browser.send("DELETE", f"{BROWSER}/auth/session")
    assert (answer.status_code, code_of(answer)) == (401, "not_authenticated")
    assert browser.send("GET", "/api/v1/me").status_code == 401


def test_an_app_signs_in_for_a_token_and_out_again(cast: Cast, fresh_limits: None) -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post(
        f"{APP}/auth/login", {"email": EMMA, "password": PASSWORD}, "application/json"
    )
    token = {"X-Session-Token": answer.json()["meta"]["session_token"]}
    assert not client.cookies.get("sessionid")
    assert client.get("/api/v1/me", headers=token).json()["name"] == "Emma"
    change = client.patch("/api/v1/me", {"name": "E."}, "application/json", headers=token)
    assert change.json()["name"] == "E."
    client.delete(f"{APP}/auth/session", headers=token)
    assert client.get("/api/v1/me", headers=token).status_code == 401
    gone = client.get(f"{APP}/auth/session", headers=token)
    assert (gone.status_code, code_of(gone)) == (410, "session_gone")


def test_a_person_who_was_switched_off_is_nobody_with_a_token_too(
    cast: Cast, fresh_limits: None
) -> None:
    client = Client()
    body = {"email": EMMA, "password": PASSWORD}
    answer = client.post(f"{APP}/auth/login", body, "application/json")
    token = {"X-Session-Token": answer.json()["meta"]["session_token"]}
    Person.objects.filter(email=EMMA).update(is_active=False)
    assert client.get("/api/v1/me", headers=token).status_code == 401


def test_a_made_up_token_is_nobody(cast: Cast) -> None:
    answer = Client().get("/api/v1/me", headers={"X-Session-Token": "x" * 32})
    assert (answer.status_code, code_of(answer)) == (401, "not_authenticated")


def test_a_wrong_password_has_its_own_code(cast: Cast, browser: Browser) -> None:
    answer = browser.sign_in(EMMA, "een-verkeerd-wachtwoord")
    assert (answer.status_code, code_of(answer)) == (400, "email_password_mismatch")
    [error] = answer.json()["errors"]
    assert (error["attr"], error["code"]) == ("password", "email_password_mismatch")


def test_an_unknown_address_gets_the_same_answer(cast: Cast, browser: Browser) -> None:
    known = browser.sign_in(EMMA, "een-verkeerd-wachtwoord")
    unknown = browser.sign_in("nobody@haven.example", "een-verkeerd-wachtwoord")
    assert unknown.json() == known.json()


def test_an_unknown_address_costs_as_much_hashing(
    cast: Cast, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Counted in hashes, for clocks differ: Argon2 is what takes the time."""
    made: list[str] = []
    for name in ("encode", "verify"):
        usual = getattr(Argon2PasswordHasher, name)

        def counted(*args: Any, usual: Any = usual, **words: Any) -> Any:
            made.append("one")
            return usual(*args, **words)

        monkeypatch.setattr(Argon2PasswordHasher, name, counted)
    browser.sign_in(EMMA, "een-verkeerd-wachtwoord")
    known = len(made)
    browser.sign_in("nobody@haven.example", "een-verkeerd-wachtwoord")
    assert len(made) - known == known > 0


def test_a_missing_password_names_the_field(cast: Cast, browser: Browser) -> None:
    answer = browser.send("POST", f"{BROWSER}/auth/login", {"email": EMMA})
    assert (answer.status_code, code_of(answer)) == (400, "required")
    assert answer.json()["errors"][0]["attr"] == "password"


def test_malformed_json_is_a_problem_document_too(cast: Cast, browser: Browser) -> None:
    answer = browser.client.post(
        f"{BROWSER}/auth/login",
        "{",
        content_type="application/json",
        headers={"X-CSRFToken": browser.client.cookies["csrftoken"].value},
    )
    assert (answer.status_code, code_of(answer)) == (400, "invalid")


def test_refusals_speak_the_language_that_the_client_asks_for(cast: Cast, browser: Browser) -> None:
    answer = browser.sign_in(EMMA, "een-verkeerd-wachtwoord", **{"Accept-Language": "nl"})
    assert answer.json()["detail"] == "Dit mailadres en wachtwoord horen niet bij elkaar."


def test_one_address_cannot_try_many_accounts(cast: Cast, browser: Browser) -> None:
    answers = [browser.sign_in(f"p{n}@haven.example", "verkeerd") for n in range(11)]
    assert answers[-1].status_code == 429
    assert int(answers[-1]["Retry-After"]) > 0


def test_who_was_switched_off_learns_it_only_with_the_right_password(
    cast: Cast, browser: Browser
) -> None:
    Person.objects.filter(email=EMMA).update(is_active=False)
    wrong = browser.sign_in(EMMA, "een-verkeerd-wachtwoord")
    assert (wrong.status_code, code_of(wrong)) == (400, "email_password_mismatch")
    right = browser.sign_in(EMMA, PASSWORD)
    assert (right.status_code, code_of(right)) == (403, "account_inactive")
    assert browser.send("GET", "/api/v1/me").status_code == 401


@pytest.mark.parametrize(
    "route",
    ["auth/signup", "account/email", "account/phone", "auth/email/verify", "auth/code/confirm"],
)
def test_what_kalm_does_not_use_is_not_there(route: str, browser: Browser) -> None:
    answer = browser.send("POST", f"{BROWSER}/{route}", {"email": "new@haven.example"})
    assert (answer.status_code, code_of(answer)) == (404, "not_found")
    assert not Person.objects.exists()


def test_a_body_that_is_too_large_is_refused_before_it_is_read(
    cast: Cast, browser: Browser
) -> None:
    body = {"email": "emma@haven.example", "password": "x" * 3_000_000}
    answer = browser.send("POST", f"{BROWSER}/auth/login", body)
    assert answer.status_code == 413


def test_an_operator_without_a_token_gets_a_page(cast: Cast) -> None:
    answer = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "x"})
    assert (answer.status_code, answer["Content-Type"].partition(";")[0]) == (403, "text/html")
