"""A coach finishes feedback now and sends it later; a lead coach looks at it first."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LAPTOP, PHONE, OpenAs
from tests.browser.looks import faults_of
from tests.browser.phones import press
from tests.browser.reviewed import reviewed_reply
from tests.flows import caller as flow
from tests.flows.stack import Stack

pytestmark = [pytest.mark.browser, pytest.mark.stack]

DAAN, REMARK = "Daan Bakker", "Noem ook hoe hij het zegt."
ANY = {"If-Match": "*"}
Shot = Callable[[Page, str], None]


@pytest.fixture
def lead_first(browser_stack: Stack) -> Iterator[None]:
    """Make the author a lead coach, who looks first, for a while."""
    admin = browser_stack.sign_in("admin")
    people = {one["email"]: one for one in admin.get("/people", page_size="200")["results"]}
    author = people["author@demo.example"]["id"]
    rules = admin.get("/coaching-rules")
    del rules["version"]

    def be(roles: list[str], releasing: str) -> None:
        path = f"{admin.root}/people/{author}"
        flow.expect(admin.http.patch(path, json={"roles": roles}), 200)
        body = rules | {"releasing": releasing}
        flow.expect(admin.http.put(f"{admin.root}/coaching-rules", json=body, headers=ANY), 200)

    be(["author", "coach"], "lead_first")
    scope = {"teams": [], "languages": [], "is_lead": True}
    coaches = admin.get("/coaches")["results"]
    [lead] = [one["membership"] for one in coaches if one["membership"] == author]
    path = f"{admin.root}/coaches/{lead}/scope"
    flow.expect(admin.http.put(path, json=scope, headers=ANY), 200)
    yield
    be(["author"], "at_once")


def test_a_coach_finishes_now_and_sends_later(
    open_as: OpenAs, browser_stack: Stack, shot: Shot
) -> None:
    reply = reviewed_reply(browser_stack)
    page = open_as("coach", LAPTOP, f"/demo/coach/reviews/{reply['review']}")
    expect(page.get_by_text("Er ontbreekt niets meer.")).to_be_visible()
    page.keyboard.press("s")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("button", name="Verstuur", exact=True)).to_be_focused()
    shot(page, "finish-dialog")
    dialog.get_by_role("button", name="Afronden, later versturen").click()
    expect(page.get_by_text("Deze feedback is afgerond")).to_be_visible()
    assert faults_of(page) == []
    shot(page, "finished")
    feedback = f"/demo/feedback/{reply['attempt']}"
    assert browser_stack.sign_in("employee").http.get(f"/api/v1{feedback}").status_code == 404

    press(page, "Pak weer op")
    expect(page.get_by_role("button", name="Geef terug")).to_be_visible()
    page.keyboard.press("s")
    dialog.get_by_role("button", name="Afronden, later versturen").click()
    expect(page.get_by_text("Deze feedback is afgerond")).to_be_visible()

    listed = open_as("coach", PHONE, "/demo/coach/finished")
    listed.get_by_label("Selecteer alles").check()
    assert faults_of(listed) == []
    shot(listed, "finished-list")
    press(listed, "Verstuur 1")
    listed.get_by_role("dialog").get_by_role("button", name="Verstuur", exact=True).click()
    expect(listed.get_by_text("Verstuurd: 1.")).to_be_visible()
    assert faults_of(listed) == []
    reader = open_as("employee", PHONE, feedback)
    press(reader, "Meteen naar de feedback")
    expect(reader.get_by_text(DAAN).first).to_be_visible()


@pytest.mark.usefixtures("lead_first")
def test_a_lead_gives_it_back_with_a_remark(
    open_as: OpenAs, browser_stack: Stack, shot: Shot
) -> None:
    reply = reviewed_reply(browser_stack)
    coach = open_as("coach", LAPTOP, f"/demo/coach/reviews/{reply['review']}")
    press(coach, "Rond de feedback af")
    coach.get_by_role("dialog").get_by_role("button", name="Rond af").click()
    expect(coach.get_by_text("Een hoofdcoach kijkt er eerst naar.")).to_be_visible()

    lead = open_as("author", LAPTOP, "/demo/coach/finished")
    finished = lead.get_by_role("main").get_by_role("link").filter(has_text=f"{DAAN} rondde")
    expect(finished).to_be_visible()
    assert faults_of(lead) == []
    shot(lead, "lead-list")
    finished.click()
    press(lead, f"Geef terug aan {DAAN}")
    dialog = lead.get_by_role("dialog")
    dialog.get_by_role("button", name="Geef terug").click()
    expect(dialog.get_by_text("Zeg in een paar woorden waarom.")).to_be_visible()
    dialog.get_by_role("textbox").fill(REMARK)
    assert faults_of(lead) == []
    shot(lead, "give-back")
    dialog.get_by_role("button", name="Geef terug").click()
    expect(lead.get_by_text("Er wacht niets op je.")).to_be_visible()

    coach.reload()
    press(coach, "Zet op mijn naam")
    expect(coach.get_by_text(REMARK)).to_be_visible()
    expect(coach.get_by_text("vraagt je nog eens te kijken")).to_be_visible()
    assert faults_of(coach) == []
    shot(coach, "given-back")
