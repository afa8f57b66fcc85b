"""An admin switches looking along off: what was open is over at once, and nothing is offered."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LAPTOP, PHONE, OpenAs
from tests.browser.looks import faults_of
from tests.browser.phones import press
from tests.flows.stack import Stack

pytestmark = [pytest.mark.browser, pytest.mark.stack]
Shot = Callable[[Page, str], None]


@pytest.fixture
def on_again(browser_stack: Stack) -> Iterator[None]:
    yield
    browser_stack.sign_in("admin").put("/peer-rules", {"are_allowed": True})


def test_it_is_off_at_once(
    open_as: OpenAs, browser_stack: Stack, on_again: None, shot: Shot
) -> None:
    fatima = browser_stack.sign_in("fatima")
    attempt = next(one for one in fatima.get("/attempts")["results"] if one["state"] == "scored")
    owner = open_as("fatima", PHONE, f"/demo/attempts/{attempt['id']}/colleagues")
    expect(owner.get_by_role("heading", name="Collega’s")).to_be_visible()

    admin = open_as("admin", LAPTOP, "/demo/manager/coaches")
    card = admin.get_by_role("region", name="Collega’s die meekijken")
    press(admin, "Zet het uit")
    admin.get_by_role("dialog").get_by_role("button", name="Zet het uit").click()
    expect(card.get_by_text("Dit staat uit.")).to_be_visible()
    assert faults_of(admin) == []
    card.scroll_into_view_if_needed()
    shot(admin, "peers-off")

    owner.reload()
    expect(owner.get_by_text("Je organisatie heeft dit uitgezet.")).to_be_visible()
    expect(owner.get_by_role("button", name="Vraag een collega")).to_have_count(0)
    assert faults_of(owner) == []
    press(admin, "Zet het aan")
    expect(card.get_by_text("Medewerkers kunnen het elkaar vragen.")).to_be_visible()
