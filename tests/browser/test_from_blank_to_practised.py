"""An author writes and publishes a conversation on screen, a manager puts it in the programme, and
an employee practises it on a phone and sends both replies to the coach."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LAPTOP, PHONE, OpenAs
from tests.browser.conversations import add_step, open_conversation, wait_for_submission
from tests.browser.phones import press, record
from tests.browser.writing import publish, write_conversation
from tests.flows.stack import Stack

pytestmark = [pytest.mark.browser, pytest.mark.stack]

TITLE = "Van leeg blad tot oefening"
FEEDBACK = "Hij wil eerst gehoord worden."


def watch(page: Page) -> None:
    expect(page.get_by_role("heading", name="Kijk en luister")).to_be_visible()
    expect(page.locator("video").first).to_have_js_property("readyState", 4)
    press(page, "Ik heb het gezien")


def practise(page: Page) -> None:
    """Choose the answer that leads past no reply, reply twice, and send both to the coach."""
    expect(page.get_by_role("img", name="Deel 1, er volgt nog meer")).to_be_visible()
    watch(page)
    expect(page.get_by_role("button", name="Ik leg de regels uit.")).to_be_visible()
    press(page, "Ik luister.")
    expect(page.get_by_text("Goed gezien")).to_be_visible()
    expect(page.get_by_text(FEEDBACK)).to_be_visible()
    press(page, "Verder")
    expect(page.get_by_role("img", name="Deel 3 van 5")).to_be_visible()
    record(page)
    press(page, "Verder")
    watch(page)
    expect(page.get_by_role("img", name="Deel 5 van 5")).to_be_visible()
    expect(page.get_by_text("Je kunt hooguit 2 keer opnemen.")).to_be_visible()
    record(page)
    press(page, "Stuur naar mijn coach")
    dialog = page.get_by_role("dialog")
    for reply in ("Antwoord 1", "Antwoord 2"):
        expect(dialog.get_by_role("heading", name=reply)).to_be_visible()
    press(page, "Ja, stuur ze")
    expect(page.get_by_role("heading", name="Verstuurd naar je coach")).to_be_visible(
        timeout=60_000
    )


def test_what_an_author_published_on_screen_is_practised_and_sent(
    open_as: OpenAs, browser_stack: Stack
) -> None:
    author = open_as("author", LAPTOP, "/demo/author")
    write_conversation(author, TITLE, lambda _: None)
    publish(author)
    version = author.url.rsplit("/", 1)[-1]
    document = browser_stack.sign_in("author").get(f"/scenario-versions/{version}")
    assert document["published_at"]

    step = add_step(browser_stack, document["scenario"])
    employee = browser_stack.sign_in("employee")
    before = employee.get("/today")["card"]
    attempt = open_conversation(employee, step)
    practise(open_as("employee", PHONE, f"/demo/attempts/{attempt}"))

    found = wait_for_submission(employee, attempt)
    scenes = [scene["id"] for scene in document["scenes"]]
    assert found["path"] == scenes
    of_take = {take["id"]: take["scene"] for take in found["takes"]}
    assert [of_take[take] for take in found["submission"]["takes"]] == [scenes[2], scenes[4]]
    assert employee.get("/today")["card"] == before
