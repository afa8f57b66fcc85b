"""A session ends on the server while the device still knows who was here; the page says so."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, SignIn
from tests.flows.stack import demo_password

pytestmark = [pytest.mark.browser, pytest.mark.stack]


def test_who_signs_in_again_gets_today_and_stays(sign_in: SignIn) -> None:
    page = sign_in("employee", PHONE)
    expect(page.get_by_role("heading", level=1)).to_have_text("Hoi Noor")
    page.context.clear_cookies(name="sessionid")
    page.goto("/demo")
    page.get_by_label("E-mailadres").fill("employee@demo.example")
    page.get_by_label("Wachtwoord").fill(demo_password())
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hoi Noor")
    expect(page.get_by_role("main").get_by_role("link").first).to_be_visible()
    expect(page.get_by_role("button", name="Log in")).to_have_count(0)
