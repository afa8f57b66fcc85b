"""An employee does not agree with a level; a second coach looks, and the first feedback stays."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LAPTOP, PHONE, OpenAs
from tests.browser.looks import faults_of
from tests.browser.phones import press
from tests.flows import caller as flow
from tests.flows import loop
from tests.flows.stack import Stack

pytestmark = [pytest.mark.browser, pytest.mark.stack]

REASON = "Ik noemde zijn eerste werkdag wel, aan het eind."
WHY = "Je noemt het inderdaad; dat had hoger gemogen."
Shot = Callable[[Page, str], None]


@pytest.fixture
def feedback(browser_stack: Stack) -> dict[str, Any]:
    """Return an attempt of Noor's with released feedback."""
    employee, coach = browser_stack.sign_in("employee"), browser_stack.sign_in("coach")
    attempt = loop.begin(employee)
    loop.watch(employee, attempt)
    loop.choose(employee, attempt)
    take = loop.record(employee, attempt, loop.WEBM)
    loop.processed(employee, attempt, take)
    loop.submit(employee, attempt, take)
    loop.review(coach, attempt)
    return attempt


@pytest.fixture
def second_coach(browser_stack: Stack) -> Iterator[None]:
    """Make the author a coach too, for a while."""
    admin = browser_stack.sign_in("admin")
    people = {one["email"]: one for one in admin.get("/people", page_size="200")["results"]}
    path = f"{admin.root}/people/{people['author@demo.example']['id']}"
    flow.expect(admin.http.patch(path, json={"roles": ["author", "coach"]}), 200)
    yield
    flow.expect(admin.http.patch(path, json={"roles": ["author"]}), 200)


def ask(page: Page, shot: Shot) -> None:
    form = page.get_by_role("group").filter(has_text="Ben je het niet eens met een niveau?")
    form.get_by_text("Ben je het niet eens met een niveau?").click()
    press(page, "Vraag een tweede blik")
    expect(page.get_by_text("Kies een niveau en zeg waarom.")).to_be_visible()
    assert faults_of(page) == []
    shot(page, "dispute-form")
    page.get_by_label("Welk niveau?").select_option(index=1)
    page.get_by_label("Waarom zie jij het anders?").fill(REASON)
    press(page, "Vraag een tweede blik")
    expect(page.get_by_role("heading", name="Een tweede blik")).to_be_visible()
    expect(page.get_by_text("Een tweede coach gaat kijken.")).to_be_visible()
    assert faults_of(page) == []
    shot(page, "dispute-asked")


def decide(page: Page, shot: Shot) -> None:
    """Take it from above the queue, give the highest level with a reason, and release."""
    expect(page.get_by_text("Vraag om een tweede blik")).to_be_visible()
    assert faults_of(page) == []
    shot(page, "dispute-queue")
    line = page.get_by_role("listitem").filter(has_text="Over: ")
    line.get_by_role("button").click()
    expect(page.get_by_text(REASON)).to_be_visible()
    page.get_by_text("De eerste feedback: de niveaus").click()
    expect(page.get_by_role("link", name="Open de eerste feedback")).to_be_visible()
    assert faults_of(page) == []
    shot(page, "dispute-desk")
    criteria = page.locator("[data-criterion]")
    for at in range(criteria.count()):
        one = criteria.nth(at)
        if (folded := one.locator(".unfold")).is_visible():
            folded.click(position={"x": 8, "y": 8})
        one.get_by_role("radio").nth(4).check()
        if at == 0:
            one.get_by_role("button", name="Voeg een notitie toe").click()
            one.get_by_role("textbox").fill(WHY)
    expect(page.get_by_text(re.compile(r"^Bewaard \d")).first).to_be_visible()
    shot(page, "dispute-marked")
    press(page, "Voeg toe aan de feedback")
    page.get_by_role("dialog").get_by_role("button", name="Voeg toe", exact=False).click()
    expect(page.get_by_text("vindt dit onder de feedback")).to_be_visible()
    assert faults_of(page) == []
    shot(page, "dispute-released")


def test_a_second_coach_looks_at_a_level(
    open_as: OpenAs,
    feedback: dict[str, Any],
    second_coach: None,
    shot: Shot,
) -> None:
    employee = open_as("employee", PHONE, f"/demo/feedback/{feedback['id']}")
    press(employee, "Meteen naar de feedback")
    ask(employee, shot)
    decide(open_as("author", LAPTOP, "/demo/coach"), shot)
    employee.reload()
    expect(employee.get_by_role("heading", name="Het niveau verandert")).to_be_visible()
    expect(employee.get_by_text(WHY).first).to_be_visible()
    expect(employee.get_by_text(loop.SAY_INSTEAD)).to_be_visible()
    assert faults_of(employee) == []
    shot(employee, "dispute-decided")
