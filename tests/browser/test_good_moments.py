"""A member lets their hours be learned, and an admin switches that off for everybody."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LAPTOP, PHONE, OpenAs
from tests.browser.looks import faults_of
from tests.flows.caller import Caller
from tests.flows.stack import Stack

pytestmark = [pytest.mark.browser, pytest.mark.stack]
Shot = Callable[[Page, str], None]
WANTS = "Stuur berichten wanneer ik meestal oefen"
ALLOWS = "Mensen mogen kiezen voor berichten wanneer ze meestal oefenen"


@pytest.fixture
def employee(browser_stack: Stack) -> Iterator[Caller]:
    """Sign the demo's employee in, and leave everything as it was behind."""
    caller, admin = browser_stack.sign_in("employee"), browser_stack.sign_in("admin")
    yield caller
    admin.put("/moment-rules", {"may_learn": True})
    caller.put("/moments", {"is_learned": False})


def test_a_member_switches_it_on_and_an_admin_off_for_all(
    open_as: OpenAs, employee: Caller, shot: Shot
) -> None:
    page = open_as("employee", PHONE, "/demo/settings/messages")
    wants = page.get_by_label(WANTS)
    expect(wants).not_to_be_checked()
    wants.click()
    expect(page.get_by_text("Bewaard", exact=True)).to_be_visible()
    known = re.compile("Nog niet bekend is wanneer|Je oefent meestal rond")
    expect(page.get_by_text(known)).to_be_visible()
    assert employee.get("/moments")["is_learned"]
    assert faults_of(page) == []
    wants.scroll_into_view_if_needed()
    shot(page, "good-moments")

    admin = open_as("admin", LAPTOP, "/demo/manager/programmes")
    allows = admin.get_by_label(ALLOWS)
    expect(allows).to_be_checked()
    allows.click()
    expect(admin.get_by_text("Bewaard", exact=True)).to_be_visible()
    assert faults_of(admin) == []
    allows.scroll_into_view_if_needed()
    shot(admin, "good-moments-rules")

    page.reload()
    expect(page.get_by_text("Je organisatie heeft dit uitgezet.")).to_be_visible()
    expect(wants).not_to_be_checked()
    expect(wants).to_be_disabled()
