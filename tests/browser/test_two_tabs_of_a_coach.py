"""Two tabs of one coach at one review overwrite nothing of each other and lose no word."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import LAPTOP, OpenAs
from tests.browser.phones import press, ready_to_reply
from tests.browser.reviewed import fatimas_review
from tests.browser.sessions import Sessions
from tests.flows import loop
from tests.flows.caller import Caller, wait_until
from tests.flows.stack import Stack

pytestmark = [pytest.mark.browser, pytest.mark.stack]

FIRST = "Je noemt wat er misging."
MINE = "Je noemt wat er misging, en je blijft erbij."
THEIRS = "Je noemt kort wat er misging."
MORE = " Sterk."
TYPED = "Je laat haar uitpraten."
NOTES = ("Je stem blijft laag.", "Je stem blijft laag, ook als hij schreeuwt.")


@pytest.fixture
def coach(browser_stack: Stack) -> Caller:
    return browser_stack.sign_in("coach")


@pytest.fixture
def lease(coach: Caller) -> Iterator[dict[str, Any]]:
    with fatimas_review(coach) as taken:
        yield taken


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


@pytest.fixture
def scored(browser_stack: Stack, coach: Caller) -> Iterator[dict[str, Any]]:
    """Take what the employee sent in just now, to score it."""
    employee = browser_stack.sign_in("employee")
    attempt = employee.get(ready_to_reply(employee).removeprefix("/demo"))
    take = loop.record(employee, attempt, loop.PORTRAIT)
    loop.processed(employee, attempt, take)
    loop.submit(employee, attempt, take)
    taken = loop.lease(coach, attempt)
    yield taken
    coach.http.delete(f"{coach.root}/leases/{taken['id']}")


@pytest.mark.parametrize("stays", [0, 1])
def test_of_notes_typed_offline_in_two_tabs_neither_is_overwritten_unseen(
    stays: int,
    open_as: OpenAs,
    sessions: Sessions,
    coach: Caller,
    scored: dict[str, Any],
) -> None:
    page = opened(open_as("coach", LAPTOP), scored)
    criterion = page.locator("[data-criterion]").first
    criterion.get_by_role("radio").nth(2).check()

    def note() -> list[str]:
        scores = coach.get(f"/reviews/{scored['review']}")["scores"]
        return [one["note"] for one in scores]

    wait_until("the score", lambda: note() == [""])
    # This tab knows it, too: else its note would be of what stood there before the score.
    expect(page.get_by_text(re.compile(r"^Bewaard \d")).first).to_be_visible()
    tabs = [page, opened(page.context.new_page(), scored)]
    page.context.set_offline(True)
    for tab, text in zip(tabs, NOTES, strict=True):
        field = tab.locator("[data-criterion]").first
        if (folded := field.locator(".unfold")).is_visible():
            folded.click(position={"x": 8, "y": 8})
        field.get_by_role("button", name="Voeg een notitie toe").click()
        field.get_by_role("textbox").fill(text)
        expect(tab.get_by_text("je bent offline", exact=False).first).to_be_visible()
    context = page.context
    kept_open = context.new_page()
    # A tab that is closing is online for an instant, and would send its note if it were signed in.
    context.clear_cookies()
    for tab in tabs:
        tab.close()
    assert note() == [""]
    sessions.enter(context, "coach")
    context.set_offline(False)

    page = opened(kept_open, scored)
    conflict = page.locator("[data-conflict]")
    for text in NOTES:
        expect(conflict).to_contain_text(text)
    wait_until("the first note", lambda: note() == [NOTES[0]])
    expect(page.get_by_text("Kies hieronder").first).to_be_visible()
    opened(page, scored)
    expect(conflict).to_contain_text(NOTES[1])
    press(page, ("Houd wat er staat", "Houd die van mij")[stays])
    expect(conflict).to_have_count(0)
    wait_until("the chosen note", lambda: note() == [NOTES[stays]])
    opened(page, scored)
    expect(conflict).to_have_count(0)
    assert note() == [NOTES[stays]]
