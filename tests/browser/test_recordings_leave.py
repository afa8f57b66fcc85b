"""The page sends a recording in the name of its person, and saves one that it cannot send as a file
that is named by the day where that person lives."""

import re
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Request, Route, expect

from tests.browser.authors import press
from tests.browser.conftest import PHONE, OpenAs
from tests.browser.looks import alter
from tests.browser.phones import kept, ready_to_reply, record
from tests.flows.caller import wait_until
from tests.flows.stack import Stack

pytestmark = [pytest.mark.browser, pytest.mark.stack]

DEVICE = "Europe/Amsterdam"
AHEAD, BEHIND = "Pacific/Kiritimati", "Pacific/Pago_Pago"


def test_bytes_say_for_whom_they_are(open_as: OpenAs, browser_stack: Stack) -> None:
    caller = browser_stack.sign_in("employee")
    page = open_as("employee", PHONE, ready_to_reply(caller))
    expect(page.get_by_role("button", name="Neem op")).to_be_enabled()
    sent: list[Request] = []

    def note(request: Request) -> None:
        sent.append(request)

    page.on("request", note)
    record(page)
    wait_until("an empty device", lambda: kept(page) == [])
    bytes_sent = [one for one in sent if re.search(r"//[^/]+/uploads/", one.url)]
    assert {"HEAD", "PATCH"} <= {one.method for one in bytes_sent}
    own = caller.me["memberships"][0]["id"]
    assert {one.headers.get("kalm-membership") for one in bytes_sent} == {own}


def day_in(zone: str) -> str:
    return datetime.now(ZoneInfo(zone)).date().isoformat()


def test_a_file_is_named_by_the_day_where_the_person_lives(
    open_as: OpenAs, browser_stack: Stack
) -> None:
    zone = AHEAD if day_in(AHEAD) != day_in(DEVICE) else BEHIND

    def elsewhere(me: dict[str, Any]) -> None:
        for one in me["memberships"]:
            one["time_zone"] = zone

    def refuse(route: Route) -> None:
        problem = {"status": 413, "code": "upload_too_large", "detail": "Deze opname is te groot."}
        route.fulfill(status=413, json=problem)

    page = open_as("employee", PHONE)
    alter(page, "/me", elsewhere)
    page.route("**/api/v1/demo/uploads/*", refuse)
    page.goto(ready_to_reply(browser_stack.sign_in("employee")))
    expect(page.get_by_role("button", name="Neem op")).to_be_enabled()
    record(page)
    page.get_by_role("button", name=re.compile("Bewaren lukte niet")).click()
    with page.expect_download() as saved:
        press(page.get_by_role("dialog"), "Bewaar het bestand")
    assert saved.value.suggested_filename.startswith(f"kalm-{day_in(zone)}.")
