"""An employee replies as the author set it: with time to prepare, a text to read from, sound alone,
a limit of recordings, an example, a self-check; and ends without a coach."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, OpenAs
from tests.browser.conversations import add_exercise, open_conversation, texts
from tests.browser.looks import faults_of
from tests.browser.phones import press
from tests.flows.caller import wait_until
from tests.flows.stack import Stack

pytestmark = [pytest.mark.browser, pytest.mark.stack]

CUE = "Goedemiddag. " * 80
EXAMPLE = "Wat vervelend voor u. Ik kijk het nu na."
# What the page asked the browser for, before the browser answers.
NOTE_ASKED = """
window.asked = []
const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
navigator.mediaDevices.getUserMedia = (wish) => {
  window.asked.push(Boolean(wish.video))
  return ask(wish)
}
"""
CUE_AT = "document.querySelector('[aria-label=\"Tekst om voor te lezen\"]').scrollTop"


def scenes(one: dict[str, Any], other: dict[str, Any]) -> list[dict[str, Any]]:
    reading = {
        "kind": "respond",
        "prompt": texts("Begroet de klant."),
        "max_take_ms": 30_000,
        "preparation_ms": 30_000,
        "autocue": texts(CUE),
        "autocue_editable": True,
        "self_check": True,
        "example_answer": texts(EXAMPLE),
        "example_shown": "after_take",
    }
    hearing = {
        "kind": "respond",
        "prompt": texts("Zeg wat je gaat doen."),
        "max_take_ms": 30_000,
        "medium": "sound",
        "max_takes": 2,
        "example_answer": texts(EXAMPLE),
        "example_shown": "before",
    }
    choosing = {
        "kind": "respond",
        "prompt": texts("Neem afscheid."),
        "max_take_ms": 30_000,
        "medium": "either",
    }
    theory = {
        "kind": "info",
        "prompt": {"en": "A calm beginning"},
        "body": texts("## Waarom\n\nEen *rustige* stem helpt.\n\n- adem uit\n- kijk op"),
    }
    return [theory, reading, hearing, choosing]


def take(page: Page, number: int) -> None:
    press(page, "Neem op")
    press(page, "Begin nu")
    page.wait_for_timeout(1500)
    press(page, "Stop")
    expect(page.get_by_role("listitem").get_by_text(f"Opname {number}")).to_be_visible()


def read(page: Page) -> None:
    """Read the theory, rendered as an author wrote it. What is not there in Dutch is shown in
    English, and the page says so."""
    expect(page.get_by_role("heading", name="A calm beginning")).to_be_visible()
    expect(page.get_by_text("Daar zie je het Engels.")).to_be_visible()
    expect(page.get_by_role("heading", name="Waarom")).to_be_visible()
    expect(page.get_by_role("main").get_by_role("listitem")).to_have_text(["adem uit", "kijk op"])
    assert faults_of(page) == []
    press(page, "Verder")
    expect(page.get_by_text("Daar zie je het Engels.")).to_have_count(0)


def read_aloud(page: Page) -> None:
    """Prepare, then read from a text that scrolls, stands still at a tap, and can be changed."""
    expect(page.get_by_text("Je krijgt 0:30 om je voor te bereiden.")).to_be_visible()
    expect(page.get_by_role("button", name="Neem op")).to_be_enabled()
    assert faults_of(page) == []
    page.get_by_role("slider", name="Snelheid").fill("90")
    press(page, "Neem op")
    expect(page.get_by_text("Denk rustig na: nog 0:").first).to_be_visible()
    press(page, "Begin nu")
    # Not wait_for_function: the page's policy refuses what is evaluated inside it.
    wait_until("the text to scroll", lambda: page.evaluate(CUE_AT) > 20)
    press(page, "Tekst stil")
    expect(page.get_by_role("button", name="Tekst verder")).to_be_visible()
    at = page.evaluate(CUE_AT)
    frames = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
    page.evaluate(frames)
    assert page.evaluate(CUE_AT) == at
    press(page, "Stop")
    expect(page.get_by_role("listitem").get_by_text("Opname 1")).to_be_visible()
    press(page, "Bekijk een voorbeeld")
    expect(page.get_by_role("dialog")).to_contain_text(EXAMPLE)
    page.keyboard.press("Escape")
    page.get_by_role("radio", name="Dit deed ik").first.check()
    assert faults_of(page) == []
    press(page, "Neem opnieuw op")
    press(page, "Pas de tekst aan")
    page.get_by_role("textbox", name="Tekst om voor te lezen").fill("Mijn eigen woorden.")
    press(page, "Bewaar")
    expect(page.get_by_text("Mijn eigen woorden.")).to_be_visible()
    page.reload()
    expect(page.get_by_role("listitem").get_by_text("Opname 1")).to_be_visible()
    expect(page.get_by_role("radio", name="Dit deed ik").first).to_be_checked()
    press(page, "Neem opnieuw op")
    expect(page.get_by_text("Mijn eigen woorden.")).to_be_visible()
    expect(page.get_by_role("slider", name="Snelheid")).to_have_value("90")
    press(page, "Je opnames")
    press(page, "Verder")


def be_heard(page: Page) -> None:
    """Reply in sound alone, at most twice, with the example at hand."""
    expect(page.get_by_text("Je kunt hooguit 2 keer opnemen.")).to_be_visible()
    expect(page.get_by_role("button", name="Bekijk een voorbeeld")).to_be_visible()
    expect(page.get_by_role("button", name="Met beeld")).to_have_count(0)
    expect(page.get_by_role("button", name="Neem op")).to_be_enabled()
    assert page.evaluate("window.asked.at(-1)") is False
    take(page, 1)
    press(page, "Neem opnieuw op")
    expect(page.get_by_text("Nog 1 van 2 opnames.")).to_be_visible()
    take(page, 2)
    expect(page.get_by_text("Je hebt alle opnames voor dit antwoord gebruikt.")).to_be_visible()
    expect(page.get_by_role("button", name="Neem opnieuw op")).to_have_count(0)
    press(page, "Verder")


def choose_how(page: Page) -> None:
    """Choose sound before the browser is asked for anything."""
    expect(page.get_by_text("Hoe wil je antwoorden?")).to_be_visible()
    asked = page.evaluate("window.asked.length")
    press(page, "Alleen geluid")
    expect(page.get_by_role("button", name="Neem op")).to_be_enabled()
    assert page.evaluate("window.asked.slice(-1)") == [False]
    assert page.evaluate("window.asked.length") == asked + 1
    take(page, 1)


def finish(page: Page) -> None:
    """End the exercise without a coach, with the example and the self-check at hand."""
    press(page, "Rond af")
    expect(page.get_by_role("dialog")).to_contain_text("Niemand anders ziet je opnames.")
    press(page, "Rond de oefening af")
    expect(page.get_by_role("heading", name="Afgerond")).to_be_visible(timeout=60_000)
    expect(page.get_by_role("button", name="Bekijk een voorbeeld")).to_have_count(2)
    expect(page.get_by_role("radio", name="Dit deed ik").first).to_be_checked()
    expect(page.get_by_text("Alleen jij ziet dit.", exact=True)).to_be_visible()
    expect(page.get_by_text("tenzij je het meestuurt")).to_have_count(0)
    assert faults_of(page) == []


def test_an_employee_replies_as_the_author_set_it_and_ends_without_a_coach(
    open_as: OpenAs, browser_stack: Stack
) -> None:
    step = add_exercise(browser_stack, "Zelf oefenen", scenes, review="never")
    employee = browser_stack.sign_in("employee")
    attempt = open_conversation(employee, step)
    page = open_as("employee", PHONE)
    page.add_init_script(NOTE_ASKED)
    page.goto(f"/demo/attempts/{attempt}")
    read(page)
    read_aloud(page)
    be_heard(page)
    choose_how(page)
    finish(page)
    document = employee.get(f"/attempts/{attempt}")
    assert document["state"] == "finished"
    assert document["submission"] is None
