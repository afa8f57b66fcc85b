"""An author writes an exercise of two replies with a branch, tries it as an employee, publishes it,
and begins the next version: with a mouse, and by keyboard alone."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from deploy.stack.layout import PROJECT
from tests.browser.authors import at_draft, made_draft, open_scene, press, saved
from tests.browser.conftest import LAPTOP, OpenAs
from tests.browser.looks import faults_of
from tests.browser.writing import OUTLINE, fill_card, publish, write_conversation
from tests.flows.stack import Stack

pytestmark = [pytest.mark.browser, pytest.mark.stack]


def try_it(page: Page) -> None:
    """Walk the whole draft in the preview, camera included; nothing of it reaches the server."""
    sent: list[str] = []
    page.on("request", lambda asked: sent.append(asked.method) if asked.method != "GET" else None)
    preview = page.get_by_role("region", name="Voorbeeld als medewerker")
    press(preview, "Vanaf het begin")
    expect(preview.get_by_role("heading", name="Kijk en luister")).to_be_visible()
    press(preview, "Ik heb het gezien")
    press(preview, "Ik leg de regels uit.")
    expect(preview.get_by_text("Hij wil eerst gehoord worden.")).to_be_visible()
    press(preview, "Verder")
    expect(preview.get_by_role("button", name="Neem op")).to_be_visible()
    expect(preview.get_by_role("img", name="Deel 3 van 3")).to_be_visible()
    press(preview, "Neem op")
    press(preview, "Begin nu")
    page.wait_for_timeout(2000)
    press(preview, "Stop")
    expect(preview.get_by_text("Opname 1")).to_be_visible()
    assert not sent


def no_faults(page: Page) -> None:
    assert not faults_of(page)


def test_a_conversation_with_a_branch_goes_from_blank_to_published(open_as: OpenAs) -> None:
    page = open_as("author", LAPTOP, "/demo/author")
    write_conversation(page, "Twee keer antwoorden", no_faults)

    press(page.get_by_role("navigation", name=OUTLINE), "Paden")
    paths = page.get_by_role("listitem").filter(has_text="‘Ik leg de regels uit.’: 5. Antwoord")
    expect(paths.first).to_be_visible()
    assert not faults_of(page)
    saved(page)
    try_it(page)
    publish(page)
    assert not faults_of(page)

    press(page, "Maak hier een nieuw concept van")
    expect(page.get_by_role("heading", name="Over deze oefening")).to_be_visible()
    page.get_by_label("Titel", exact=True).fill("Twee keer rustig antwoorden")
    saved(page)
    page.get_by_role("link", name="Terug").click()
    row = page.get_by_role("listitem").filter(has_text="Twee keer rustig antwoorden")
    expect(row).to_contain_text("Concept van versie 2")


def test_what_is_missing_leads_to_its_field(open_as: OpenAs, browser_stack: Stack) -> None:
    _, version = made_draft(browser_stack, "Wat ontbreekt er nog")
    page = at_draft(open_as, version)
    press(page.get_by_role("navigation", name=OUTLINE), "Publiceren")
    expect(page.get_by_role("button", name="Publiceer", exact=True)).to_be_disabled()
    assert not faults_of(page)
    page.get_by_role("button", name="Samenvatting").first.click()
    expect(page.get_by_label("Samenvatting", exact=True)).to_be_focused()
    press(page.get_by_role("navigation", name=OUTLINE), "Publiceren")
    page.get_by_role("button", name="Scène 1, kijken").first.click()
    expect(page.locator("section[data-attr='scenes.0']")).to_be_visible()
    expect(page.get_by_label("Kies een bestand").first).to_be_focused()


def test_a_clip_comes_from_a_file_and_is_refused_without_captions(
    open_as: OpenAs, browser_stack: Stack, tmp_path: Path
) -> None:
    _, version = made_draft(browser_stack, "Een filmpje van een bestand")
    page = at_draft(open_as, version)
    fill_card(page)
    form = open_scene(page, 1)
    notes = tmp_path / "notes.txt"
    notes.write_text("geen film", encoding="utf-8")
    form.get_by_label("Kies een bestand").set_input_files(notes)
    expect(form.get_by_text("Dit is geen video of geluid.")).to_be_visible()
    form.get_by_label("Kies een bestand").set_input_files(
        PROJECT / "demo" / "clips" / "no_ticket-shrugs.nl.mp4"
    )
    expect(form.get_by_role("link", name="Schrijf ondertitels in het Nederlands")).to_be_visible()
    expect(form.locator("video")).to_have_js_property("readyState", 4, timeout=60_000)
    saved(page)
    press(page.get_by_role("navigation", name=OUTLINE), "Publiceren")
    press(page, "Publiceer")
    press(page.get_by_role("dialog"), "Ja, publiceer")
    gap = page.get_by_role("button", name="Filmpje van de klant").first
    expect(gap).to_contain_text("ondertitel", ignore_case=True)
    gap.click()
    expect(page.locator("section[data-attr='scenes.0']")).to_be_visible()


def test_scenes_move_by_buttons_by_keys_and_by_dragging(
    open_as: OpenAs, browser_stack: Stack
) -> None:
    caller, version = made_draft(browser_stack, "Andere volgorde", "conversation")
    page = at_draft(open_as, version)

    def keys() -> list[str]:
        return [one["key"] for one in caller.get(f"/scenario-versions/{version}")["scenes"]]

    outline = page.get_by_role("navigation", name=OUTLINE)
    open_scene(page, 1)
    press(outline, "Omlaag")
    expect(outline.locator("[aria-live]")).to_contain_text("staat nu op plek 2 van 4")
    saved(page)
    assert keys() == ["s2", "s1", "s3", "s4"]
    outline.locator("[data-scene=s1]").focus()
    page.keyboard.press("Alt+ArrowUp")
    saved(page)
    assert keys() == ["s1", "s2", "s3", "s4"]
    expect(outline.locator("[data-scene=s1]")).to_be_focused()
    outline.get_by_label("Verplaats naar").select_option(label="Plek 4")
    saved(page)
    assert keys() == ["s2", "s3", "s4", "s1"]

    grip = outline.locator(".grip").nth(2)
    box, target = grip.bounding_box(), outline.locator(".grip").nth(0).bounding_box()
    assert box
    assert target
    page.mouse.move(box["x"] + 8, box["y"] + 8)
    page.mouse.down()
    page.mouse.move(box["x"] + 8, target["y"] - 4, steps=6)
    page.mouse.up()
    saved(page)
    assert keys() == ["s4", "s2", "s3", "s1"]
    press(outline, "Verwijder")
    saved(page)
    assert keys() == ["s4", "s2", "s3"]
    press(page, "Ongedaan maken")
    saved(page)
    assert keys() == ["s4", "s2", "s3", "s1"]


def test_an_exercise_is_retired_after_its_programmes_are_listed_and_comes_back(
    open_as: OpenAs,
) -> None:
    page = open_as("author", LAPTOP, "/demo/author")
    page.get_by_label("Zoek").fill("zes weken")
    page.get_by_role("link", name="Zes weken een emmer").click()
    press(page, "Trek deze oefening terug")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("Deze programma’s gebruiken hem:")).to_be_visible()
    expect(dialog.get_by_role("listitem").first).to_be_visible()
    assert not faults_of(page)
    press(dialog, "Ja, trek terug")
    expect(page.get_by_text("Niemand kan aan deze oefening beginnen.")).to_be_visible()
    press(page, "Zet hem terug")
    expect(page.get_by_role("button", name="Trek deze oefening terug")).to_be_visible()
