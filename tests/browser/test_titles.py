"""A screen's title and heading say what it shows, also while that is loading and when it does not
come; and a refusal that stays does not say to try again."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from core.ids import new_id
from tests.browser.authors import made_draft
from tests.browser.conftest import LAPTOP, PHONE, OpenAs
from tests.browser.phones import press, ready_to_reply, step_to_open
from tests.flows.stack import Stack

pytestmark = [pytest.mark.browser, pytest.mark.stack]

MISSING = "We konden dit niet vinden"
AGAIN = "Probeer het zo nog eens"


def a_step(stack: Stack) -> tuple[str, str, str]:
    step, title = step_to_open(stack.sign_in("employee"))
    return f"/steps/{step}", f"/practise/{step}", title


def an_attempt(stack: Stack) -> tuple[str, str, str]:
    caller = stack.sign_in("employee")
    path = ready_to_reply(caller).removeprefix("/demo")
    return path, path, caller.get(path)["exercise"]["title"]


def a_feedback(stack: Stack) -> tuple[str, str, str]:
    caller = stack.sign_in("employee")
    told = caller.get("/today")["feedback"][0]
    caller.get(f"/feedback/{told['attempt']}")  # read before, so that nothing is asked first
    return f"/feedback/{told['attempt']}", f"/feedback/{told['attempt']}", told["title"]


def a_draft(stack: Stack) -> tuple[str, str, str]:
    _, version = made_draft(stack, "Even wachten")
    return f"/scenario-versions/{version}", f"/author/scenarios/{version}", "Even wachten"


@pytest.mark.parametrize(
    ("role", "place", "neutral"),
    [
        ("employee", a_step, "Oefening"),
        ("employee", an_attempt, "Oefening"),
        ("employee", a_feedback, "Feedback"),
        ("author", a_draft, "Oefening"),
    ],
)
def test_a_title_is_neutral_until_the_answer_comes(
    open_as: OpenAs,
    browser_stack: Stack,
    role: str,
    place: Callable[[Stack], tuple[str, str, str]],
    neutral: str,
) -> None:
    api, path, name = place(browser_stack)
    page = open_as(role, PHONE if role == "employee" else LAPTOP)
    waiting: list[Route] = []
    asked = re.compile(rf"/api/v1/demo{api}$")
    page.route(asked, lambda route: waiting.append(route))
    # Feedback is asked for once it is known that nothing comes before it.
    with page.expect_request(asked):
        page.goto(f"/demo{path}")
    expect(page).to_have_title(f"{neutral} · Kalm")
    expect(page.get_by_text("Nieuwe oefening")).to_have_count(0)
    # The route stays: taking it away answers what waits.
    assert waiting
    for route in waiting:
        route.continue_()
    expect(page).to_have_title(f"{name} · Kalm")


@pytest.mark.parametrize(
    ("role", "path"),
    [
        ("employee", "/practise/{id}"),
        ("employee", "/attempts/{id}"),
        ("employee", "/feedback/{id}"),
        ("author", "/author/scenarios/{id}"),
        ("author", "/author/scenarios/{id}/history"),
        ("author", "/author/rubrics/{id}"),
    ],
)
def test_what_is_not_there_is_said_once_in_title_and_heading(
    open_as: OpenAs, role: str, path: str
) -> None:
    page = open_as(role, LAPTOP, f"/demo{path.format(id=new_id())}")
    expect(page.get_by_role("heading", level=1)).to_have_text(MISSING)
    expect(page).to_have_title(f"{MISSING} · Kalm")
    expect(page.get_by_text(MISSING)).to_have_count(1)
    expect(page.get_by_role("button", name="Probeer opnieuw")).to_have_count(0)


def answering(page: Page, status: int, detail: str) -> None:
    """Refuse every change of a name with this problem, from now on."""
    problem = {"type": "about:blank", "status": status, "code": "refused", "detail": detail}

    def answer(route: Route) -> None:
        if route.request.method == "PATCH":
            route.fulfill(status=status, json=problem)
        else:
            route.fallback()

    page.route("**/api/v1/me", answer)


def test_only_what_may_pass_is_worth_trying_again(open_as: OpenAs) -> None:
    page = open_as("employee", PHONE, "/demo/settings")
    for status, says, is_worth in ((409, "Dit is al gedaan.", False), (503, "", True)):
        page.unroute_all()
        answering(page, status, says)
        page.get_by_role("button", name="Verander").first.click()
        page.get_by_label("Naam").fill("Noor de Witte")
        press(page, "Bewaar")
        expect(page.get_by_text("Wat je hebt bewaard, is veilig.")).to_be_visible()
        expect(page.get_by_text(AGAIN)).to_have_count(int(is_worth))
        page.reload()
