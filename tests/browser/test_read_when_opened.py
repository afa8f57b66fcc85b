"""A message is read once what it speaks of was opened, whichever way led there."""

import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from core.ids import new_id
from tests.browser.authors import made_draft
from tests.browser.conftest import LAPTOP, PHONE, OpenAs
from tests.browser.phones import ready_to_reply
from tests.flows.caller import Caller
from tests.flows.stack import Stack

pytestmark = [pytest.mark.browser, pytest.mark.stack]


def about(caller: Caller, thing: str) -> list[dict[str, Any]]:
    return [one for one in caller.get("/messages")["results"] if thing in one["link"]]


def unread(caller: Caller, thing: str) -> int:
    return sum(one["read_at"] is None for one in about(caller, thing))


def eventually(is_so: Callable[[], bool]) -> bool:
    """Tell whether it is so within twenty seconds."""
    end = time.monotonic() + 20
    while not is_so() and time.monotonic() < end:
        time.sleep(0.2)
    return is_so()


def test_messages_about_a_draft_are_read_by_opening_it(
    open_as: OpenAs, browser_stack: Stack
) -> None:
    author, version = made_draft(browser_stack, "Gelezen bij het openen")
    coach = browser_stack.sign_in("coach")
    me = coach.me["memberships"][0]["id"]
    reading = f"/scenario-versions/{version}/readings/{new_id()}"
    author.put(reading, {"reader": me, "note": ""})
    assert unread(coach, version) == 1
    page = open_as("coach", LAPTOP, f"/demo/author/scenarios/{version}")
    expect(page.get_by_role("heading", name="Gelezen bij het openen", level=1)).to_be_visible()
    assert eventually(lambda: unread(coach, version) == 0)

    coach.put(f"{reading}/completion")
    assert unread(author, version) == 1
    page = open_as("author", LAPTOP, "/demo/author")
    page.get_by_role("link", name="Gelezen bij het openen").click()
    expect(page.get_by_role("heading", name="Gelezen bij het openen", level=1)).to_be_visible()
    assert eventually(lambda: unread(author, version) == 0)


def test_an_attempt_that_is_gone_on_with_reads_what_was_said_of_its_exercise(
    open_as: OpenAs, browser_stack: Stack
) -> None:
    caller = browser_stack.sign_in("employee")
    attempt = ready_to_reply(caller)
    step = caller.get(attempt.removeprefix("/demo"))["step"]
    page = open_as("employee", PHONE)
    with page.expect_response(re.compile(rf"/steps/{step}/opening$")) as answer:
        page.goto(attempt)
    assert answer.value.ok
    assert unread(caller, step) == 0
