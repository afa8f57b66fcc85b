"""An employee scores themselves on a phone, through a cut in the network, before they read what the
coach says; both stand side by side."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LAPTOP, PHONE, OpenAs
from tests.browser.looks import faults_of
from tests.browser.phones import press
from tests.browser.reviewed import reviewed_reply
from tests.flows.stack import Stack

pytestmark = [pytest.mark.browser, pytest.mark.stack]

Shot = Callable[[Page, str], None]
KEPT = "Staat op dit toestel. We sturen het zodra je verbinding hebt."
SCORES = "**/self-assessment/scores/**"


def choose(page: Page, point: int, level: int) -> None:
    page.locator("fieldset").nth(point).get_by_role("radio").nth(level).check()


def release(stack: Stack, reply: dict[str, Any]) -> None:
    """Release what the coach marked: the third level on each criterion."""
    coach, path = stack.sign_in("coach"), f"/reviews/{reply['review']}"
    lease = coach.post("/leases", {"review": reply["review"]})
    seen = {"If-Match": f'"{coach.get(path)["version"]}"'}
    coach.post(f"{path}/release", {"lease": lease["id"]}, seen)


def test_own_levels_come_first_and_stand_beside_the_coaches(
    open_as: OpenAs, browser_stack: Stack, shot: Shot
) -> None:
    reply = reviewed_reply(browser_stack)
    path = f"/demo/attempts/{reply['attempt']}"
    page = open_as("employee", PHONE, path)
    page.set_viewport_size({"width": 360, "height": 640})
    expect(page.get_by_role("heading", name="Hoe vind je zelf dat het ging?")).to_be_visible()
    assert faults_of(page) == []
    shot(page, "sent")
    page.get_by_role("link", name="Scoor jezelf").click()
    expect(page.get_by_text("0 van")).to_be_visible()
    assert faults_of(page) == []
    shot(page, "empty")

    # What is tapped without a network is there after a reload, and goes as soon as there is one.
    page.route(SCORES, lambda route: route.abort())
    choose(page, 0, 2)
    expect(page.get_by_text(KEPT)).to_be_visible()
    shot(page, "kept")
    page.reload()
    expect(page.locator("fieldset").nth(0).get_by_role("radio").nth(2)).to_be_checked()
    expect(page.get_by_text(KEPT)).to_be_visible()
    page.unroute(SCORES)
    expect(page.get_by_text("Bewaard")).to_be_visible()
    release(browser_stack, reply)

    # On the way to the feedback what is missing is asked for, and can be left out.
    page.goto(f"/demo/feedback/{reply['attempt']}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Je feedback is er")
    expect(page.get_by_role("button", name="Meteen naar de feedback")).to_be_visible()
    assert faults_of(page) == []
    shot(page, "first")
    page.get_by_role("link", name="Verder met mezelf scoren").click()
    choose(page, 1, 0)
    expect(page.get_by_text("Bewaard")).to_be_visible()
    shot(page, "begun")

    # A level that comes after the feedback was opened elsewhere is refused, and the screen says so.
    page.route(SCORES, lambda route: route.abort())
    choose(page, 2, 1)
    expect(page.get_by_text(KEPT)).to_be_visible()
    browser_stack.sign_in("employee").get(f"/feedback/{reply['attempt']}")
    page.unroute(SCORES)
    expect(page.get_by_text("Je laatste antwoorden kwamen te laat")).to_be_visible()
    expect(page.get_by_text("2 van ")).to_be_visible()
    expect(page.get_by_role("radio").first).to_be_disabled()
    assert faults_of(page) == []
    press(page, "Lees de feedback")
    expect(page.get_by_text("Jullie zagen dit hetzelfde.")).to_be_visible()
    expect(page.get_by_text("Je coach zag hier meer in dan jij.")).to_be_visible()
    assert faults_of(page) == []
    page.get_by_text("Jullie zagen dit hetzelfde.").scroll_into_view_if_needed()
    shot(page, "beside")

    coach = open_as("coach", LAPTOP, f"/demo/coach/reviews/{reply['review']}")
    expect(coach.get_by_role("heading", name="Hoe Noor de Wit zichzelf scoorde")).to_be_visible()
    expect(coach.get_by_text("Noor de Wit: niveau 1 van 5")).to_be_visible()
    expect(coach.get_by_text("Jij: niveau 3 van 5")).to_be_visible()
    expect(coach.get_by_text("Jij gaf hetzelfde niveau.")).to_have_count(1)
    assert faults_of(coach) == []
    coach.get_by_role(
        "heading", name="Hoe Noor de Wit zichzelf scoorde"
    ).scroll_into_view_if_needed()
    shot(coach, "coach")

    page.goto(f"{path}/self-assessment")
    expect(page.get_by_text("Je hebt de feedback gelezen")).to_be_visible()
    expect(page.get_by_role("radio").first).to_be_disabled()
    page.set_viewport_size({"width": 1440, "height": 900})
    assert faults_of(page) == []
    shot(page, "closed")
