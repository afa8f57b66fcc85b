"""A mail's link stops its kind of mail without signing in, at once, and lets it come again."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, NewContext
from tests.browser.looks import faults_of
from tests.browser.server import TITLE, send_nudge
from tests.flows.caller import Caller
from tests.flows.mails import UNSUBSCRIBE_LINK, link_for
from tests.flows.stack import Stack

pytestmark = [pytest.mark.browser, pytest.mark.stack]
EMPLOYEE = "employee@demo.example"


def _wants_mail(employee: Caller) -> bool:
    kinds = employee.get("/message-preferences")["kinds"]
    [nudge] = [one for one in kinds if one["kind"] == "nudge"]
    [mail] = [one for one in nudge["channels"] if one["channel"] == "mail"]
    return bool(mail["wanted"])


def test_the_link_of_a_mail_stops_it_without_signing_in_and_can_be_taken_back(
    new_context: NewContext, browser_stack: Stack
) -> None:
    employee = browser_stack.sign_in("employee")
    send_nudge(browser_stack)
    link = link_for(browser_stack, EMPLOYEE, UNSUBSCRIBE_LINK, TITLE)
    page = new_context(PHONE).new_page()
    page.goto(link)
    expect(page.get_by_text("Deze mail komt bij je aan.")).to_be_visible()
    # A scanner that follows each link of a mail switches nothing off.
    assert _wants_mail(employee)
    assert faults_of(page) == []

    page.get_by_role("button", name="Stop deze mail").click()
    expect(page.get_by_text("Deze mail komt niet meer")).to_be_visible()
    assert not _wants_mail(employee)
    assert faults_of(page) == []
    page.reload()
    expect(page.get_by_text("Deze mail komt niet meer")).to_be_visible()

    page.get_by_role("button", name="Laat hem weer komen").click()
    expect(page.get_by_text("Deze mail komt bij je aan.")).to_be_visible()
    assert _wants_mail(employee)
    assert "sessionid" not in [cookie["name"] for cookie in page.context.cookies()]
