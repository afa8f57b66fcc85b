"""An employee records on a phone, a coach reviews on a laptop, and the employee reads the feedback,
in Dutch."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LAPTOP, PHONE, SignIn

pytestmark = [pytest.mark.browser, pytest.mark.stack]

Shot = Callable[[Page, str], None]
STRENGTH = "Je ademt eerst uit en blijft vriendelijk."
SAY_INSTEAD = "Zeg liever: ik kijk het nu voor je na, dat duurt één minuut."


def button(page: Page, name: str) -> None:
    """Press the button or link with exactly this name."""
    page.get_by_role("button", name=name, exact=True).click()


def record_reply(page: Page) -> None:
    """Go from Today to the list of takes, with one take of about three seconds in it."""
    page.get_by_role("link", name="Naar de oefening").click()
    button(page, "Begin de oefening")
    expect(page.get_by_role("heading", name="Kijk en luister")).to_be_visible()
    expect(page.locator("video")).to_have_js_property("readyState", 4)
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    expect(page.locator("#svelte-announcer")).not_to_contain_text("Vandaag")
    button(page, "Ik heb het gezien")
    choose_another(page)
    watch_again(page)
    button(page, "Verder")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    expect(page.get_by_text("Alleen jij kunt dit zien")).to_be_visible()
    button(page, "Neem op")
    button(page, "Begin nu")
    page.wait_for_timeout(3000)
    button(page, "Stop")
    expect(page.get_by_text("Opname 1")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    button(page, "Speel af: Opname 1")
    expect(page.locator("video")).to_have_js_property("paused", False)


def choose_another(page: Page) -> None:
    """Choose an option that is not the best: the explanation and the best option come into view."""
    options = page.get_by_role("main").get_by_role("listitem")
    options.get_by_role("button").first.click()
    explanation = page.locator(":focus")
    expect(explanation).to_contain_text("Kijk er eens zo naar")
    expect(explanation).to_contain_text("Wat hier het best past: Ondersteunen.")
    box, footer = explanation.bounding_box(), page.locator("footer").bounding_box()
    assert box
    assert footer
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= footer["y"]
    expect(options.filter(has_text="Past hier het best")).to_have_count(1)
    expect(options.first).to_contain_text("Jouw keuze")
    expect(options.first).not_to_contain_text("Past hier het best")


def watch_again(page: Page) -> None:
    button(page, "Kijk nog eens")
    dialog = page.get_by_role("dialog")
    expect(dialog.locator("video")).to_have_js_property("paused", False)
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


def send_reply(page: Page) -> None:
    """Confirm once, then see progress until the coach has it."""
    button(page, "Stuur naar mijn coach")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text(re.compile(r"Opname 1 · 0:0\d\s+Opgenomen vandaag"))
    expect(dialog).to_contain_text("Een coach van je organisatie ziet hem")
    expect(dialog).to_contain_text(re.compile(r"\d+ dagen"))
    button(page, "Ja, stuur hem")
    expect(page.get_by_role("heading", name="Verstuurd naar je coach")).to_be_visible()
    expect(page.get_by_text("Je opname staat klaar voor je coach.")).to_be_visible(timeout=60_000)


def review_reply(page: Page, shot: Shot) -> None:
    """Take Noor's reply as a coach, pin two comments, score by keyboard, and release."""
    page.get_by_role("button", name=re.compile("Noor de Wit")).click()
    expect(page.get_by_role("heading", name="Rubric")).to_be_visible()
    expect(page.locator("video").first).to_have_js_property("paused", True)
    page.get_by_text("De oefening: noem eerst wat je ziet").click()
    expect(page.get_by_label("De klant").last).to_have_js_property("paused", True)
    # What she chose comes once the coach has called it too.
    expect(page.get_by_text("(past hier het best)")).to_have_count(0)
    page.get_by_role("group", name="Hoe noem jij het?").get_by_role("radio").first.check()
    button(page, "Zo noem ik het")
    expect(page.get_by_text("Jij koos")).to_be_visible()
    expect(
        page.get_by_text("past hier het best)").or_(page.get_by_text("iets anders past beter)"))
    ).to_be_visible()
    page.get_by_text("De oefening, en wat er is gekozen").click()
    comment(page, "Ging goed", STRENGTH)
    page.keyboard.press("ArrowRight")
    comment(page, "Zeg liever", SAY_INSTEAD)
    criteria = page.locator("[data-criterion]")
    for number in range(criteria.count()):
        criteria.nth(number).get_by_role("radio").nth(3).check()
    expect(page.get_by_text("Er ontbreekt niets meer.")).to_be_visible()
    expect(page.get_by_text(re.compile("^Bewaard"))).to_be_visible()
    shot(page, "coach")
    button(page, "Verstuur de feedback")
    page.get_by_role("dialog").get_by_role("button", name="Verstuur", exact=True).click()
    expect(page.get_by_text("Noor de Wit heeft je feedback")).to_be_visible()


def comment(page: Page, kind: str, text: str) -> None:
    """Write one comment at the moment where the player is."""
    button(page, "Opmerking bij dit moment")
    page.get_by_role("radio", name=kind, exact=True).check()
    page.get_by_role("textbox", name=kind, exact=True).fill(text)
    button(page, "Klaar")


def read_feedback(page: Page) -> None:
    """Read the feedback: the strength comes first, a comment plays its moment, and one button
    records again."""
    page.goto("/")
    page.get_by_role("link", name=re.compile("Drie keer gebeld.*Nieuw", re.DOTALL)).click()
    button(page, "Meteen naar de feedback")
    expect(page.get_by_text("Dit ging goed")).to_be_visible()
    expect(page.get_by_text(STRENGTH).first).to_be_visible()
    expect(page.get_by_text(SAY_INSTEAD).first).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("Zeg liever 0:01"))).to_be_visible()
    expect(page.get_by_text("Niveau 4 van 5").first).to_be_visible()
    button(page, "Neem opnieuw op")
    expect(page.get_by_role("heading", name="Jouw beurt")).to_be_visible()
    record_again_on_a_small_phone(page)


def record_again_on_a_small_phone(page: Page) -> None:
    """Record at the second attempt: the button is in sight before, and the best line all along."""
    page.set_viewport_size({"width": 360, "height": 640})
    line, record = page.get_by_text(SAY_INSTEAD), page.get_by_role("button", name="Neem op")
    expect(page.get_by_text("Je vorige opname")).to_be_visible()
    expect(record).to_be_enabled()
    expect(record).to_be_in_viewport(ratio=1)
    expect(line).to_be_in_viewport(ratio=1)
    record.click()
    button(page, "Begin nu")
    expect(line).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("button", name="Stop")).to_be_in_viewport(ratio=1)
    page.wait_for_timeout(1500)
    button(page, "Stop")
    expect(page.get_by_text("Opname 1")).to_be_visible()
    button(page, "Neem opnieuw op")
    expect(record).to_be_enabled()
    expect(record).to_be_in_viewport(ratio=1)


def test_an_employee_records_and_reads_what_the_coach_said(sign_in: SignIn, shot: Shot) -> None:
    employee = sign_in("employee", PHONE, service_workers="allow")
    expect(employee.get_by_role("link", name="Naar de oefening")).to_be_visible()
    shot(employee, "employee")
    record_reply(employee)
    send_reply(employee)
    review_reply(sign_in("coach", LAPTOP, service_workers="allow"), shot)
    read_feedback(employee)


@pytest.mark.parametrize(("role", "heading"), [("author", "Oefeningen"), ("manager", "Mensen")])
def test_each_role_finds_its_own_start(
    sign_in: SignIn, shot: Shot, role: str, heading: str
) -> None:
    page = sign_in(role, LAPTOP)
    expect(page.get_by_role("heading", name=heading, level=1)).to_be_visible()
    rows = page.get_by_role("list", name="Oefeningen").or_(page.get_by_role("table"))
    expect(rows.first).to_be_visible()
    shot(page, role)
