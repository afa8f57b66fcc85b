"""An admin sets a pass mark; near it the employee reads calmly that another coach looks, and then
that they passed."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from core.ids import new_id
from tests.browser.conftest import LAPTOP, PHONE, OpenAs
from tests.browser.conversations import add_step, published
from tests.browser.looks import faults_of
from tests.browser.phones import press
from tests.flows import caller as flow
from tests.flows import loop
from tests.flows.stack import Stack

pytestmark = [pytest.mark.browser, pytest.mark.stack]

Shot = Callable[[Page, str], None]
MARK = "75"  # four of five points on each criterion, as the loop gives, are near it and over it


@pytest.fixture
def begun(browser_stack: Stack) -> dict[str, Any]:
    """Open an exercise of one reply that Noor never did: a new last step of her programme."""
    kinds = ["watch", "choose", "respond"]
    documents = published(browser_stack.sign_in("author"))
    plain = next(one for one in documents if [each["kind"] for each in one["scenes"]] == kinds)
    step = add_step(browser_stack, plain["scenario"])
    opened: dict[str, Any] = browser_stack.sign_in("employee").put(
        f"/attempts/{new_id()}", {"step": step}
    )
    return opened


@pytest.fixture
def programme(browser_stack: Stack, begun: dict[str, Any]) -> Iterator[str]:
    """Return the id of the exercise's programme; its pass mark is taken away afterwards."""
    admin = browser_stack.sign_in("admin")
    id: str = next(
        one["programme"]["id"]
        for one in browser_stack.sign_in("employee").get("/journeys")
        if begun["step"] in {step["id"] for step in one["steps"]}
    )
    people = {one["email"]: one for one in admin.get("/people", page_size="200")["results"]}
    author = f"{admin.root}/people/{people['author@demo.example']['id']}"
    flow.expect(admin.http.patch(author, json={"roles": ["author", "coach"]}), 200)
    yield id
    path = f"{admin.root}/programmes/{id}/settings"
    read = admin.http.get(path)
    body = read.json() | {"pass_percent": None}
    body = {name: body[name] for name in body if name not in ("id", "archived_at")}
    flow.expect(admin.http.put(path, json=body, headers={"If-Match": read.headers["ETag"]}), 200)
    flow.expect(admin.http.patch(author, json={"roles": ["author"]}), 200)


def set_mark(page: Page, shot: Shot) -> None:
    field = page.get_by_label("Grens om te slagen")
    field.fill(MARK)
    assert faults_of(page) == []
    field.scroll_into_view_if_needed()
    shot(page, "pass-mark-settings")
    press(page, "Bewaren")
    expect(page.get_by_text("Bewaard.", exact=True)).to_be_visible()


def send_in(employee: flow.Caller, attempt: dict[str, Any]) -> None:
    loop.watch(employee, attempt)
    loop.choose(employee, attempt)
    take = loop.record(employee, attempt, loop.WEBM)
    loop.processed(employee, attempt, take)
    loop.submit(employee, attempt, take)


def test_near_the_mark_another_coach_looks(
    open_as: OpenAs,
    browser_stack: Stack,
    begun: dict[str, Any],
    programme: str,
    shot: Shot,
) -> None:
    set_mark(open_as("admin", LAPTOP, f"/demo/manager/programmes/{programme}"), shot)
    send_in(browser_stack.sign_in("employee"), begun)
    first = loop.review(browser_stack.sign_in("coach"), begun)
    page = open_as("employee", PHONE, f"/demo/feedback/{begun['id']}")
    press(page, "Meteen naar de feedback")
    expect(page.get_by_text("Er kijkt nog een coach")).to_be_visible()
    expect(page.get_by_text("Geslaagd", exact=True)).to_have_count(0)
    assert faults_of(page) == []
    shot(page, "outcome-undecided")
    page.goto("/demo/programme")
    expect(page.get_by_text("bij een coach").first).to_be_visible()
    shot(page, "outcome-awaited")

    loop.review(browser_stack.sign_in("author"), begun)
    page.goto(f"/demo/feedback/{begun['id']}")
    expect(page.get_by_text("Geslaagd", exact=True)).to_be_visible()
    assert faults_of(page) == []
    shot(page, "outcome-passed")
    page.goto("/demo/programme")
    expect(page.get_by_text("geslaagd").first).to_be_visible()
    assert faults_of(page) == []
    shot(page, "outcome-in-programme")
    coach = open_as("coach", LAPTOP, "/demo/coach/released")
    # The queue stands beside the list, and Noor may be waiting in it as well.
    coach.locator(f"a[href$='/coach/reviews/{first['id']}']").click()
    expect(coach.get_by_text("Geslaagd: de niveaus halen")).to_be_visible()
    assert faults_of(coach) == []
