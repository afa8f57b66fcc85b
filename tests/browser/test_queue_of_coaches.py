"""The coaches' queue offers what can be taken at this moment, and finds out soon when that
changes."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import LAPTOP, OpenAs
from tests.browser.looks import faults_of
from tests.browser.phones import press
from tests.flows.stack import Stack

pytestmark = [pytest.mark.browser, pytest.mark.stack]

PREPARING = "Video wordt klaargemaakt"


def first_in(page: Page) -> Any:
    return page.get_by_role("complementary").locator("ol > li").first


def test_what_is_still_being_prepared_is_offered_as_soon_as_it_can_be_played(
    open_as: OpenAs, browser_stack: Stack
) -> None:
    oldest = browser_stack.sign_in("coach").get("/queue")["results"][0]
    assert oldest["video_state"] == "ready"
    page = open_as("coach", LAPTOP)
    answers = 0

    def not_yet(route: Route) -> None:
        """Answer what the server answers while it still prepares the oldest, three times."""
        nonlocal answers
        answers += 1
        answer = route.fetch()
        body = answer.json()
        if answers <= 3:
            body["results"][0]["video_state"] = "processing"
            body["free"] -= 1
        route.fulfill(response=answer, json=body)

    page.route("**/api/v1/demo/queue", not_yet)
    page.goto("/demo/coach")
    line = first_in(page)
    expect(line).to_contain_text(PREPARING)
    expect(line.get_by_role("button")).to_have_count(0)
    assert faults_of(page) == []
    # Within the time that a test waits, which is less than the list's usual half minute.
    expect(line).not_to_contain_text(PREPARING)
    line.get_by_role("button").click()
    expect(page).to_have_url(re.compile("/coach/reviews/"))
    press(page, "Geef terug")
