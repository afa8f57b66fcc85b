"""Two tabs of one coach at one review overwrite nothing of each other and lose no word."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import LAPTOP, OpenAs
from tests.browser.phones import press
from tests.flows.caller import Caller, wait_until
from tests.flows.stack import Stack

pytestmark = [pytest.mark.browser, pytest.mark.stack]

FIRST = "Je noemt wat er misging."
MINE = "Je noemt wat er misging, en je blijft erbij."
THEIRS = "Je noemt kort wat er misging."
MORE = " Sterk."
TYPED = "Je laat haar uitpraten."


@pytest.fixture
def coach(browser_stack: Stack) -> Caller:
    return browser_stack.sign_in("coach")


@pytest.fixture
def lease(coach: Caller) -> Iterator[dict[str, Any]]:
    """On what the demo's colleague sent in."""
    waiting = coach.get("/queue")["results"]
    (fatima,) = [one for one in waiting if one["person_name"].startswith("Fatima")]
    taken = coach.post("/leases", {"submission": fatima["submission"]})
    yield taken
    review = f"{coach.root}/reviews/{taken['review']}"
    for one in coach.http.get(review).json()["comments"]:
        coach.http.delete(
            f"{review}/comments/{one['id']}",
            params={"lease": taken["id"]},
            headers={"If-Match": f'"{one["version"]}"'},
        ).raise_for_status()
    coach.http.delete(f"{coach.root}/leases/{taken['id']}")


def texts(coach: Caller, lease: dict[str, Any]) -> list[str]:
    return [one["text"] for one in coach.get(f"/reviews/{lease['review']}")["comments"]]


def opened(page: Page, lease: dict[str, Any]) -> Page:
    page.goto(f"/demo/coach/reviews/{lease['review']}")
    expect(page.get_by_role("button", name="Opmerking bij dit moment")).to_be_enabled()
    return page


def rewrite(page: Page, text: str) -> None:
    page.get_by_role("button", name="Bewerk: Ging goed").click()
    page.get_by_role("textbox", name="Ging goed", exact=True).fill(text)


def test_what_was_changed_in_another_tab_is_laid_beside_mine(
    open_as: OpenAs, coach: Caller, lease: dict[str, Any]
) -> None:
    first = opened(open_as("coach", LAPTOP), lease)
    press(first, "Opmerking bij dit moment")
    first.get_by_role("textbox", name="Ging goed", exact=True).fill(FIRST)
    press(first, "Klaar")
    wait_until("the first words", lambda: texts(coach, lease) == [FIRST])
    second = opened(first.context.new_page(), lease)
    rewrite(first, THEIRS)
    wait_until("the other tab's words", lambda: texts(coach, lease) == [THEIRS])

    rewrite(second, MINE)
    notice = second.locator("[data-conflict]")
    expect(notice).to_contain_text(MINE)
    expect(notice).to_contain_text(THEIRS)
    box = second.get_by_role("textbox", name="Ging goed", exact=True)
    expect(box).to_have_value(MINE)
    box.press("End")
    box.type(MORE)
    expect(notice).to_contain_text(MINE + MORE)
    assert texts(coach, lease) == [THEIRS]

    # It waits for the choice also where the page is loaded anew.
    opened(second, lease)
    press(second, "Houd beide")
    wait_until("both", lambda: sorted(texts(coach, lease)) == sorted([THEIRS, MINE + MORE]))
    expect(notice).to_have_count(0)


def test_words_whose_answer_was_lost_are_no_conflict_with_what_was_typed_since(
    open_as: OpenAs, coach: Caller, lease: dict[str, Any]
) -> None:
    page = opened(open_as("coach", LAPTOP), lease)
    lost: list[str] = []

    def lose_first_answer(route: Route) -> None:
        if route.request.method != "PUT" or lost:
            route.fallback()
            return
        lost.append(route.fetch().text())
        route.abort()

    page.route("**/comments/*", lose_first_answer)
    press(page, "Opmerking bij dit moment")
    box = page.get_by_role("textbox", name="Ging goed", exact=True)
    with page.expect_event("requestfailed", lambda one: "/comments/" in one.url):
        box.fill(TYPED)
    assert texts(coach, lease) == [TYPED]
    box.press("End")
    with page.expect_response(lambda one: one.ok and MORE in (one.request.post_data or "")):
        box.type(MORE)
    assert texts(coach, lease) == [TYPED + MORE]
    expect(page.locator("[data-conflict]")).to_have_count(0)
    assert TYPED in lost[0]
    press(page, "Klaar")
