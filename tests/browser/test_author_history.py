"""An author sees who changed and published what, and makes a new draft of an older version."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.authors import press, published_copy, saved
from tests.browser.conftest import LAPTOP, OpenAs
from tests.browser.looks import faults_of
from tests.flows.stack import Stack

pytestmark = [pytest.mark.browser, pytest.mark.stack]


def at_history(open_as: OpenAs, version: str) -> Page:
    page = open_as("author", LAPTOP, f"/demo/author/scenarios/{version}/history")
    expect(page.get_by_role("heading", name="Versie 1")).to_be_visible()
    return page


def test_an_older_version_becomes_a_draft_and_what_changed_is_told(
    open_as: OpenAs, browser_stack: Stack
) -> None:
    _, version = published_copy(browser_stack, "Van gisteren")
    page = at_history(open_as, version)
    expect(page.get_by_text("Hiermee wordt nu geoefend")).to_be_visible()
    expect(page.get_by_text("Sanne Visser").first).to_be_visible()
    assert not faults_of(page)

    press(page, "Maak hier een nieuw concept van: versie 1")
    expect(page.get_by_role("heading", name="Over deze oefening")).to_be_visible()
    page.get_by_label("Titel", exact=True).fill("Van vandaag")
    saved(page)
    page.get_by_role("link", name="Geschiedenis").click()
    expect(page.get_by_role("heading", name="Versie 2")).to_be_visible()
    page.get_by_text("Wat veranderde sinds versie 1").click()
    expect(page.get_by_text("1 veld verschilt")).to_be_visible()
    expect(page.get_by_text("Van gisteren").last).to_be_visible()
    assert not faults_of(page)

    press(page, "Maak hier een nieuw concept van: versie 1")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("Er is al een concept.")).to_be_visible()
    assert not faults_of(page)
    dialog.get_by_role("link", name="Ja, zet in het concept").click()
    expect(page.get_by_text("De tekst van versie 1 staat in dit concept")).to_be_visible()
    title = page.get_by_label("Titel", exact=True)
    expect(title).to_have_value("Van gisteren")
    saved(page)
    press(page, "Ongedaan maken")
    expect(title).to_have_value("Van vandaag")
    saved(page)
    assert "from=" not in page.url


def test_an_exercise_with_a_draft_is_retired_from_its_history(
    open_as: OpenAs, browser_stack: Stack
) -> None:
    _, version = published_copy(browser_stack, "Niet meer nodig")
    page = at_history(open_as, version)
    press(page, "Trek deze oefening terug")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("Geen programma gebruikt hem.")).to_be_visible()
    press(dialog, "Ja, trek terug")
    expect(page.get_by_text("Niemand kan aan deze oefening beginnen.")).to_be_visible()
    page.get_by_role("link", name="Terug").click()
    page.get_by_label("Stand").select_option(label="Teruggetrokken")
    page.get_by_role("link", name="Niet meer nodig").click()
    press(page, "Zet hem terug")
    expect(page.get_by_role("button", name="Trek deze oefening terug")).to_be_visible()
