"""Two coaches score far apart, neither knowing; a third one decides, and the employee reads it."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from core.ids import new_id
from tests.browser.conftest import LAPTOP, PHONE, OpenAs
from tests.browser.looks import faults_of
from tests.browser.phones import press
from tests.flows import caller as flow
from tests.flows import loop
from tests.flows.stack import Stack

pytestmark = [pytest.mark.browser, pytest.mark.stack]

WHY = "Je noemt het gevoel, maar pas na de oplossing."
Shot = Callable[[Page, str], None]


@pytest.fixture
def coaches(browser_stack: Stack) -> Iterator[None]:
    """Make the author and the admin coaches too, and score all feedback twice, for a while."""
    admin = browser_stack.sign_in("admin")
    people = {one["email"]: one for one in admin.get("/people", page_size="200")["results"]}

    def give(**roles: list[str]) -> None:
        for name, given in roles.items():
            path = f"{admin.root}/people/{people[f'{name}@demo.example']['id']}"
            flow.expect(admin.http.patch(path, json={"roles": given}), 200)

    def draw(percent: int) -> None:
        rules = admin.get("/coaching-rules")
        answer = admin.http.put(
            f"{admin.root}/coaching-rules",
            json=rules | {"second_percent": percent},
            headers={"If-Match": f'"{rules["version"]}"'},
        )
        flow.expect(answer, 200)

    give(author=["author", "coach"], admin=["admin", "coach"])
    draw(100)
    yield
    draw(0)
    give(author=["author"], admin=["admin"])


@pytest.fixture
def attempt(browser_stack: Stack, coaches: None) -> dict[str, Any]:
    """Return an attempt of Noor's that has level 4 of one coach, and level 2 of another."""
    employee, coach = browser_stack.sign_in("employee"), browser_stack.sign_in("coach")
    made = loop.begin(employee)
    loop.watch(employee, made)
    loop.choose(employee, made)
    take = loop.record(employee, made, loop.WEBM)
    loop.processed(employee, made, take)
    loop.submit(employee, made, take)
    loop.review(coach, made)
    _score(browser_stack.sign_in("author"), made)
    return made


def _score(coach: flow.Caller, attempt: dict[str, Any]) -> None:
    taken = loop.lease(coach, attempt)
    path = f"/reviews/{taken['review']}"
    document = coach.get(path)
    if document["purpose"] != "first" or document["scores"]:
        raise flow.NotAsPromised("the second coach sees that there was a first")
    for at, criterion in enumerate(document["rubric"]["criteria"]):
        level = criterion["levels"][1 if at == 0 else 3]
        body = {"lease": taken["id"], "level": level["id"], "note": "Pas laat." if at == 0 else ""}
        coach.put(f"{path}/scores/{criterion['id']}", body)
    for kind in ("strength", "say_instead"):
        body = {
            "lease": taken["id"],
            "take": document["takes"][0]["id"],
            "at_ms": 1000,
            "kind": kind,
            "text": "Hm.",
        }
        coach.put(f"{path}/comments/{new_id()}", body)
    seen = {"If-Match": f'"{coach.get(path)["version"]}"'}
    coach.post(f"{path}/release", {"lease": taken["id"]}, seen)


def decide(page: Page, shot: Shot) -> None:
    expect(page.get_by_text("Twee coaches scoorden verschillend")).to_be_visible()
    assert faults_of(page) == []
    shot(page, "adjudication-queue")
    section = page.get_by_role("region", name="Twee coaches scoorden verschillend")
    section.get_by_role("listitem").first.get_by_role("button").click()
    expect(page.get_by_role("heading", name="Jij beslist")).to_be_visible()
    expect(page.get_by_text("De andere coach").first).to_be_visible()
    assert faults_of(page) == []
    shot(page, "adjudication-desk")
    [one] = page.locator("[data-criterion]").all()
    one.get_by_role("radio").nth(2).check()
    one.get_by_role("button", name="Voeg een notitie toe").click()
    one.get_by_role("textbox").fill(WHY)
    expect(page.get_by_text(re.compile(r"^Bewaard \d")).first).to_be_visible()
    press(page, "Leg de beslissing vast")
    page.get_by_role("dialog").get_by_role("button", name="Leg vast", exact=True).click()
    expect(page.get_by_text("Dit is beslist")).to_be_visible()
    assert faults_of(page) == []
    shot(page, "adjudication-released")


def test_a_third_coach_decides(open_as: OpenAs, attempt: dict[str, Any], shot: Shot) -> None:
    decide(open_as("admin", LAPTOP, "/demo/coach"), shot)
    employee = open_as("employee", PHONE, f"/demo/feedback/{attempt['id']}")
    press(employee, "Meteen naar de feedback")
    expect(employee.get_by_role("heading", name="Nog twee coaches keken")).to_be_visible()
    expect(employee.get_by_text(WHY)).to_be_visible()
    expect(employee.get_by_text(loop.SAY_INSTEAD)).to_be_visible()
    assert faults_of(employee) == []
    employee.get_by_role("heading", name="Nog twee coaches keken").scroll_into_view_if_needed()
    shot(employee, "adjudicated")
