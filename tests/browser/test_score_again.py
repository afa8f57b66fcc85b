"""A coach scores released feedback again under a newer version of its rubric, and the employee
finds that below the feedback."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from core.ids import new_id
from tests.browser.conftest import LAPTOP, PHONE, OpenAs
from tests.browser.looks import faults_of
from tests.browser.phones import press
from tests.flows.stack import Stack

pytestmark = [pytest.mark.browser, pytest.mark.stack]

REASON = "In de nieuwe rubric staat wat een rustige stem is."
UNDER = "Opnieuw scoren met versie 2"


@pytest.fixture
def feedback(browser_stack: Stack) -> dict[str, Any]:
    """Return the feedback that Noor has in the demo, after its rubric got a second version."""
    coach, author = browser_stack.sign_in("coach"), browser_stack.sign_in("author")
    found: dict[str, Any] = coach.get("/reviews", search="Noor")["results"][-1]
    used = coach.get(f"/reviews/{found['id']}")["rubric"]["version"]
    document = author.get(f"/rubric-versions/{used}")
    criteria = document["criteria"]
    criteria[0]["description"]["nl"] += " Let op de stem."
    newer = new_id()
    body = {"rubric": document["rubric"], "criteria": criteria}
    author.put(f"/rubric-versions/{newer}", body)
    author.post(f"/rubric-versions/{newer}/publication")
    return found


def ask_and_take_back(page: Page) -> None:
    """Ask with a slip in the reason, and take it back."""
    press(page, "Scoor opnieuw met versie 2")
    page.get_by_role("dialog").get_by_role("textbox").fill("Vergissing")
    press(page, "Begin met scoren")
    press(page, "Trek dit in")
    expect(page.get_by_role("button", name="Scoor opnieuw met versie 2")).to_be_visible()


def ask(page: Page) -> None:
    """Ask to score again: without a reason the dialog says so, with one it leads to the desk."""
    press(page, "Scoor opnieuw met versie 2")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Noor de Wit houdt de feedback zoals hij is.")
    press(page, "Begin met scoren")
    expect(dialog).to_contain_text("Schrijf waarom")
    expect(dialog.get_by_role("textbox")).to_be_focused()
    assert faults_of(page) == []
    dialog.get_by_role("textbox").fill(REASON)
    press(page, "Begin met scoren")
    expect(page.get_by_role("heading", name=UNDER)).to_be_visible()
    expect(page.get_by_text(REASON)).to_be_visible()


def find_again(page: Page) -> None:
    """Leave the desk, and go on from the queue."""
    page.goto("/demo/coach")
    expect(page.get_by_text("Opnieuw scoren, nog niet af")).to_be_visible()
    assert faults_of(page) == []
    page.get_by_role("link", name=re.compile(rf"Noor de Wit.*{UNDER}", re.DOTALL)).click()
    expect(page.get_by_role("heading", name=UNDER)).to_be_visible()


def score(page: Page) -> None:
    """Score with the first levels in sight, and release without a comment."""
    page.get_by_text(re.compile("De eerste feedback: de niveaus, met versie 1")).click()
    expect(page.get_by_text("3 van 5").first).to_be_visible()
    expect(page.get_by_text("Let op de stem.")).to_be_visible()
    assert faults_of(page) == []
    criteria = page.locator("[data-criterion]")
    for number in range(criteria.count()):
        criteria.nth(number).get_by_role("radio").nth(1).check()
    expect(page.get_by_text("Er ontbreekt niets meer.")).to_be_visible()
    expect(page.get_by_text(re.compile("^Bewaard"))).to_be_visible()
    press(page, "Voeg toe aan de feedback")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("houdt de eerste feedback")
    dialog.get_by_role("button", name="Voeg toe", exact=True).click()
    expect(page.get_by_text("Noor de Wit vindt dit onder de feedback")).to_be_visible()
    assert faults_of(page) == []


def judged(page: Page) -> str:
    """Return the levels of the feedback itself, in words."""
    heading = page.get_by_role("heading", name="Hoe het ging, punt voor punt")
    return page.locator("section", has=heading).inner_text()


def read(page: Page, attempt: str, before: str) -> None:
    """Read the feedback as it was, and below it the later levels with their reason."""
    page.goto(f"/demo/feedback/{attempt}")
    heading = page.get_by_role("heading", name="Later opnieuw gescoord")
    expect(heading).to_be_visible()
    later = page.locator("section", has=heading)
    expect(later).to_contain_text(REASON)
    expect(later).to_contain_text("Niveau 2 van 5")
    assert judged(page) == before
    assert faults_of(page) == []


def test_a_coach_scores_again_and_the_employee_keeps_the_feedback(
    open_as: OpenAs, feedback: dict[str, Any]
) -> None:
    employee = open_as("employee", PHONE, f"/demo/feedback/{feedback['attempt']}")
    expect(employee.get_by_text("Dit ging goed")).to_be_visible()
    expect(employee.get_by_role("heading", name="Later opnieuw gescoord")).to_have_count(0)
    before = judged(employee)

    coach = open_as("coach", LAPTOP, f"/demo/coach/reviews/{feedback['id']}")
    ask_and_take_back(coach)
    ask(coach)
    find_again(coach)
    score(coach)
    coach.get_by_role("link", name="Open de eerste feedback").click()
    coach.wait_for_url(f"**/demo/coach/reviews/{feedback['id']}")
    expect(coach.get_by_text("Opnieuw gescoord met versie 2,")).to_be_visible()
    expect(coach.get_by_role("button", name="Scoor opnieuw")).to_have_count(0)
    coach.goto("/demo/coach/released")
    expect(coach.get_by_text("Opnieuw gescoord met versie 2")).to_be_visible()
    assert faults_of(coach) == []

    read(employee, feedback["attempt"], before)
