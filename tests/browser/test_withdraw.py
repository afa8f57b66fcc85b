"""An employee takes back what was sent in, until a coach begins on it."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, OpenAs
from tests.browser.phones import press, ready_to_reply
from tests.flows import loop
from tests.flows.stack import Stack

pytestmark = [pytest.mark.browser, pytest.mark.stack]


def test_a_recording_is_withdrawn_unless_a_coach_has_it(
    open_as: OpenAs, browser_stack: Stack
) -> None:
    employee, coach = browser_stack.sign_in("employee"), browser_stack.sign_in("coach")
    path = ready_to_reply(employee)
    attempt = employee.get(path.removeprefix("/demo"))
    taken = loop.record(employee, attempt, loop.PORTRAIT)
    loop.processed(employee, attempt, taken)
    loop.submit(employee, attempt, taken)
    submission = employee.get(path.removeprefix("/demo"))["submission"]["id"]
    lease = coach.post("/leases", {"submission": submission})

    page = open_as("employee", PHONE, path)
    expect(page.get_by_role("heading", name="Verstuurd naar je coach")).to_be_visible()
    press(page, "Haal hem terug")
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Haal hem terug").click()
    expect(dialog).to_contain_text("Een coach is er al mee bezig.")
    dialog.get_by_role("button", name="Laat hem bij mijn coach").click()
    expect(page.get_by_role("heading", name="Verstuurd naar je coach")).to_be_visible()

    coach.http.delete(f"{coach.root}/leases/{lease['id']}")
    press(page, "Haal hem terug")
    dialog.get_by_role("button", name="Haal hem terug").click()
    expect(page.get_by_text("Alleen jij kunt dit zien")).to_be_visible()
    expect(page.get_by_text("Opname 1")).to_be_visible()
    expect(page.get_by_role("button", name="Stuur naar mijn coach")).to_be_enabled()
    assert employee.get(path.removeprefix("/demo"))["state"] == "open"
