"""Each address of the client that the server names opens for the person who gets it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from core import client_paths
from core.ids import new_id
from notifications.domain.kinds import Kind, registered
from tests.browser.conftest import PHONE, NewContext, OpenAs
from tests.flows.caller import Caller
from tests.flows.stack import Stack

pytestmark = [pytest.mark.browser, pytest.mark.stack]


@dataclass(frozen=True)
class Seen:
    """Describes what `role` (None: nobody signed in) sees at a path; `id` finds the row shown."""

    role: str | None
    heading: Callable[[Caller], str] | str | re.Pattern[str]
    id: Callable[[Caller], str] | None = None


def _answered(employee: Caller) -> dict[str, str]:
    found: dict[str, str] = employee.get("/today")["feedback"][0]
    employee.get(f"/feedback/{found['attempt']}")  # read before, so that nothing is asked first
    return found


@pytest.fixture
def asked_to_look(browser_stack: Stack) -> None:
    """Noor is asked to look along, also after an admin switched that off and on again."""
    if browser_stack.sign_in("employee").get("/peer-requests"):
        return
    owner = browser_stack.sign_in("fatima")
    attempt = next(one for one in owner.get("/attempts")["results"] if one["state"] == "scored")
    path = f"/attempts/{attempt['id']}/peer-invitations"
    noor = next(one for one in owner.get(path)["colleagues"] if one["name"] == "Noor de Wit")
    owner.put(f"{path}/{new_id()}", {"peer": noor["id"]})


def _asked(employee: Caller) -> dict[str, str]:
    found: dict[str, str] = employee.get("/peer-requests")[0]
    return found


def _sent(coach: Caller) -> dict[str, Any]:
    found: dict[str, Any] = coach.get("/reviews")["results"][0]
    return found


def _scenario(author: Caller) -> dict[str, Any]:
    found: dict[str, Any] = author.get("/scenarios")["results"][0]
    return found


def _step(employee: Caller) -> str:
    return str(employee.get("/attempts")["results"][0]["step"])


def _step_title(employee: Caller) -> str:
    return str(employee.get(f"/steps/{_step(employee)}")["exercise"]["title"])


def _workshop(employee: Caller) -> dict[str, Any]:
    found: dict[str, Any] = employee.get("/workshops")["results"][0]
    return found


def _theory(employee: Caller) -> dict[str, str]:
    steps = [step for journey in employee.get("/journeys") for step in journey["steps"]]
    found: dict[str, str] = next(step for step in steps if step["kind"] == "theory")
    return found


PATHS: dict[str, Seen] = {
    client_paths.HOME: Seen("employee", re.compile("Noor|Vandaag")),
    client_paths.EXERCISE: Seen("employee", _step_title, _step),
    client_paths.THEORY: Seen(
        "employee", lambda one: _theory(one)["title"], lambda one: _theory(one)["id"]
    ),
    client_paths.FEEDBACK: Seen(
        "employee", lambda one: _answered(one)["title"], lambda one: _answered(one)["attempt"]
    ),
    client_paths.PEERS: Seen("employee", "Collega’s", lambda one: _answered(one)["attempt"]),
    client_paths.PEER_REQUEST: Seen(
        "employee",
        lambda one: f"Kijk mee met {_asked(one)['owner_name']}",
        lambda one: str(_asked(one)["id"]),
    ),
    client_paths.REVIEW: Seen(
        "coach", lambda one: str(_sent(one)["person_name"]), lambda one: str(_sent(one)["id"])
    ),
    client_paths.SCENARIO: Seen(
        "author",
        lambda one: str(_scenario(one)["title"]),
        lambda one: str(_scenario(one)["versions"][0]["id"]),
    ),
    client_paths.WORKSHOP: Seen(
        "employee", lambda one: str(_workshop(one)["title"]), lambda one: str(_workshop(one)["id"])
    ),
    client_paths.PRESENT: Seen(
        "employee", "Aanwezig melden", lambda one: str(_workshop(one)["id"])
    ),
    client_paths.QUEUE: Seen("coach", "Beoordelen"),
    client_paths.CALIBRATION: Seen("coach", "Gelijk scoren"),
    client_paths.COACHES: Seen("admin", "Coaches"),
    client_paths.PEOPLE: Seen("admin", "Mensen"),
    client_paths.SETTINGS: Seen("employee", "Instellingen"),
    client_paths.VERIFY: Seen(None, "Certificaat controleren"),
    client_paths.MESSAGE_SETTINGS: Seen("employee", "Welke berichten je krijgt"),
    client_paths.UNSUBSCRIBE: Seen(None, "Mail van Kalm"),
    client_paths.SIGN_IN: Seen(None, "Fijn dat je er bent"),
    client_paths.FORGOTTEN_PASSWORD: Seen(None, "Een nieuw wachtwoord"),
    client_paths.NEW_PASSWORD: Seen(None, "Kies een nieuw wachtwoord"),
}


def _named() -> set[str]:
    return {value for name, value in vars(client_paths).items() if name.isupper()}


def test_every_address_is_opened_here() -> None:
    assert set(PATHS) == _named()


@pytest.mark.parametrize("kind", registered().values(), ids=lambda kind: kind.name)
def test_every_kind_of_message_leads_to_one_of_them(kind: Kind) -> None:
    assert kind.path in PATHS


@pytest.mark.usefixtures("asked_to_look")
@pytest.mark.parametrize("path", PATHS)
def test_it_opens(
    path: str, browser_stack: Stack, new_context: NewContext, open_as: OpenAs
) -> None:
    seen = PATHS[path]
    if seen.role is None:
        assert isinstance(seen.heading, str)
        page = new_context(PHONE).new_page()
        page.goto(path.format(key="1a-2b-3c", code="1A2B"))
        _look(page, seen.heading)
        return
    caller = browser_stack.sign_in(seen.role)
    heading = seen.heading(caller) if callable(seen.heading) else seen.heading
    url = path.format(organisation="demo", id=seen.id(caller) if seen.id else "", key="old")
    _look(open_as(seen.role, PHONE, url), heading)


def _look(page: Page, heading: str | re.Pattern[str]) -> None:
    expect(page.get_by_role("heading", name=heading).first).to_be_visible()
