"""A coach asks for another take by keyboard; the employee finds it first, records with the coach's
words in sight, and both write below the feedback."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LAPTOP, PHONE, OpenAs
from tests.browser.looks import faults_of
from tests.browser.phones import press, ready_to_reply
from tests.browser.reviewed import reviewed_reply
from tests.flows import loop
from tests.flows.stack import Stack

pytestmark = [pytest.mark.browser, pytest.mark.stack]

QUESTION = "Hoe lang mag die stilte duren?"
ANSWER = "Twee tellen is genoeg."
Shot = Callable[[Page, str], None]


@pytest.fixture
def reviewed(browser_stack: Stack) -> dict[str, Any]:
    return reviewed_reply(browser_stack)


def ask(page: Page, shot: Shot) -> None:
    """Ask by T because of the comment that was chosen last, and release by S and Enter."""
    page.get_by_role("button", name=re.compile("^Speel af vanaf .*Zeg liever")).click()
    page.keyboard.press("t")
    expect(page.get_by_text("Dit gaat mee met de feedback.")).to_be_visible()
    toggle = page.get_by_role("button", name="Vraag een nieuwe opname", pressed=True)
    expect(toggle).to_have_count(1)
    assert faults_of(page) == []
    shot(page, "desk")
    page.keyboard.press("s")
    page.get_by_role("dialog").get_by_role("button", name="Verstuur", exact=True).click()
    expect(page.get_by_text("heeft je feedback")).to_be_visible()
    expect(page.get_by_text("Er is een nieuwe opname gevraagd")).to_be_visible()


def find(page: Page, shot: Shot) -> None:
    """Find it first on Today, and read why below the feedback's head."""
    page.goto("/demo")
    expect(page.get_by_text("vraagt je dit te proberen")).to_be_visible()
    expect(page.get_by_text(loop.SAY_INSTEAD)).to_be_visible()
    assert faults_of(page) == []
    shot(page, "today")
    page.get_by_role("link", name="Lees de feedback").first.click()
    press(page, "Meteen naar de feedback")
    expect(page.get_by_text("vraagt je dit nog eens op te nemen")).to_be_visible()
    expect(page.get_by_role("button", name="Neem opnieuw op")).to_be_visible()


def write(page: Page, shot: Shot) -> None:
    box = page.get_by_role("textbox", name="Schrijf je coach")
    press(page, "Verstuur")
    expect(page.get_by_text("Schrijf eerst iets.")).to_be_visible()
    box.fill(QUESTION)
    page.get_by_role("checkbox", name="Ik wil graag antwoord").check()
    press(page, "Verstuur")
    expect(page.get_by_role("listitem").filter(has_text=QUESTION)).to_be_visible()
    expect(box).to_have_value("")
    assert faults_of(page) == []
    shot(page, "feedback")


def answer(page: Page, review: str, shot: Shot) -> None:
    page.goto("/demo/coach/released")
    row = page.get_by_role("listitem").filter(has_text="Er wacht een vraag op antwoord")
    expect(row).to_contain_text("Nieuwe opname gevraagd")
    assert faults_of(page) == []
    shot(page, "released")
    page.goto(f"/demo/coach/reviews/{review}")
    page.get_by_role("textbox", name=re.compile("^Schrijf aan Noor")).fill(ANSWER)
    press(page, "Verstuur")
    expect(page.get_by_role("listitem").filter(has_text=ANSWER)).to_be_visible()
    assert faults_of(page) == []
    shot(page, "answered")


def test_another_take_is_asked_for_and_talked_about(
    open_as: OpenAs, browser_stack: Stack, reviewed: dict[str, Any], shot: Shot
) -> None:
    coach = open_as("coach", LAPTOP, f"/demo/coach/reviews/{reviewed['review']}")
    ask(coach, shot)
    employee = open_as("employee", PHONE)
    find(employee, shot)
    write(employee, shot)
    answer(coach, reviewed["review"], shot)
    employee.reload()
    expect(employee.get_by_text(ANSWER)).to_be_visible()

    press(employee, "Neem opnieuw op")
    employee.wait_for_url("**/demo/attempts/*")
    employee.goto(ready_to_reply(browser_stack.sign_in("employee")))
    advice = employee.get_by_role("region", name="Probeer dit")
    expect(advice).to_contain_text(loop.SAY_INSTEAD)
    shot(employee, "recording")
