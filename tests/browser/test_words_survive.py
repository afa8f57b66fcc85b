"""A reload, a crash of the page and a sign-out lose no word that a coach typed."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import pytest
from playwright.sync_api import Error, Page, expect

from tests.browser.conftest import LAPTOP, OpenAs
from tests.browser.phones import press
from tests.browser.reviewed import fatimas_review
from tests.flows.caller import Caller, wait_until
from tests.flows.stack import Stack, demo_password

pytestmark = [pytest.mark.browser, pytest.mark.stack]

WORDS = "Je vraagt eerst wat er is gebeurd, en pas dan wie zij is."
MARKS = "**/reviews/*/comments/**"


@pytest.fixture
def coach(browser_stack: Stack) -> Caller:
    return browser_stack.sign_in("coach")


@pytest.fixture
def lease(coach: Caller) -> Iterator[dict[str, Any]]:
    with fatimas_review(coach) as taken:
        yield taken


def reloaded(page: Page) -> Page:
    page.reload()
    return page


def crashed(page: Page) -> Page:
    """Return a new page of the browser whose page ended without a last word."""
    with page.expect_event("crash"), suppress(Error):  # no such page is ever shown
        page.goto("chrome://crash")
    page.close()
    return page.context.new_page()


def signed_out(page: Page) -> Page:
    """Return a page whose person signed out on it, and in again."""
    page.goto("/demo/settings")
    press(page, "Log uit")
    page.get_by_label("E-mailadres").fill("coach@demo.example")
    page.get_by_label("Wachtwoord").fill(demo_password())
    press(page, "Log in")
    expect(page.get_by_role("link", name="Beoordelen").first).to_be_visible()
    return page


@pytest.mark.parametrize("ended", [reloaded, crashed, signed_out])
def test_words_that_were_never_sent_are_there_again_and_are_sent(
    ended: Callable[[Page], Page], open_as: OpenAs, coach: Caller, lease: dict[str, Any]
) -> None:
    review = f"/demo/coach/reviews/{lease['review']}"
    page = open_as("coach", LAPTOP, review)
    page.route(MARKS, lambda route: route.abort())
    press(page, "Opmerking bij dit moment")
    page.get_by_role("textbox", name="Ging goed", exact=True).fill(WORDS)
    expect(page.get_by_text("Kalm antwoordt niet").first).to_be_visible()

    def texts() -> list[str]:
        return [one["text"] for one in coach.get(f"/reviews/{lease['review']}")["comments"]]

    page = ended(page)
    assert texts() == []
    page.unroute(MARKS)
    page.goto(review)
    expect(page.get_by_text(WORDS).first).to_be_visible()
    wait_until("the words", lambda: texts() == [WORDS])
