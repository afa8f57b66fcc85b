"""A tab without a network or a service worker can't fetch the next screen: it says so in plain
words, and loses nothing that is in it."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import PHONE, OpenAs
from tests.browser.phones import Line, press, ready_to_reply, record, start_recording
from tests.browser.test_one_page_one_person import belongs_to, sign_in_here
from tests.flows.caller import Caller, wait_until
from tests.flows.stack import Stack

pytestmark = [pytest.mark.browser, pytest.mark.stack]

OFFLINE = "Je bent offline"
ENDED = "Je bent uitgelogd. Log in om verder te gaan."
# What a full device answers.
FULL = """
IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError') }
"""


@pytest.fixture
def employee(browser_stack: Stack) -> Caller:
    return browser_stack.sign_in("employee")


@pytest.fixture
def full(open_as: OpenAs, employee: Caller) -> tuple[Page, Line]:
    """Open a page that is about to record, on a full device, and cut its network."""
    page = open_as("employee", PHONE)
    page.add_init_script(FULL)
    page.goto(ready_to_reply(employee))
    expect(page.get_by_role("button", name="Neem op")).to_be_enabled()
    page.evaluate("window.isTheSamePage = true")
    line = Line(page)
    line.forget_files()
    line.cut(offline=True)
    return page, line


def sign_out_elsewhere(page: Page) -> Page:
    other = page.context.new_page()
    other.goto("/demo/settings")
    press(other, "Log uit")
    expect(other.get_by_role("button", name="Log in")).to_be_visible()
    return other


def expect_kept_here(page: Page) -> None:
    """Expect that the page tells of the sign-out and still has its one recording."""
    expect(page.get_by_role("heading", level=1)).to_have_text(OFFLINE)
    expect(page.get_by_text(ENDED)).to_be_visible()
    expect(page.get_by_text("Alleen op deze pagina. Er is nu geen bereik.")).to_be_visible()
    with page.expect_download() as saved:
        press(page, "Bewaar het bestand")
    assert saved.value.path().stat().st_size > 10_000
    assert page.evaluate("window.isTheSamePage")


def takes_of(employee: Caller, attempt: str) -> list[str]:
    return [one["video"]["id"] for one in employee.get(f"/attempts/{attempt}")["takes"]]


def test_a_recording_in_the_page_alone_waits_for_its_maker_to_sign_in_again(
    full: tuple[Page, Line], employee: Caller
) -> None:
    page, line = full
    attempt = page.url.rpartition("/")[2]
    record(page)
    sign_out_elsewhere(page)
    expect_kept_here(page)
    press(page, "Probeer opnieuw")
    expect_kept_here(page)

    line.cut(offline=False)
    sign_in_here(page, "employee")
    expect(page.get_by_text("Opname 1")).to_be_visible()
    wait_until("the recording at its maker's", lambda: len(takes_of(employee, attempt)) == 1)
    (upload,) = takes_of(employee, attempt)
    assert belongs_to(employee, upload)
    assert page.evaluate("window.isTheSamePage")


def test_a_recording_under_way_is_kept_as_far_as_it_came(
    full: tuple[Page, Line], employee: Caller
) -> None:
    page, line = full
    attempt = page.url.rpartition("/")[2]
    start_recording(page)
    page.wait_for_timeout(3500)
    other = sign_out_elsewhere(page)
    expect_kept_here(page)

    # The attempt itself is not on the device any more; the recording still is in the page.
    sign_in_here(other, "employee")
    expect(page.get_by_text(ENDED)).to_have_count(0)
    expect(page.get_by_text("Alleen op deze pagina. Er is nu geen bereik.")).to_be_visible()
    line.cut(offline=False)
    expect(page.get_by_text("Opname 1")).to_be_visible()
    expect(page.get_by_text("van je opname bewaard")).to_have_count(0)
    wait_until("the recording at its maker's", lambda: len(takes_of(employee, attempt)) == 1)


def test_a_screen_that_cannot_be_fetched_opens_once_there_is_a_network(open_as: OpenAs) -> None:
    page = open_as("employee", PHONE, "/demo")
    today = page.get_by_role("heading", level=1, name=re.compile("^Hoi"))
    expect(today).to_be_visible()
    line = Line(page)
    line.cut(offline=True)
    page.get_by_role("link", name="Berichten").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(OFFLINE)
    expect(page.get_by_text("Het gaat open zodra je weer verbinding hebt.")).to_be_visible()
    page.get_by_role("link", name="Terug", exact=True).click()
    expect(today).to_be_visible()

    page.get_by_role("link", name="Berichten").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(OFFLINE)
    line.cut(offline=False)
    expect(page.get_by_role("heading", level=1)).to_have_text("Berichten")


def test_a_camera_that_could_not_be_fetched_is_asked_for_again_in_the_same_page(
    open_as: OpenAs, employee: Caller
) -> None:
    page = open_as("employee", PHONE)
    lost: list[str] = []

    def lose_camera(route: Route) -> None:
        answer = route.fetch()
        if "getUserMedia" not in answer.text():
            route.fulfill(response=answer)
            return
        lost.append(route.request.url)
        route.abort()

    page.route("**/_app/immutable/**/*.js", lose_camera)
    page.goto(ready_to_reply(employee))
    again = page.get_by_role("button", name="Probeer opnieuw")
    expect(again).to_be_visible()
    page.evaluate("window.isTheSamePage = true")
    assert lost
    page.unroute("**/_app/immutable/**/*.js")
    again.click()
    expect(page.get_by_role("button", name="Neem op")).to_be_enabled()
    assert page.evaluate("window.isTheSamePage")
