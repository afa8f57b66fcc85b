"""An author's words reach the server by itself, survive a reload without a network, and never
overwrite what a colleague saved."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.authors import at_draft, made_draft, open_scene, press, saved
from tests.browser.conftest import LAPTOP, OpenAs
from tests.browser.looks import faults_of
from tests.flows.caller import Caller
from tests.flows.stack import Stack

SCRIPTS = Path(__file__).parents[2] / "web/build/_app/immutable"
# The form of a scene has it, and nothing that the editor shows at first.
QUESTION_HELP = "Vraagt één ding, over wat je net zag of las."

pytestmark = [pytest.mark.browser, pytest.mark.stack]


def document_of(caller: Caller, version: str) -> dict[str, Any]:
    found: dict[str, Any] = caller.get(f"/scenario-versions/{version}")
    return found


def change(caller: Caller, version: str, **members: Any) -> None:
    """Save a draft as a colleague does, over its present state."""
    answer = caller.http.get(f"{caller.root}/scenario-versions/{version}")
    body = answer.json() | members
    caller.http.put(
        f"{caller.root}/scenario-versions/{version}",
        json=body,
        headers={"If-Match": answer.headers["ETag"]},
    ).raise_for_status()


def test_typing_is_saved_by_itself_and_can_be_taken_back(
    open_as: OpenAs, browser_stack: Stack
) -> None:
    caller, version = made_draft(browser_stack, "De bon is kwijt")
    page = at_draft(open_as, version)
    page.get_by_label("Samenvatting", exact=True).fill("Je luistert eerst.")
    saved(page)
    assert document_of(caller, version)["summary"] == {"nl": "Je luistert eerst."}

    page.get_by_label("Titel", exact=True).fill("De bon is zoek")
    page.keyboard.press("Control+z")
    expect(page.get_by_label("Titel", exact=True)).to_have_value("De bon is kwijt")
    expect(page.get_by_label("Samenvatting", exact=True)).to_have_value("Je luistert eerst.")
    page.keyboard.press("Control+z")
    expect(page.get_by_label("Samenvatting", exact=True)).to_have_value("")
    press(page, "Opnieuw doen")
    press(page, "Opnieuw doen")
    expect(page.get_by_label("Titel", exact=True)).to_have_value("De bon is zoek")
    saved(page)
    expect(page.get_by_text("Bezig met bewaren…")).to_be_hidden()
    page.reload()
    expect(page.get_by_label("Titel", exact=True)).to_have_value("De bon is zoek")


def test_what_was_typed_without_a_network_survives_a_reload(
    open_as: OpenAs, browser_stack: Stack
) -> None:
    caller, version = made_draft(browser_stack, "Zonder verbinding")
    page = at_draft(open_as, version)
    # Not by a route: what a page sends as it closes passes by that.
    page.context.set_offline(True)
    page.get_by_label("Samenvatting", exact=True).fill("Dit mag niet weg.")
    expect(page.get_by_text("Niet bewaard:").first).to_be_visible()
    expect(page.get_by_text("Je tekst staat op dit toestel").first).to_be_visible()
    page.get_by_label("Waarschuwing vooraf").fill("Er wordt hard gepraat.")
    page.wait_for_timeout(500)  # the device writes a moment after the last key
    page.close(run_before_unload=False)
    page.context.set_offline(False)
    assert document_of(caller, version)["summary"] == {}

    again = page.context.new_page()
    again.goto(f"/demo/author/scenarios/{version}")
    expect(again.get_by_text("Wat nog niet bewaard was, is er weer")).to_be_visible()
    expect(again.get_by_label("Samenvatting", exact=True)).to_have_value("Dit mag niet weg.")
    expect(again.get_by_label("Waarschuwing vooraf")).to_have_value("Er wordt hard gepraat.")
    saved(again)
    found = document_of(caller, version)
    assert found["summary"] == {"nl": "Dit mag niet weg."}
    assert found["content_warning"] == {"nl": "Er wordt hard gepraat."}


def test_two_authors_at_once_choose_per_field(open_as: OpenAs, browser_stack: Stack) -> None:
    caller, version = made_draft(browser_stack, "Met zijn tweeën")
    page = at_draft(open_as, version)
    change(caller, version, title={"nl": "Van een collega"}, summary={"nl": "Ook van hem."})
    page.get_by_label("Titel", exact=True).fill("Van mij")
    expect(page.get_by_role("heading", name="Iemand anders heeft dit concept")).to_be_visible()
    expect(page.get_by_text("Dit hebben jullie allebei gewijzigd")).to_be_visible()
    summary = page.get_by_role("group", name="Samenvatting, Nederlands")
    expect(summary.get_by_role("radio", name="Staat er nu")).to_be_checked()
    title = page.get_by_role("group", name="Titel, Nederlands")
    expect(title.get_by_role("radio", name="Van jou")).to_be_checked()
    assert not faults_of(page)
    title.get_by_role("radio", name="Staat er nu").check()
    title.get_by_role("radio", name="Van jou").check()
    press(page, "Bewaar wat is gekozen")
    expect(page.get_by_label("Titel", exact=True)).to_have_value("Van mij")
    saved(page)
    found = document_of(caller, version)
    assert (found["title"], found["summary"]) == ({"nl": "Van mij"}, {"nl": "Ook van hem."})


def test_scenes_that_both_changed_are_compared_by_their_place(
    open_as: OpenAs, browser_stack: Stack
) -> None:
    caller, version = made_draft(browser_stack, "Scènes van twee")
    page = at_draft(open_as, version)
    scenes = document_of(caller, version)["scenes"]
    scenes[1]["options"][0]["text"] = {"nl": "Ik vat samen wat ik hoor."}
    change(caller, version, scenes=scenes)
    form = open_scene(page, 3)
    form.get_by_label("Opdracht", exact=True).fill("Zeg wat je nu voor haar doet.")
    group = page.get_by_role("group", name="Scène 2, vraag, antwoord 1, Tekst, Nederlands")
    expect(group.get_by_role("radio", name="Staat er nu")).to_be_checked()
    press(page, "Bewaar wat is gekozen")
    saved(page)
    found = document_of(caller, version)["scenes"]
    assert found[1]["options"][0]["text"] == {"nl": "Ik vat samen wat ik hoor."}
    assert found[2]["prompt"] == {"nl": "Zeg wat je nu voor haar doet."}


def test_a_draft_that_was_published_meanwhile_goes_on_as_a_new_one(
    open_as: OpenAs, browser_stack: Stack
) -> None:
    _, version = made_draft(browser_stack, "Intussen gepubliceerd")
    page = at_draft(open_as, version)
    page.route(
        f"**/scenario-versions/{version}",
        lambda route: (
            route.fulfill(
                status=409,
                content_type="application/problem+json",
                json={"status": 409, "code": "already_published", "detail": "Al gepubliceerd."},
            )
            if route.request.method == "PUT"
            else route.fallback()
        ),
    )
    page.get_by_label("Samenvatting", exact=True).fill("Nog een zin.")
    expect(page.get_by_text("Wat je schreef, staat hier nog.")).to_be_visible()
    expect(page.get_by_label("Samenvatting", exact=True)).to_have_value("Nog een zin.")
    expect(page.get_by_role("button", name="Bewaar als nieuw concept")).to_be_visible()


def test_a_part_of_the_editor_that_did_not_come_can_be_asked_for_again(
    open_as: OpenAs, browser_stack: Stack
) -> None:
    _, version = made_draft(browser_stack, "Een deel komt niet")
    gone = [one.name for one in SCRIPTS.rglob("*.js") if QUESTION_HELP in one.read_text()]
    assert gone
    page = open_as("author", LAPTOP)
    page.route(lambda url: url.split("/")[-1] in gone, lambda route: route.abort())
    page.route(
        f"**/scenario-versions/{version}",
        lambda route: route.abort() if route.request.method == "PUT" else route.fallback(),
    )
    page.goto(f"/demo/author/scenarios/{version}")
    page.get_by_label("Titel", exact=True).fill("Nog niet bewaard")
    page.locator("[data-scene]").nth(1).click()
    expect(page.get_by_text("We konden Kalm niet bereiken")).to_be_visible()
    expect(page.get_by_label("Titel", exact=True)).to_be_hidden()

    page.unroute_all()
    press(page, "Probeer opnieuw")
    expect(page.get_by_text("We konden Kalm niet bereiken")).to_be_hidden()
    open_scene(page, 2)
    page.get_by_role("button", name="Over deze oefening").click()
    expect(page.get_by_label("Titel", exact=True)).to_have_value("Nog niet bewaard")
    saved(page)
