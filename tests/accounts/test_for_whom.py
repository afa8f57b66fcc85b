"""A request says for whom it is; another person's session never carries it out."""

from typing import Any

import pytest
from django.test import Client

from tests.accounts.conftest import APP, BROWSER, Browser
from tests.cast import PASSWORD, Api, Cast, code_of

EMMA, TOM = "emma@haven.example", "tom@haven.example"
ME = "/api/v1/me"
ZONE = {"time_zone": "Europe/Paris"}


def test_a_page_of_emma_changes_nothing_once_tom_signed_in(cast: Cast, browser: Browser) -> None:
    browser.sign_in(EMMA, PASSWORD)
    as_emma = {
        "Kalm-Membership": str(cast.employee.pk),
        "Kalm-Person": str(cast.employee.person_id),
    }
    browser.send("DELETE", f"{BROWSER}/auth/session")
    browser.person = None
    browser.sign_in(TOM, PASSWORD)
    for method, url, body in (
        ("PATCH", "/api/v1/haven/membership", ZONE),
        ("PATCH", ME, {"name": "Emma K."}),
        ("GET", "/api/v1/haven/today", None),
        ("DELETE", f"{BROWSER}/auth/session", None),
    ):
        answer = browser.send(method, url, body, **as_emma)
        assert (answer.status_code, code_of(answer)) == (403, "other_person"), url
    cast.teammate.refresh_from_db()
    assert (cast.teammate.time_zone, cast.teammate.person.name) == ("Europe/Amsterdam", "Tom")
    assert browser.send("GET", ME).json()["name"] == "Tom"


@pytest.mark.parametrize(
    ("method", "route"),
    [
        ("DELETE", "auth/session"),
        ("POST", "auth/reauthenticate"),
        ("POST", "account/password/change"),
    ],
)
def test_sign_in_itself_acts_for_nobody_unnamed(
    cast: Cast, browser: Browser, method: str, route: str
) -> None:
    browser.sign_in(EMMA, PASSWORD)
    browser.person = None
    answer = browser.send(method, f"{BROWSER}/{route}", {})
    assert (answer.status_code, code_of(answer)) == (428, "precondition_required")
    assert browser.send("GET", ME).status_code == 200


def _app(email: str) -> tuple[Client, dict[str, str]]:
    client = Client()
    body = {"email": email, "password": PASSWORD}
    answer = client.post(f"{APP}/auth/login", body, content_type="application/json")
    return client, {"X-Session-Token": answer.json()["meta"]["session_token"]}


def _patch(client: Client, url: str, body: Any, headers: dict[str, str]) -> Any:
    return client.patch(url, body, content_type="application/json", headers=headers)


def test_an_apps_token_acts_for_its_own_person_without_a_word(
    cast: Cast, fresh_limits: None
) -> None:
    """The app itself chose the token for this request; a browser adds its cookie by itself."""
    client, token = _app(EMMA)
    assert _patch(client, "/api/v1/haven/membership", ZONE, token).status_code == 200
    assert _patch(client, ME, {"name": "E."}, token).status_code == 200


def test_an_app_that_mixes_up_its_tokens_is_refused(cast: Cast, fresh_limits: None) -> None:
    client, token = _app(TOM)
    token |= {"Kalm-Membership": str(cast.employee.pk), "Kalm-Person": str(cast.employee.person_id)}
    for url, body in (("/api/v1/haven/membership", ZONE), (ME, {"name": "E."})):
        answer = _patch(client, url, body, token)
        assert (answer.status_code, code_of(answer)) == (403, "other_person")
    gone = client.delete(f"{APP}/auth/session", headers=token)
    assert (gone.status_code, code_of(gone)) == (403, "other_person")
    assert client.get(ME, headers={"X-Session-Token": token["X-Session-Token"]}).status_code == 200


def test_who_left_the_organisation_hears_that_and_nothing_of_others(cast: Cast, api: Api) -> None:
    cast.employee.is_active = False
    cast.employee.save()
    answer = api(cast.employee).patch("/api/v1/haven/membership", ZONE)
    assert (answer.status_code, code_of(answer)) == (404, "not_found")


def test_a_page_of_emma_hears_of_stan_also_where_he_is_no_member(cast: Cast, api: Api) -> None:
    """Not 404: to her the organisation is there, and what she keeps must wait, not be given up."""
    stan = api(cast.stranger)
    stan.credentials(HTTP_KALM_MEMBERSHIP=str(cast.employee.pk))
    answer = stan.patch("/api/v1/haven/membership", ZONE)
    assert (answer.status_code, code_of(answer)) == (403, "other_person")
