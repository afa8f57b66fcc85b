"""A session ends on the server while the device still knows who was here; the page says so, and
says what it keeps."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import PHONE, SignIn
from tests.browser.phones import press, ready_to_reply, start_recording
from tests.flows.stack import Stack, demo_password

pytestmark = [pytest.mark.browser, pytest.mark.stack]

ENDED = "Je bent uitgelogd. Log in om verder te gaan."
KEPT = "Wat je opnam, staat nog op dit toestel."
NOTED = "() => Object.keys(localStorage).filter((name) => name.startsWith('kalm.attempt'))"

LOOK_AN_HOUR_LATER = """() => {
    const hour = Date.now() + 3_600_000;
    Date.now = () => hour;
    window.dispatchEvent(new Event('focus'));
}"""


def at_today(sign_in: SignIn) -> Page:
    page = sign_in("employee", PHONE)
    expect(page.get_by_role("heading", level=1)).to_have_text("Hoi Noor")
    return page


def sign_in_here(page: Page) -> None:
    page.get_by_label("E-mailadres").fill("employee@demo.example")
    page.get_by_label("Wachtwoord").fill(demo_password())
    press(page, "Log in")


def test_who_signs_in_again_gets_today_and_stays(sign_in: SignIn) -> None:
    page = at_today(sign_in)
    page.context.clear_cookies(name="sessionid")
    page.goto("/demo")
    expect(page.get_by_text(ENDED)).to_be_visible()
    expect(page.get_by_text("staat nog op dit toestel")).to_have_count(0)
    sign_in_here(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Hoi Noor")
    expect(page.get_by_role("main").get_by_role("link").first).to_be_visible()
    expect(page.get_by_role("button", name="Log in")).to_have_count(0)


def with_the_session_before(page: Page, path: str) -> list[int]:
    """Let the next request to this address come with a session that is gone, and return the list to
    which its status is added."""
    statuses: list[int] = []

    def send(route: Route) -> None:
        before = {**route.request.all_headers(), "cookie": f"sessionid={'0' * 32}"}
        answer = route.fetch(headers=before)
        statuses.append(answer.status)
        route.fulfill(status=answer.status, body=answer.body())

    page.route(f"**/api/v1/{path}", send, times=1)
    return statuses


def test_a_request_on_its_way_with_the_session_before_a_new_password_signs_nobody_out(
    sign_in: SignIn,
) -> None:
    page = at_today(sign_in)
    statuses = with_the_session_before(page, "me")
    with page.expect_response(lambda one: one.url.endswith("/me") and one.status == 200):
        page.evaluate(LOOK_AN_HOUR_LATER)
    expect(page.get_by_role("heading", level=1)).to_have_text("Hoi Noor")
    later = with_the_session_before(page, "demo/messages**")
    page.goto("/demo/messages")
    expect(page.get_by_role("heading", level=1)).to_have_text("Berichten")
    expect(page.get_by_role("main").get_by_role("listitem").first).to_be_visible()
    assert (statuses, later) == ([401], [401])


def test_a_session_that_ends_under_a_recording_says_that_the_device_keeps_it(
    sign_in: SignIn, browser_stack: Stack
) -> None:
    page = at_today(sign_in)
    path = ready_to_reply(browser_stack.sign_in("employee"))
    page.goto(path)
    expect(page.get_by_role("button", name="Neem op")).to_be_enabled()
    page.context.clear_cookies(name="sessionid")
    start_recording(page)
    page.wait_for_timeout(2000)
    press(page, "Stop")
    expect(page.get_by_text(ENDED)).to_be_visible()
    expect(page.get_by_text(KEPT)).to_be_visible()
    page.reload()
    sign_in_here(page)
    expect(page.get_by_text("Opname 1")).to_be_visible()


def test_an_exercise_waits_on_the_device_until_its_person_signs_out(
    sign_in: SignIn, browser_stack: Stack
) -> None:
    page = at_today(sign_in)
    page.goto(ready_to_reply(browser_stack.sign_in("employee")))
    expect(page.get_by_role("button", name="Neem op")).to_be_enabled()
    page.wait_for_function(f"({NOTED})().length === 2")  # the attempt, and how far it was walked
    noted = page.evaluate(NOTED)
    page.context.clear_cookies(name="sessionid")
    page.goto("/demo")
    expect(page.get_by_text(ENDED)).to_be_visible()
    assert page.evaluate(NOTED) == noted
    sign_in_here(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Hoi Noor")
    page.goto("/demo/settings")
    press(page, "Log uit")
    expect(page.get_by_role("button", name="Log in")).to_be_visible()
    assert page.evaluate(NOTED) == []


def test_signing_out_needs_no_word_but_the_other_tab_hears_of_it(sign_in: SignIn) -> None:
    page = at_today(sign_in)
    other = page.context.new_page()
    other.goto("/demo/settings")
    press(other, "Log uit")
    expect(other.get_by_role("button", name="Log in")).to_be_visible()
    expect(other.get_by_text(ENDED)).to_have_count(0)
    expect(page.get_by_role("button", name="Log in")).to_be_visible()
    expect(page.get_by_text(ENDED)).to_be_visible()
