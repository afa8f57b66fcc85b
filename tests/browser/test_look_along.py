"""An employee asks a colleague to look along; the colleague says something, and sends it."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, NewContext, OpenAs
from tests.browser.looks import faults_of
from tests.browser.phones import press
from tests.flows import loop
from tests.flows.stack import Stack

pytestmark = [pytest.mark.browser, pytest.mark.stack]
SMALL = {"width": 360, "height": 640}
Shot = Callable[[Page, str], None]
KIND = "Je laat hem uitpraten. Daar word ik zelf ook rustig van."


@pytest.fixture
def attempt(browser_stack: Stack) -> dict[str, Any]:
    """Return an attempt that Noor sent in, whose recording can be played."""
    employee = browser_stack.sign_in("employee")
    attempt = loop.begin_with_one_reply(employee)
    loop.watch(employee, attempt)
    loop.choose(employee, attempt)
    take = loop.record(employee, attempt, loop.WEBM)
    loop.processed(employee, attempt, take)
    loop.submit(employee, attempt, take)
    return attempt


def ask(page: Page, shot: Shot) -> None:
    page.get_by_role("link", name="Vraag een collega").click()
    expect(page.get_by_role("heading", name="Collega’s")).to_be_visible()
    assert faults_of(page) == []
    shot(page, "peers-none")
    press(page, "Vraag een collega")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("radio")).to_have_count(5)
    dialog.get_by_label("Fatima el Idrissi").check()
    assert faults_of(page) == []
    shot(page, "peers-ask")
    dialog.get_by_role("button", name="Vraag Fatima el Idrissi").click()
    expect(page.get_by_role("heading", name="Fatima el Idrissi mag kijken")).to_be_visible()
    assert faults_of(page) == []
    shot(page, "peers-asked")


def look(page: Page, shot: Shot) -> None:
    card = page.get_by_role("region", name="Noor de Wit vraagt je mee te kijken").last
    expect(card).to_be_visible()
    assert faults_of(page) == []
    shot(page, "peers-today")
    card.get_by_role("link", name="Kijk mee").click()
    expect(page.get_by_role("heading", name="Kijk mee met Noor de Wit")).to_be_visible()
    if page.get_by_role("button", name="Laat zien").is_visible():
        press(page, "Laat zien")
    expect(page.locator("video")).to_be_visible()
    assert faults_of(page) == []
    shot(page, "peers-look")
    page.get_by_role("button", name="Antwoord 1").click()
    expect(page.locator("video")).to_have_js_property("readyState", 4)
    press(page, "Zeg iets over dit moment")
    page.get_by_label("In jouw woorden").fill(KIND)
    assert faults_of(page) == []
    shot(page, "peers-writing")


def test_two_colleagues(
    open_as: OpenAs, new_context: NewContext, attempt: dict[str, Any], shot: Shot
) -> None:
    noor = open_as("employee", SMALL, f"/demo/attempts/{attempt['id']}")
    ask(noor, shot)
    fatima = open_as("fatima", PHONE, "/demo")
    look(fatima, shot)
    # What is being typed when the network goes stays, through a reload too.
    fatima.context.set_offline(True)
    fatima.get_by_label("In jouw woorden").fill(f"{KIND} Echt.")
    press(fatima, "Klaar")
    expect(fatima.get_by_text("Bewaard op dit toestel")).to_be_visible()
    shot(fatima, "peers-offline")
    fatima.context.set_offline(False)
    fatima.reload()
    expect(fatima.get_by_text(f"{KIND} Echt.")).to_be_visible()
    expect(fatima.get_by_text("Bewaard. Nog niet verstuurd.")).to_be_visible()
    noor.reload()
    expect(noor.get_by_role("heading", name="Fatima el Idrissi mag kijken")).to_be_visible()
    expect(noor.get_by_text(KIND)).to_have_count(0)

    press(fatima, "Verstuur het naar Noor de Wit")
    expect(fatima.get_by_role("heading", name="Verstuurd")).to_be_visible()
    assert faults_of(fatima) == []
    shot(fatima, "peers-sent")
    fatima.reload()
    expect(fatima.get_by_role("heading", name="Dit is voorbij")).to_be_visible()
    assert faults_of(fatima) == []

    noor.reload()
    answer = noor.get_by_role("region", name="Van Fatima el Idrissi")
    expect(answer.get_by_text(f"{KIND} Echt.")).to_be_visible()
    answer.get_by_role("button", name="speel dit moment af").click()
    assert faults_of(noor) == []
    shot(noor, "peers-answer")
    press(noor, "Verwijder wat er staat")
    noor.get_by_role("dialog").get_by_role("button", name="Verwijder het").click()
    expect(answer).to_have_count(0)
