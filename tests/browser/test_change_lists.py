"""An author renames, adds, reorders and hides techniques and kinds of aggression."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LAPTOP, OpenAs
from tests.browser.looks import faults_of

pytestmark = [pytest.mark.browser, pytest.mark.stack]


@pytest.fixture
def page(open_as: OpenAs) -> Page:
    page = open_as("author", LAPTOP, "/demo/author/lists")
    expect(page.get_by_role("button", name="Techniek toevoegen")).to_be_visible()
    return page


def test_a_technique_is_added_moved_renamed_and_hidden(page: Page) -> None:
    techniques = page.get_by_role("region", name="Technieken")
    assert not faults_of(page)
    techniques.get_by_role("button", name="Techniek toevoegen").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Bewaar").click()
    expect(dialog.get_by_text("Schrijf dit in ten minste één taal.")).to_be_visible()
    dialog.get_by_label("Naam in het Nederlands").fill("Humor")
    dialog.get_by_label("Omschrijving in het Nederlands").fill("Je maakt het licht.")
    assert not faults_of(page)
    dialog.get_by_role("button", name="Bewaar").click()
    rows = techniques.get_by_role("listitem")
    expect(rows.last).to_contain_text("Humor")

    last = rows.count()
    up = techniques.get_by_role("button", name="Humor omhoog")
    up.focus()
    page.keyboard.press("Enter")
    expect(rows.nth(last - 2)).to_contain_text("Humor")
    expect(up).to_be_focused()

    techniques.get_by_role("button", name="Wijzig Humor").click()
    dialog.get_by_label("Naam in het Nederlands").fill("Luchtigheid")
    dialog.get_by_role("button", name="Bewaar").click()
    techniques.get_by_role("button", name="Verberg Luchtigheid").click()
    expect(techniques.get_by_role("button", name="Toon Luchtigheid weer")).to_be_visible()
    page.reload()
    expect(techniques.get_by_role("listitem").nth(last - 2)).to_contain_text(
        re.compile("Luchtigheid.*verborgen", re.DOTALL)
    )
    assert not faults_of(page)


def test_a_technique_is_dragged_to_another_place(page: Page) -> None:
    techniques = page.get_by_role("region", name="Technieken")
    rows = techniques.get_by_role("listitem")
    names = rows.locator("strong").all_text_contents()
    handles = techniques.locator(".grip")
    handles.first.scroll_into_view_if_needed()
    box, target = handles.nth(2).bounding_box(), rows.nth(0).bounding_box()
    assert box
    assert target
    page.mouse.move(box["x"] + 8, box["y"] + 8)
    page.mouse.down()
    page.mouse.move(box["x"] + 8, target["y"] + 2, steps=6)
    page.mouse.up()
    expect(techniques.get_by_role("status")).to_have_text(f"{names[2]} staat nu op plek 1.")
    expect(rows.locator("strong").first).to_have_text(names[2])
    page.reload()
    expect(rows.locator("strong").nth(2)).to_have_text(names[1])


def test_a_kind_of_aggression_gets_another_style(page: Page) -> None:
    kinds = page.get_by_role("region", name="Soorten agressie")
    kinds.get_by_role("button", name=re.compile("^Wijzig ")).first.click()
    dialog = page.get_by_role("dialog")
    style = dialog.get_by_label("Stijl die past")
    before = style.input_value()
    style.select_option("directive" if before == "supportive" else "supportive")
    dialog.get_by_role("button", name="Bewaar").click()
    expect(dialog).to_be_hidden()
    said = "sturend" if before == "supportive" else "steunend"
    expect(kinds.get_by_role("listitem").first).to_contain_text(f"Stijl die past: {said}")
    assert not faults_of(page)
