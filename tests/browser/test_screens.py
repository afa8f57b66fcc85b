"""axe finds nothing on any main screen, in light or dark, and nothing overflows a small one."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LAPTOP, PHONE, OpenAs, SignIn
from tests.browser.conversations import CONVERSATION
from tests.browser.looks import alter, faults_of
from tests.browser.phones import press, ready_to_reply, step_to_open
from tests.flows.stack import Stack

pytestmark = [pytest.mark.browser, pytest.mark.stack]

Change = Callable[[dict[str, Any]], None]
ORG = "/demo"


class Found:
    """Collects faults by screen, to report all at once."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.faults: list[str] = []

    def look(self, name: str) -> None:
        self.faults += [f"{name}: {fault}" for fault in faults_of(self.page)]

    def at(self, path: str, heading: str | re.Pattern[str]) -> None:
        self.page.goto(ORG + path)
        expect(self.page.get_by_role("heading", name=heading).first).to_be_visible()
        self.look(path)

    def tell(self) -> None:
        assert not self.faults, "\n".join(self.faults)


def take(number: int, state: str, **video: Any) -> dict[str, Any]:
    """Return a recording as the server describes it."""
    id = f"01a200ac-c0e7-7114-b8ea-d6c1d7cc67{number:02}"
    video = {
        "id": id,
        "state": state,
        "reason": "",
        "reason_text": "",
        "progress": 0,
        "notices": [],
        "notice_texts": [],
        "more_follows": False,
        **video,
    }
    return {
        "id": id,
        "scene": "",
        "number": number,
        "duration_ms": 9000,
        "recorded_at": "2026-11-20T20:00:00Z",
        "video": video,
    }


FAILED = {"reason": "damaged", "reason_text": "Deze opname is beschadigd. Neem opnieuw op."}
SILENT = {"notices": ["silent"], "notice_texts": ["We horen niets in deze opname."]}


def afresh(attempt: dict[str, Any]) -> None:
    attempt.update(answers=[], takes=[], submission=None, follows=None)


def recorded(attempt: dict[str, Any]) -> None:
    scenes = attempt["exercise"]["scenes"]
    reply = next(scene["id"] for scene in scenes if scene["kind"] == "respond")
    takes = [
        take(1, "ready", **SILENT),
        take(2, "failed", **FAILED),
        take(3, "processing", progress=40),
    ]
    attempt["takes"] = [{**one, "scene": reply} for one in takes]


def sent(kind: str, **video: Any) -> Change:
    def change(attempt: dict[str, Any]) -> None:
        one = take(1, kind, **video)
        submission = {"id": one["id"], "submitted_at": "2026-11-20T20:05:00Z", "scored_at": None}
        attempt.update(state="submitted", takes=[one])
        attempt.update(submission={**submission, "takes": [one["id"]]})

    return change


def walk_exercise(found: Found, path: str) -> None:
    """Watch, choose and record; then see the list of takes, and what was submitted."""
    page, api = found.page, f"{ORG}{path.removeprefix(ORG)}"
    alter(page, api, afresh)
    page.goto(path)
    expect(page.get_by_role("heading", name="Kijk en luister")).to_be_visible()
    found.look("watch")
    press(page, "Ik heb het gezien")
    found.look("choose")
    page.get_by_role("main").get_by_role("listitem").get_by_role("button").first.click()
    expect(page.get_by_role("button", name="Verder")).to_be_visible()
    found.look("answered")
    press(page, "Verder")
    expect(page.get_by_role("button", name="Neem op")).to_be_enabled()
    found.look("record")
    for name, change, said in (
        ("takes", recorded, "Deze opname is niet gelukt"),
        ("sent", sent("processing", progress=70), "Verstuurd naar je coach"),
        ("sent and failed", sent("failed", **FAILED), "niet afspeelbaar maken"),
    ):
        alter(page, api, change)
        page.goto(path)
        expect(page.get_by_text(said)).to_be_visible()
        found.look(name)


def test_the_employees_screens(open_as: OpenAs, browser_stack: Stack) -> None:
    caller = browser_stack.sign_in("employee")
    path = ready_to_reply(caller)
    today = caller.get("/today")
    page = open_as("employee", PHONE, "/demo")
    expect(page.get_by_role("heading", name=re.compile("^Hoi"))).to_be_visible()
    found = Found(page)
    found.look("today")
    step, title = step_to_open(caller)
    found.at(f"/practise/{step}", title)
    found.at("/messages", "Berichten")
    found.at("/settings", "Instellingen")
    # In a conversation the customer begins.
    told = next(one for one in today["feedback"] if one["title"] != CONVERSATION)
    caller.get(f"/feedback/{told['attempt']}")  # read before, so that nothing is asked first
    found.at(f"/feedback/{told['attempt']}", told["title"])
    expect(page.get_by_role("img", name=re.compile("te horen op"))).to_be_visible()
    found.at("/nowhere", "We konden dit niet vinden")
    walk_exercise(found, path)
    found.tell()


def test_the_coachs_screens(open_as: OpenAs) -> None:
    page = open_as("coach", LAPTOP, "/demo/coach")
    expect(page.get_by_role("heading", name="Beoordelen", level=1)).to_be_visible()
    found = Found(page)
    found.look("queue")
    press(page, "Neem de volgende")
    expect(page.get_by_role("heading", name="Rubric")).to_be_visible()
    expect(page.locator("video").first).to_have_js_property("paused", True)
    found.look("desk")
    press(page, "Opmerking bij dit moment")
    page.get_by_text("De oefening: noem eerst wat je ziet").click()
    page.get_by_text("Poging 1: de opname en de niveaus").click()
    expect(page.get_by_label("De eerdere opname").first).to_be_visible()
    found.look("desk, writing")
    page.get_by_role("textbox").first.press("Escape")
    press(page, "Geef terug")
    expect(page.get_by_role("heading", name="Beoordelen", level=1)).to_be_visible()
    found.at("/coach/phrases", "Vaste zinnen")
    press(page, "Nieuwe zin")
    found.look("writing a phrase")
    found.at("/coach/released", "Verstuurde feedback")
    # Not the queue's, where another test may have left one of hers with this coach.
    theirs = page.get_by_role("link", name=re.compile("Noor de Wit")).filter(has_not_text="Bij jou")
    theirs.first.click()
    expect(page.get_by_text("Noor de Wit heeft je feedback")).to_be_visible()
    found.look("released")
    found.tell()


def test_a_coach_sees_at_once_what_can_be_taken(open_as: OpenAs) -> None:
    page = open_as("coach", LAPTOP, "/demo/coach")
    take_next = page.get_by_role("button", name="Neem de volgende")
    expect(take_next).to_be_enabled()
    lines = page.get_by_role("main").get_by_role("listitem")
    expect(lines.filter(has=page.get_by_role("button")).first).to_be_visible()

    def with_a_colleague(queue: dict[str, Any]) -> None:
        queue.update(free=0)
        for one in queue["results"]:
            one.update(leased_by="other", leased_by_name="Chris", lease=None)

    alter(page, f"{ORG}/queue", with_a_colleague)
    page.reload()
    expect(lines.filter(has_text="is ermee bezig").first).to_be_visible()
    expect(lines.get_by_role("button")).to_have_count(0)
    expect(take_next).to_be_disabled()

    alter(page, f"{ORG}/queue", lambda queue: queue.update(free=0, waiting=0, results=[]))
    page.reload()
    expect(page.get_by_role("heading", name="Er wacht niets")).to_be_visible()
    expect(take_next).to_be_disabled()
    expect(page.get_by_text("Je kunt er nu geen nemen")).to_have_count(0)
    expect(page.get_by_text(re.compile("wachten? op feedback"))).to_have_count(0)


def test_the_authors_screens(open_as: OpenAs) -> None:
    page = open_as("author", LAPTOP, "/demo/author")
    expect(page.get_by_role("heading", name="Oefeningen", level=1)).to_be_visible()
    expect(page.get_by_role("list", name="Oefeningen")).to_be_visible()
    found = Found(page)
    found.look("exercises")
    page.get_by_role("link", name="Het poortje blijft dicht").click()
    expect(page.get_by_role("heading", name="Scènes")).to_be_visible()
    found.look("exercise")
    page.get_by_role("link", name="Ondertitels, Nederlands").click()
    expect(page.get_by_role("textbox", name="Regel 2")).to_be_visible()
    found.look("captions")
    found.at("/author/rubrics", "Rubrics")
    page.get_by_role("table").get_by_role("link", name="Een grens met een open deur").click()
    expect(page.get_by_role("group", name="Taal van de teksten")).to_be_visible()
    found.look("rubric")
    found.tell()


def test_the_managers_screens(open_as: OpenAs) -> None:
    page = open_as("manager", LAPTOP, "/demo/manager")
    expect(page.get_by_role("table").first).to_be_visible()
    found = Found(page)
    found.look("people")
    found.at("/manager/programmes", "Programma’s")
    found.tell()


@pytest.mark.parametrize(
    ("role", "screens"),
    [
        ("employee", {"": re.compile("^Hello"), "/messages": "Messages", "/settings": "Settings"}),
        ("coach", {"/coach": "Review", "/coach/released": "Sent feedback"}),
        (
            "author",
            {"/author": "Exercises", "/author/rubrics": "Rubrics", "/author/clips": "Clips"},
        ),
        ("manager", {"/manager": "People", "/manager/programmes": "Programmes"}),
    ],
)
def test_screens_in_english(
    open_as: OpenAs, role: str, screens: dict[str, str | re.Pattern[str]]
) -> None:
    page = open_as(role, PHONE if role == "employee" else LAPTOP)
    alter(page, "/me", lambda me: me.update(language="en"))
    found = Found(page)
    for path, heading in screens.items():
        found.at(path, heading)
        assert page.locator("html").get_attribute("lang") == "en"
    found.tell()


def test_an_exercise_in_english(open_as: OpenAs, browser_stack: Stack) -> None:
    path = ready_to_reply(browser_stack.sign_in("employee"))
    page = open_as("employee", PHONE)
    alter(page, "/me", lambda me: me.update(language="en"))
    found = Found(page)
    found.at(path.removeprefix(ORG), "Your turn")
    alter(page, path, recorded)
    page.goto(path)
    expect(page.get_by_text("This recording went wrong")).to_be_visible()
    found.look("takes")
    found.tell()


def test_the_screens_of_nobody_yet(sign_in: SignIn) -> None:
    page = sign_in("nobody", PHONE)
    expect(page.get_by_text("horen niet bij elkaar")).to_be_visible()
    found = Found(page)
    found.look("signing in, refused")
    for what in ("manifest", "apple-touch-icon"):
        served = page.request.get(page.locator(f"link[rel={what}]").get_attribute("href") or "")
        assert served.ok, what
    page.goto("/sign-in/forgotten")
    expect(page.get_by_role("heading", name="Een nieuw wachtwoord")).to_be_visible()
    found.look("forgotten")
    found.tell()
