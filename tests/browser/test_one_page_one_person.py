"""One person signs out in one of two tabs and a colleague signs in; no page then acts for the wrong
person.

Whatever the first tab still had to send waits for the person who made it, and is never sent as the
colleague's.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import APIResponse, BrowserContext, Page, Request, Route, expect

from tests.browser.conftest import LAPTOP, PHONE, SignIn
from tests.browser.phones import Line, kept, press, ready_to_reply, record
from tests.flows import caller as flow
from tests.flows import loop
from tests.flows.caller import Caller, wait_until
from tests.flows.stack import Stack, demo_password

pytestmark = [pytest.mark.browser, pytest.mark.stack]

MANAGER = "Ruben Smit"
NOT_SAFE = {"POST", "PUT", "PATCH", "DELETE"}
# A page that learns of nothing but what the server answers.
DEAF = """
delete window.BroadcastChannel
const [before, read] = [localStorage.getItem('kalm.me'), Storage.prototype.getItem]
Storage.prototype.getItem = function (name) {
  return name === 'kalm.me' ? before : read.call(this, name)
}
const listen = window.addEventListener.bind(window)
window.addEventListener = (kind, ...more) => kind === 'storage' || listen(kind, ...more)
"""
WORDS = "Je bleef rustig toen hij harder ging praten."


class Sent:
    """Collects the requests of a page that change something and get an answer, from now on."""

    def __init__(self, page: Page) -> None:
        self.requests: list[Request] = []
        page.on("requestfinished", self._note)

    def _note(self, request: Request) -> None:
        if request.method in NOT_SAFE and "/api/auth/" not in request.url:
            self.requests.append(request)

    def accepted(self) -> list[str]:
        answers = [(one, one.response()) for one in self.requests]
        return [f"{one.method} {one.url}" for one, answer in answers if answer and answer.ok]


def sign_in_here(page: Page, role: str) -> None:
    page.get_by_label("E-mailadres").fill(f"{role}@demo.example")
    page.get_by_label("Wachtwoord").fill(demo_password())
    press(page, "Log in")


def change_person(context: BrowserContext, role: str) -> Page:
    """Sign out in a second tab, and sign in there as somebody else."""
    page = context.new_page()
    page.goto("/demo/settings")
    press(page, "Log uit")
    sign_in_here(page, role)
    expect(page.get_by_role("button", name="Log in")).to_have_count(0)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    return page


def sign_in_again(page: Page, role: str) -> None:
    page.goto("/demo/settings")
    press(page, "Log uit")
    sign_in_here(page, role)
    expect(page.get_by_role("button", name="Log in")).to_have_count(0)


def belongs_to(caller: Caller, upload: str) -> bool:
    return caller.http.get(f"{caller.root}/uploads/{upload}").status_code == 200


@pytest.fixture
def employee(browser_stack: Stack) -> Caller:
    return browser_stack.sign_in("employee")


@pytest.fixture
def colleague(browser_stack: Stack) -> Caller:
    return browser_stack.sign_in("manager")


@pytest.fixture(params=["hears", "deaf"])
def recorded(
    request: pytest.FixtureRequest, sign_in: SignIn, employee: Caller
) -> tuple[Page, Line, str]:
    """Open a page with a recording that could not leave yet, and return the upload's id."""
    page = sign_in("employee", PHONE, service_workers="allow")
    expect(page.get_by_role("heading", level=1)).to_have_text("Hoi Noor")
    if request.param == "deaf":
        page.add_init_script(DEAF)
    page.goto(ready_to_reply(employee))
    expect(page.get_by_role("button", name="Neem op")).to_be_enabled()
    line = Line(page)
    line.cut(offline=True)
    record(page)
    (take,) = kept(page)
    return page, line, take["upload"]


def test_a_recording_that_waited_is_never_sent_as_the_colleagues(
    recorded: tuple[Page, Line, str], employee: Caller, colleague: Caller
) -> None:
    page, line, upload = recorded
    sent = Sent(page)
    other = change_person(page.context, "manager")
    line.cut(offline=False)

    expect(page.get_by_role("heading", name=f"{MANAGER} is nu ingelogd")).to_be_visible()
    expect(page.get_by_text("1 opname", exact=True)).to_be_visible()
    page.wait_for_timeout(3000)
    assert sent.accepted() == []
    assert not belongs_to(colleague, upload)
    assert [one["upload"] for one in kept(page)] == [upload]

    sign_in_again(other, "employee")
    wait_until("the recording at its maker's", lambda: belongs_to(employee, upload))
    wait_until("an empty device", lambda: kept(other) == [])
    assert not belongs_to(colleague, upload)
    attempt = page.url.rpartition("/")[2]
    takes = employee.get(f"/attempts/{attempt}")["takes"]
    assert [take["video"]["id"] for take in takes] == [upload]


def test_who_is_there_now_goes_on_with_a_page_of_their_own(
    recorded: tuple[Page, Line, str],
) -> None:
    page, line, upload = recorded
    change_person(page.context, "manager")
    line.cut(offline=False)
    press(page, f"Ga verder als {MANAGER}")
    expect(page.get_by_role("heading", level=1, name="Mensen")).to_be_visible()
    assert [one["upload"] for one in kept(page)] == [upload]


def test_the_one_before_signs_in_again_from_where_she_was(
    recorded: tuple[Page, Line, str], employee: Caller
) -> None:
    page, line, upload = recorded
    change_person(page.context, "manager")
    line.cut(offline=False)
    press(page, "Log in als Noor de Wit")
    sign_in_here(page, "employee")
    wait_until("the recording at its maker's", lambda: belongs_to(employee, upload))
    expect(page.get_by_text("Opname 1")).to_be_visible()


def test_an_answer_from_before_the_sign_out_brings_nobody_back(sign_in: SignIn) -> None:
    page = sign_in("employee", PHONE, service_workers="allow")
    expect(page.get_by_role("heading", level=1)).to_have_text("Hoi Noor")
    change_person(page.context, "manager")
    expect(page.get_by_role("button", name="Log in als Noor de Wit")).to_be_visible()
    held: list[tuple[Route, APIResponse]] = []
    page.route("**/api/v1/me", lambda route: held.append((route, route.fetch())), times=1)
    page.evaluate("""() => {
        const now = Date.now
        Date.now = () => now() + 60_000  // a page asks every five seconds at most
        window.dispatchEvent(new Event('focus'))
    }""")
    while not held:
        page.wait_for_timeout(50)
    press(page, "Log in als Noor de Wit")
    expect(page.get_by_role("button", name="Log in", exact=True)).to_be_visible()
    route, answer = held[0]
    with page.expect_request("**/api/v1/me"):
        route.fulfill(response=answer)
    sign_in_here(page, "employee")
    expect(page.get_by_role("heading", level=1)).to_have_text("Hoi Noor")


def test_a_recording_whose_id_became_anothers_gets_a_new_one_and_arrives(
    sign_in: SignIn, employee: Caller, colleague: Caller
) -> None:
    """This happened before requests said for whom they are."""
    page = sign_in("employee", PHONE, service_workers="allow")
    expect(page.get_by_role("heading", level=1)).to_have_text("Hoi Noor")
    page.goto(ready_to_reply(employee))
    expect(page.get_by_role("button", name="Neem op")).to_be_enabled()
    line = Line(page)
    line.cut(offline=True)
    record(page)
    (take,) = kept(page)
    body = {"length": take["size"], "content_type": "video/webm", "purpose": "take"}
    colleague.put(f"/uploads/{take['upload']}", body)
    line.cut(offline=False)
    page.evaluate("window.dispatchEvent(new Event('online'))")
    wait_until("an empty device", lambda: kept(page) == [])
    attempt = page.url.rpartition("/")[2]
    (arrived,) = employee.get(f"/attempts/{attempt}")["takes"]
    assert arrived["video"]["id"] != take["upload"]
    assert belongs_to(employee, arrived["video"]["id"])


@pytest.fixture
def second_coach(browser_stack: Stack, colleague: Caller) -> Iterator[Caller]:
    """Make the manager a coach too, for a while, who may review whom they lead."""
    admin = browser_stack.sign_in("admin")
    rules = admin.get("/coaching-rules")
    url, seen = f"{admin.root}/coaching-rules", {"If-Match": "*"}
    leading = {**rules, "leaders_review": True}
    flow.expect(admin.http.put(url, json=leading, headers=seen), 200)
    people = {one["email"]: one for one in admin.get("/people", page_size="200")["results"]}
    path = f"{admin.root}/people/{people['manager@demo.example']['id']}"
    flow.expect(admin.http.patch(path, json={"roles": ["manager", "coach"]}), 200)
    yield colleague
    flow.expect(admin.http.patch(path, json={"roles": ["manager"]}), 200)
    flow.expect(admin.http.put(url, json=rules, headers=seen), 200)


@pytest.fixture
def waiting(employee: Caller) -> Any:
    """Return a submitted attempt that waits for a coach."""
    path = ready_to_reply(employee).removeprefix("/demo")
    attempt = employee.get(path)
    take = loop.record(employee, attempt, loop.PORTRAIT)
    loop.processed(employee, attempt, take)
    loop.submit(employee, attempt, take)
    return attempt


def test_a_coachs_unsaved_words_are_never_saved_as_a_colleagues(
    sign_in: SignIn, browser_stack: Stack, second_coach: Caller, waiting: Any
) -> None:
    coach = browser_stack.sign_in("coach")
    lease = loop.lease(coach, waiting)
    page = sign_in("coach", LAPTOP, service_workers="allow")
    expect(page.get_by_role("heading", level=1, name="Beoordelen")).to_be_visible()
    page.goto(f"/demo/coach/reviews/{lease['review']}")
    begin = page.get_by_role("button", name="Opmerking bij dit moment")
    expect(begin).to_be_enabled()
    line = Line(page)
    line.cut(offline=True)
    begin.click()
    page.get_by_role("textbox", name="Ging goed", exact=True).fill(WORDS)
    page.wait_for_timeout(1500)
    sent = Sent(page)
    other = change_person(page.context, "manager")
    line.cut(offline=False)

    expect(page.get_by_role("heading", name=f"{MANAGER} is nu ingelogd")).to_be_visible()
    expect(page.get_by_text("wat je typte en nog niet was bewaard")).to_be_visible()
    page.wait_for_timeout(3000)
    assert sent.accepted() == []
    assert second_coach.get(f"/reviews/{lease['review']}")["comments"] == []

    sign_in_again(other, "coach")
    other.goto(f"/demo/coach/reviews/{lease['review']}")
    expect(other.get_by_text(WORDS)).to_be_visible()

    def saved() -> bool:
        found = coach.get(f"/reviews/{lease['review']}")["comments"]
        return [one["text"] for one in found] == [WORDS]

    wait_until("the words, saved", saved)
