"""The menu and the rows of tabs fit, and a page of other roles refuses to open."""

import itertools
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import PHONE, OpenAs
from tests.browser.looks import faults_of

pytestmark = [pytest.mark.browser, pytest.mark.stack]

EVERY_ROLE = ["employee", "coach", "author", "manager", "admin"]
LABELS = """() => [...document.querySelectorAll('header nav li')]
  .filter((one) => one.offsetParent)
  .map((one) => {
    const range = document.createRange()
    range.selectNodeContents(one)
    const { left, right } = range.getBoundingClientRect()
    return [left, right]
  })"""


# Scrollbars have no width in headless Chromium, but a gutter that is reserved for them has one, and
# then the frame does not reach the right edge.
EDGES = """() => {
  const root = document.documentElement
  const beyond = (one) => innerWidth - document.querySelector(one).getBoundingClientRect().right
  return [innerWidth - root.clientWidth, root.scrollWidth - root.clientWidth,
    beyond('header'), beyond('main')]
}"""


def with_every_role(page: Page) -> None:
    """Tell the client that this person has every role; the server still knows their own."""

    def answer(route: Route) -> None:
        given = route.fetch()
        me: dict[str, Any] = given.json()
        for membership in me["memberships"]:
            membership["roles"] = EVERY_ROLE
        route.fulfill(response=given, json=me)

    page.route("**/api/v1/me", answer)
    page.goto("/demo")
    expect(page.get_by_role("heading", name="Hoi Noor")).to_be_visible()


def check_menu(page: Page, width: int) -> None:
    """Check that no word of the menu touches the next or the edge, and the logo keeps its size."""
    page.set_viewport_size({"width": width, "height": 640})
    labels = page.evaluate(LABELS)
    assert len(labels) >= 4
    for (_, right), (left, _) in itertools.pairwise(labels):
        assert right <= left + 0.5, (width, labels)
    assert labels[0][0] >= 0
    assert labels[-1][1] <= width
    mark = page.locator("header .brand svg")
    if mark.is_visible():
        box = mark.bounding_box()
        assert box
        assert box["width"] >= 28


def test_the_menu_of_every_role_at_once(open_as: OpenAs) -> None:
    page = open_as("employee", PHONE)
    with_every_role(page)
    for width in (320, 360, 390, 640, 720, 1024, 1440):
        check_menu(page, width)

    page.set_viewport_size({"width": 360, "height": 640})
    page.get_by_role("button", name="Meer").click()
    page.get_by_role("dialog").get_by_role("link", name="Instellingen").click()
    expect(page.get_by_role("heading", name="Instellingen", level=1)).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_the_frame_reaches_both_edges(open_as: OpenAs) -> None:
    page = open_as("employee", PHONE, "/demo")
    expect(page.get_by_role("heading", name="Hoi Noor")).to_be_visible()
    for width in (360, 390, 1440):
        for height in (640, 4000):
            page.set_viewport_size({"width": width, "height": height})
            assert page.evaluate(EDGES) == [0, 0, 0, 0], (width, height)


def test_a_page_of_another_role_says_so_and_leads_back(open_as: OpenAs) -> None:
    page = open_as("employee", PHONE)
    for path in ("/coach", "/author/rubrics", "/manager"):
        page.goto(f"/demo{path}")
        expect(page.get_by_role("heading", level=1)).to_have_text("Je hebt hier geen toegang toe")
        expect(page.get_by_role("button", name="Probeer opnieuw")).to_have_count(0)
    page.get_by_role("main").get_by_role("link", name="Terug naar het begin").click()
    expect(page.get_by_role("heading", name="Hoi Noor")).to_be_visible()


def test_the_sections_of_an_admin_are_one_row_on_a_phone(
    open_as: OpenAs, shot: Callable[[Page, str], None]
) -> None:
    page = open_as("admin", {"width": 360, "height": 640}, "/demo/manager/texts")
    row = page.get_by_role("navigation", name="Mensen, teams en programma’s")
    links = row.get_by_role("link")
    expect(links).to_have_count(9)
    tops = links.evaluate_all("all => all.map(one => one.getBoundingClientRect().top)")
    assert len(set(tops)) == 1
    expect(row.locator("[aria-current]")).to_be_in_viewport(ratio=0.99)
    shot(page, "sections-last")
    links.nth(1).focus()
    page.keyboard.press("Shift+Tab")
    expect(links.first).to_be_focused()
    expect(links.first).to_be_in_viewport(ratio=0.99)
    page.keyboard.press("Enter")
    page.wait_for_url("**/demo/manager")
    expect(row.locator("[aria-current]")).to_be_in_viewport(ratio=0.99)
    assert faults_of(page) == []
    shot(page, "sections-first")
