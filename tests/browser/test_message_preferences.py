"""A member chooses which messages come by mail and at which hours none does, in two tabs and
without a network."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, OpenAs
from tests.browser.looks import faults_of
from tests.flows.caller import Caller
from tests.flows.stack import Stack

pytestmark = [pytest.mark.browser, pytest.mark.stack]
PATH = "/demo/settings/messages"
KIND = "er staat een oefening klaar"


@pytest.fixture
def employee(browser_stack: Stack) -> Iterator[Caller]:
    """Sign the demo's employee in, and leave nothing switched off behind."""
    caller = browser_stack.sign_in("employee")
    yield caller
    caller.put("/message-preferences", {"kind": "nudge", "channel": "mail", "wanted": True})
    seen = caller.http.get(f"{caller.root}/quiet-hours").headers["ETag"]
    none = {"begins": None, "ends": None}
    caller.http.put(
        f"{caller.root}/quiet-hours", json=none, headers={"If-Match": seen}
    ).raise_for_status()


def _wants_mail(employee: Caller) -> bool:
    kinds = employee.get("/message-preferences")["kinds"]
    [nudge] = [one for one in kinds if one["kind"] == "nudge"]
    [mail] = [one for one in nudge["channels"] if one["channel"] == "mail"]
    return bool(mail["wanted"])


def test_a_switch_is_saved_at_once_and_honest_without_a_network(
    open_as: OpenAs, employee: Caller
) -> None:
    page = open_as("employee", PHONE, "/demo/settings")
    page.get_by_role("link", name="Kies welke berichten je krijgt").click()
    mail = page.get_by_role("group", name=KIND).get_by_label("Mail")
    expect(mail).to_be_checked()
    mail.click()
    expect(page.get_by_text("Bewaard", exact=True)).to_be_visible()
    assert not _wants_mail(employee)
    assert faults_of(page) == []

    page.context.set_offline(True)
    mail.click()
    expect(page.get_by_text("Dit is niet bewaard. Het blijft zoals het was.")).to_be_visible()
    expect(mail).not_to_be_checked()
    page.context.set_offline(False)
    mail.click()
    expect(page.get_by_text("Bewaard", exact=True)).to_be_visible()
    expect(mail).to_be_checked()
    assert _wants_mail(employee)


def test_two_tabs_do_not_overwrite_each_others_quiet_hours(
    open_as: OpenAs, employee: Caller
) -> None:
    first = open_as("employee", PHONE, PATH)
    second = first.context.new_page()
    second.goto(PATH)
    for page, begins in ((first, "21:00"), (second, "23:30")):
        page.get_by_label("Ik wil stille uren").check()
        page.get_by_label("Van").fill(begins)
        page.get_by_label("Tot").fill("06:30")
    first.get_by_role("button", name="Bewaar").click()
    expect(first.get_by_text("Bewaard", exact=True)).to_be_visible()
    second.get_by_role("button", name="Bewaar").click()
    expect(second.get_by_text("21:00 tot 06:30")).to_be_visible()
    assert faults_of(second) == []
    assert employee.get("/quiet-hours")["begins"] == "21:00"
    second.get_by_role("button", name="Bewaar wat ik hier koos").click()
    expect(second.get_by_text("Bewaard", exact=True)).to_be_visible()
    assert employee.get("/quiet-hours")["begins"] == "23:30"
