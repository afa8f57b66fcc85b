"""A new person begins by the link in their mail, and changes their name and password later."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, NewContext
from tests.browser.phones import press
from tests.flows.mails import link_for
from tests.flows.stack import Stack

pytestmark = [pytest.mark.browser, pytest.mark.stack]

ADDRESS = "puk@demo.example"
FIRST, LATER = "een-heel-rustig-woord", "nog-een-heel-rustig-woord"


@pytest.fixture
def page(new_context: NewContext, browser_stack: Stack) -> Page:
    """Return a page of somebody who was added as a coach and never signed in."""
    browser_stack.sign_in("admin").post(
        "/people", {"email": ADDRESS, "name": "Puk Prins", "roles": ["coach"], "language": "nl"}
    )
    return new_context(PHONE).new_page()


def choose(page: Page, password: str) -> None:
    page.get_by_label("Nieuw wachtwoord").fill(password)
    press(page, "Gebruik dit wachtwoord")


def sign_in_here(page: Page, password: str) -> None:
    page.get_by_label("E-mailadres").fill(ADDRESS)
    page.get_by_label("Wachtwoord").fill(password)
    press(page, "Log in")


def test_it_begins_and_goes_on(page: Page, browser_stack: Stack) -> None:
    link = f"/sign-in/new-password/{link_for(browser_stack, ADDRESS)}"
    page.goto(link)
    choose(page, "password123")
    expect(page.get_by_text("Dit wachtwoord gebruiken te veel mensen.")).to_be_visible()
    choose(page, FIRST)
    expect(page.get_by_role("heading", name="Beoordelen", level=1)).to_be_visible()

    page.goto(link)
    expect(page.get_by_text("Deze link werkt niet meer")).to_be_visible()
    expect(page.get_by_label("Nieuw wachtwoord")).to_have_count(0)

    page.goto("/demo/settings")
    press(page, "Verander: Naam")
    page.get_by_label("Naam").fill("Puk van der Prins")
    press(page, "Bewaar")
    expect(page.get_by_text("Puk van der Prins")).to_be_visible()

    page.get_by_label("Huidig wachtwoord").fill("iets-anders")
    page.get_by_label("Nieuw wachtwoord").fill(LATER)
    press(page, "Verander wachtwoord")
    expect(page.get_by_text("huidige wachtwoord")).to_be_visible()
    page.get_by_label("Huidig wachtwoord").fill(FIRST)
    press(page, "Verander wachtwoord")
    expect(page.get_by_text("Je wachtwoord is veranderd.")).to_be_visible()
    press(page, "Log uit")
    sign_in_here(page, FIRST)
    expect(page.get_by_text("horen niet bij elkaar")).to_be_visible()
    sign_in_here(page, LATER)
    expect(page.get_by_role("heading", name="Beoordelen", level=1)).to_be_visible()
