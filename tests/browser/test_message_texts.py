"""An admin says a message in the organisation's own words on screen, and sees it before it goes."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import LAPTOP, OpenAs
from tests.browser.looks import faults_of
from tests.browser.phones import press
from tests.flows import caller as flow
from tests.flows.stack import Stack

pytestmark = [pytest.mark.browser, pytest.mark.stack]
URL = "message-texts/feedback_ready/nl"
THEIRS = {"subject": "Van een collega", "line": "Lees wat je coach zegt over {title}."}


def test_an_admin_writes_looks_saves_and_puts_back(open_as: OpenAs, browser_stack: Stack) -> None:
    page = open_as("admin", LAPTOP, "/demo/manager/texts")
    expect(
        page.get_by_role("link", name="Er staat een oefening klaar, Nederlands")
    ).to_contain_text("4 eigen teksten")
    assert not faults_of(page)
    page.get_by_role("link", name="Er is feedback, Nederlands").click()
    expect(page.get_by_text("Dit zijn de teksten van Kalm.")).to_be_visible()
    first = page.get_by_role("group", name="Tekst 1", exact=True)
    line, subject = first.get_by_label("Bericht"), first.get_by_label("Onderwerp")

    subject.fill("Feedback op {title}")
    line.fill("Kijk eens: ")
    press(page, "Bewaar de teksten")
    expect(first.get_by_text("{title} ontbreekt nog.")).to_be_visible()
    expect(first.get_by_text("te lezen op een vergrendeld scherm")).to_be_visible()
    expect(subject).to_be_focused()
    assert not faults_of(page)
    subject.fill("Er is feedback")
    first.get_by_role("button", name="Zet {title} erin").click()
    expect(line).to_have_value("Kijk eens: {title}")

    press(page, "Voorbeeld van tekst 1")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("Kijk eens: Een klant aan de balie").first).to_be_visible()
    # The mail as a mail program shows it, with its own styles.
    shown = dialog.locator(".mail").get_by_text("Kijk eens: Een klant aan de balie")
    expect(shown).to_have_css("font-size", "18px")
    expect(dialog.get_by_text("Er is iets nieuws voor je.")).to_be_visible()
    assert not faults_of(page)
    page.keyboard.press("Escape")

    # A colleague was first: what was written here stays until one chooses.
    admin = browser_stack.sign_in("admin")
    seen = admin.http.get(f"{admin.root}/{URL}").headers["ETag"]
    body = {"wordings": [THEIRS]}
    flow.expect(admin.http.put(f"{admin.root}/{URL}", json=body, headers={"If-Match": seen}), 200)
    press(page, "Bewaar de teksten")
    expect(page.get_by_text("Van een collega: Lees wat")).to_be_visible()
    expect(line).to_have_value("Kijk eens: {title}")
    press(page, "Verder met die van mij")
    expect(page.get_by_text("Bewaard. Deze teksten gaan vanaf nu mee.")).to_be_visible()
    saved = admin.http.get(f"{admin.root}/{URL}").json()
    assert saved["wordings"][0] == {"subject": "Er is feedback", "line": "Kijk eens: {title}"}

    press(page, "Verwijderen: tekst 2")
    page.get_by_role("link", name="English").click()
    expect(dialog.get_by_text("nog niet bewaard")).to_be_visible()
    press(page, "Hier blijven")
    press(page, "Teksten van Kalm terugzetten")
    dialog.get_by_role("button", name="Teksten van Kalm terugzetten").click()
    expect(page.get_by_text("De teksten van Kalm gaan weer mee.")).to_be_visible()
    assert not admin.http.get(f"{admin.root}/{URL}").json()["is_own"]
