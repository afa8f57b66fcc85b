"""An employee puts exercises off, and goes on leave, with two presses."""

import re
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.browser.conftest import LAPTOP, PHONE, OpenAs
from tests.browser.looks import faults_of
from tests.browser.phones import press
from tests.flows.stack import Stack

pytestmark = [pytest.mark.browser, pytest.mark.stack]


def choose(page: Page, name: str) -> None:
    press(page, "Even niet")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("heading", name="Even geen oefeningen")).to_be_visible()
    assert not faults_of(page)
    dialog.get_by_role("button", name=name).click()
    expect(dialog).to_be_hidden()


def test_exercises_wait_until_tomorrow_and_during_leave(
    open_as: OpenAs, browser_stack: Stack
) -> None:
    employee = browser_stack.sign_in("employee")
    page = open_as("employee", PHONE, "/demo")
    choose(page, "Tot morgen")
    expect(page.get_by_text("We sturen je niets tot")).to_be_visible()
    assert not faults_of(page)
    assert employee.get("/calendar")["snoozed_until"]
    press(page, "Stuur me weer oefeningen")
    expect(page.get_by_role("button", name="Even niet")).to_be_visible()
    assert employee.get("/calendar")["snoozed_until"] is None

    page = open_as("employee", LAPTOP, "/demo/settings")
    choose(page, "Bewaar verlof")
    expect(page.get_by_text("Je hebt verlof tot en met")).to_be_visible()
    assert not faults_of(page)
    today = timezone.now().astimezone(ZoneInfo("Europe/Amsterdam")).date()
    until = employee.get("/calendar")["leave_until"]
    assert until in {str(today + timedelta(days=days)) for days in (5, 6)}  # midnight may pass
    page.get_by_role("button", name=re.compile("^Verwijder verlof")).click()
    expect(page.get_by_text("Geen verlof gepland.")).to_be_visible()
    assert employee.get("/calendar")["leaves"] == []
