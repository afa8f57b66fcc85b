"""A coach says a comment without a network and reloads the page; the employee hears it with the
feedback."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LAPTOP, PHONE, OpenAs
from tests.browser.looks import faults_of
from tests.browser.phones import press
from tests.browser.reviewed import reviewed_reply
from tests.flows.stack import Stack

pytestmark = [pytest.mark.browser, pytest.mark.stack]


def begin(page: Page) -> None:
    expect(page.get_by_role("heading", name="Opmerkingen")).to_be_visible()
    press(page, "Opmerking bij dit moment")
    expect(page.get_by_role("button", name="Spreek in")).to_be_visible()
    page.wait_for_load_state("networkidle")


def say(page: Page, way: str) -> None:
    """Record the comment for two seconds."""
    press(page, way)
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Neem op").click()
    dialog.get_by_role("button", name="Begin nu").click()
    page.wait_for_timeout(2000)
    dialog.get_by_role("button", name="Stop").click()
    expect(dialog).to_have_count(0)


def test_a_comment_is_said_and_heard(
    open_as: OpenAs, browser_stack: Stack, shot: Callable[[Page, str], None]
) -> None:
    reply = reviewed_reply(browser_stack)
    coach = open_as("coach", LAPTOP, f"/demo/coach/reviews/{reply['review']}")
    begin(coach)
    coach.context.set_offline(True)
    say(coach, "Spreek in")
    expect(coach.get_by_text("Wordt verstuurd: 0%")).to_be_visible()
    expect(coach.get_by_text("de opname, die nog onderweg is")).to_be_visible()
    assert faults_of(coach) == []
    shot(coach, "sending")

    coach.context.set_offline(False)
    coach.reload()
    expect(coach.get_by_label("Jouw opname")).to_have_js_property("readyState", 4)
    expect(coach.get_by_text("Er ontbreekt niets meer.")).to_be_visible()
    expect(coach.get_by_text("Wordt verstuurd")).to_have_count(0)
    assert faults_of(coach) == []
    shot(coach, "said")
    coach.keyboard.press("s")
    coach.get_by_role("dialog").get_by_role("button", name="Verstuur", exact=True).click()
    expect(coach.get_by_text("heeft je feedback")).to_be_visible()

    employee = open_as("employee", PHONE, f"/demo/feedback/{reply['attempt']}")
    press(employee, "Meteen naar de feedback")
    press(employee, "Hoor wat je coach zegt")
    heard = employee.get_by_label("Wat je coach zegt")
    expect(heard).to_have_js_property("paused", False)
    assert faults_of(employee) == []
    shot(employee, "heard")


def test_a_filmed_comment_is_taken_back(
    open_as: OpenAs, browser_stack: Stack, shot: Callable[[Page, str], None]
) -> None:
    reply = reviewed_reply(browser_stack)
    coach = open_as("coach", LAPTOP, f"/demo/coach/reviews/{reply['review']}")
    begin(coach)
    say(coach, "Film")
    film = coach.get_by_label("Jouw opname")
    expect(film).to_have_js_property("videoWidth", 320)
    shot(coach, "filmed")
    press(coach, "Verwijder de opname")
    expect(film).to_have_count(0)
    expect(coach.get_by_role("button", name=re.compile("^Spreek in"))).to_be_visible()
    press(coach, "Geef terug")
    expect(coach.get_by_role("heading", name="Beoordelen", level=1)).to_be_visible()
