"""An employee practises a conversation of two replies on a phone with a bad network; a coach
reviews both, and the employee sees the conversation as it went."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import LAPTOP, OpenAs
from tests.browser.conversations import (
    ANGRY,
    CALM,
    FIRST,
    LISTEN,
    REFUSE,
    SECOND,
    add_conversation,
    open_conversation,
    wait_for_submission,
)
from tests.browser.looks import faults_of
from tests.browser.phones import Phone, press, record, wait_for_shell
from tests.browser.sessions import Sessions
from tests.flows.caller import Caller, wait_until
from tests.flows.stack import Stack

pytestmark = [pytest.mark.browser, pytest.mark.stack]


@pytest.fixture
def phone(
    browser: Browser,
    browser_stack: Stack,
    sessions: Sessions,
    camera: list[str],
    tmp_path: Path,
) -> Iterator[Phone]:
    made = Phone(browser.browser_type, tmp_path / "disk", browser_stack, sessions, camera)
    yield made
    made.close()


def heading(page: Page, name: str) -> None:
    expect(page.get_by_role("heading", name=name)).to_be_visible()


def part(page: Page, name: str, at: int = 0) -> Locator:
    strip = page.get_by_role("navigation", name="Het gesprek op volgorde")
    return strip.get_by_role("button", name=name).nth(at)


def first_half(page: Page) -> None:
    """Watch, reply, and choose what leads to the calm customer."""
    heading(page, "Kijk en luister")
    expect(page.get_by_role("img", name="Deel 1, er volgt nog meer")).to_be_visible()
    press(page, "Ik heb het gezien")
    expect(page.get_by_text(FIRST)).to_be_visible()
    record(page)
    press(page, "Verder")
    expect(page.get_by_role("button", name=REFUSE)).to_be_visible()
    press(page, LISTEN)
    expect(page.get_by_text("Goed gezien")).to_be_visible()
    press(page, "Verder")
    expect(page.get_by_text(CALM)).to_be_visible()
    expect(page.get_by_text(ANGRY)).to_have_count(0)
    expect(page.get_by_role("img", name="Deel 4 van 5")).to_be_visible()


def look_back(page: Page) -> None:
    """Go back to the first reply: what was chosen and recorded stands as it was."""
    press(page, "Vorige")
    expect(page.get_by_text(CALM)).to_be_visible()
    press(page, "Vorige")
    expect(page.get_by_role("listitem").filter(has_text="Jouw keuze")).to_contain_text(LISTEN)
    expect(page.get_by_role("main").get_by_role("button", name=REFUSE)).to_have_count(0)
    press(page, "Vorige")
    expect(page.get_by_role("listitem").get_by_text("Opname 1")).to_be_visible()
    press(page, "Verder")
    press(page, "Verder")
    press(page, "Ik heb het gezien")
    heading(page, "Je opnames")


def second_half_without_a_network(page: Page) -> None:
    """Record the second reply offline, reload, and send both in."""
    page.context.set_offline(True)
    press(page, "Ik heb het gezien")
    expect(page.get_by_text(SECOND)).to_be_visible()
    record(page)
    expect(page.get_by_text("Veilig op dit toestel", exact=True)).to_be_visible()
    page.reload()
    expect(page.get_by_text("Je bent offline")).to_be_visible()
    heading(page, "Je opnames")
    look_back(page)
    page.get_by_role("radio", name="Dit deed ik").first.check()
    press(page, "Stuur naar mijn coach")
    dialog = page.get_by_role("dialog")
    for reply in ("Antwoord 1", "Antwoord 2"):
        expect(dialog.get_by_role("heading", name=reply)).to_be_visible()
    dialog.get_by_label("Stuur mee wat ik er zelf van vind").check()
    press(page, "Ja, stuur ze")
    heading(page, "Je opnames zijn onderweg")
    page.reload()
    heading(page, "Je opnames zijn onderweg")
    page.context.set_offline(False)
    expect(page.get_by_role("heading", name="Verstuurd naar je coach")).to_be_visible(
        timeout=60_000
    )


def comment(page: Page, kind: str, text: str) -> None:
    press(page, "Opmerking bij dit moment")
    page.get_by_role("radio", name=kind, exact=True).check()
    page.get_by_role("textbox", name=kind, exact=True).fill(text)
    press(page, "Klaar")


def are_playable(caller: Caller, attempt: str) -> bool:
    takes = caller.get(f"/attempts/{attempt}")["takes"]
    return all(take["video"]["state"] == "ready" for take in takes)


def review(page: Page) -> None:
    """Comment on both replies; the customer's clips stand between them."""
    page.get_by_role("button", name=re.compile("Noor de Wit")).last.click()
    heading(page, "Rubric")
    expect(part(page, "Antwoord 1")).to_have_attribute("aria-current", "step")
    expect(part(page, "Klant", 1)).to_be_visible()
    expect(page.locator("video").first).to_have_js_property("readyState", 4)
    comment(page, "Ging goed", "Je laat hem uitpraten.")
    expect(part(page, "Antwoord 1")).to_contain_text("1 opmerking")
    page.keyboard.press(".")
    expect(part(page, "Klant", 1)).to_have_attribute("aria-current", "step")
    page.keyboard.press(".")
    expect(part(page, "Antwoord 2")).to_have_attribute("aria-current", "step")
    expect(page.locator("video").first).to_have_js_property("readyState", 4)
    comment(page, "Zeg liever", "Ik kijk het nu voor u na.")
    # What she thinks of it comes once the coach has judged it themselves.
    expect(page.get_by_text("er zelf van vindt")).to_have_count(0)
    criteria = page.locator("[data-criterion]")
    for number in range(criteria.count()):
        criteria.nth(number).get_by_role("radio").nth(2).check()
    expect(page.get_by_text("Er ontbreekt niets meer.")).to_be_visible()
    expect(page.get_by_text(re.compile("^Bewaard"))).to_be_visible()
    assert faults_of(page) == []
    press(page, "Verstuur de feedback")
    page.get_by_role("dialog").get_by_role("button", name="Verstuur", exact=True).click()
    expect(page.get_by_text("Noor de Wit heeft je feedback")).to_be_visible()
    heading(page, "Wat Noor de Wit er zelf van vindt")


def see_the_conversation(page: Page) -> None:
    """See customer and replies in order; a comment plays its own reply."""
    names = page.get_by_role("navigation", name="Het gesprek op volgorde").get_by_role("button")
    expect(names).to_have_text(["Klant", "Antwoord 1", "Klant", "Antwoord 2"])
    expect(part(page, "Klant")).to_have_attribute("aria-current", "step")
    press(page, "Sla dit deel over")
    expect(part(page, "Antwoord 1")).to_have_attribute("aria-current", "step")
    page.get_by_role("button", name=re.compile("^Zeg liever 0:0")).click()
    expect(part(page, "Antwoord 2")).to_have_attribute("aria-current", "step")
    expect(page.get_by_label("Je opname", exact=True).locator("video")).to_have_js_property(
        "paused", False
    )
    for reply in ("Antwoord 1", "Antwoord 2"):
        expect(page.get_by_role("heading", name=reply)).to_be_visible()
    expect(page.get_by_text(re.compile("^Jij zei zelf van antwoord 2: ")).first).to_be_visible()
    assert faults_of(page) == []


def test_a_conversation_is_practised_reviewed_and_seen_as_it_went(
    phone: Phone, open_as: OpenAs, browser_stack: Stack
) -> None:
    step = add_conversation(browser_stack)
    employee = browser_stack.sign_in("employee")
    attempt = open_conversation(employee, step)
    page = phone.open(f"/demo/attempts/{attempt}")
    wait_for_shell(page)
    first_half(page)
    second_half_without_a_network(page)

    document = wait_for_submission(employee, attempt)
    by_id = {scene["id"]: scene["key"] for scene in document["exercise"]["scenes"]}
    assert [by_id[scene] for scene in document["path"]] == ["begin", "one", "choice", "calm", "two"]
    by_take = {take["id"]: by_id[take["scene"]] for take in document["takes"]}
    assert [by_take[take] for take in document["submission"]["takes"]] == ["one", "two"]

    wait_until("replies that a coach can play", lambda: are_playable(employee, attempt), seconds=60)
    review(open_as("coach", LAPTOP, "/demo/coach"))
    page.goto(f"/demo/feedback/{attempt}")
    see_the_conversation(page)
