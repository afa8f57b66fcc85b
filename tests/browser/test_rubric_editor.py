"""An author writes a rubric by keyboard alone, imports one as a Dutch Excel saves it, publishes it,
and sees word by word what the next version changes."""

import re

import pytest
from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.browser.conftest import LAPTOP, OpenAs
from tests.browser.looks import faults_of

pytestmark = [pytest.mark.browser, pytest.mark.stack]

SHEET = (
    "nummer;criterium_nl;omschrijving_nl;techniek;gewicht;niveau;niveau_naam_nl;"
    "niveau_omschrijving_nl\r\n"
    '1;Luisteren;"Laat je de klant\nuitpraten?";letting_vent;2;1;Begin;Je onderbreekt\r\n'
    "1;;;;;2;Goed;Je knikt en wacht\r\n"
    "2;Danken;Dank je oprecht?;thanking;;1;Begin;Geen dank\r\n"
    "2;;;;;2;Goed;'=dank\r\n"
)


@pytest.fixture
def page(open_as: OpenAs) -> Page:
    page = open_as("author", LAPTOP, "/demo/author/rubrics")
    expect(page.get_by_role("heading", name="Rubrics", level=1)).to_be_visible()
    return page


def sheet(content: bytes) -> FilePayload:
    return {"name": "rubric.csv", "mimeType": "text/csv", "buffer": content}


def tab_to(page: Page, target: Locator, key: str = "Tab", most: int = 60) -> None:
    """Press a key until the target has the focus; fail where it never gets it."""
    element = target.element_handle()  # found once, for it takes longer than a step
    for _ in range(most):
        if element.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press(key)
    pytest.fail(f"{key} does not reach {target}")


def begin(page: Page, name: str) -> None:
    """Make a new rubric, by keyboard alone."""
    tab_to(page, page.get_by_role("button", name="Nieuwe rubric"))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_label("Naam in het Nederlands"))
    page.keyboard.type(name)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()
    expect(page.get_by_text("Nog geen criteria")).to_be_visible()


def focused(page: Page) -> Locator:
    return page.locator(":focus")


def saved(page: Page) -> None:
    expect(page.get_by_text(re.compile(r"^Bewaard om \d+:\d\d$"))).to_be_visible()


def publish(page: Page) -> None:
    page.get_by_role("button", name="Publiceren").first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Publiceren").click()
    expect(page.get_by_role("button", name="Nieuwe versie maken")).to_be_visible()


def test_a_rubric_is_written_by_keyboard_alone(page: Page) -> None:
    begin(page, "Grens stellen op toetsen")
    tab_to(page, page.get_by_role("button", name="Criterium toevoegen"))
    page.keyboard.press("Enter")

    # The new criterion's name has the focus. Tab goes on through the fields of its cell.
    expect(focused(page)).to_have_attribute("placeholder", "Waar je op let")
    page.keyboard.type("Grens")
    page.keyboard.press("Tab")
    page.keyboard.type("Noem je de grens?")
    page.keyboard.press("Tab")
    expect(focused(page)).to_have_role("combobox")
    page.keyboard.type("Een grens")
    page.keyboard.press("Tab")
    page.keyboard.type("2")

    # Escape leaves the field for its cell; arrows go to the levels, typing begins to write.
    page.keyboard.press("Escape")
    expect(focused(page)).to_have_role("rowheader")
    for level, (name, seen) in enumerate(
        [("Begin", "Geen grens"), ("Half", "Een vage grens"), ("Goed", "Een rustige grens")], 1
    ):
        page.keyboard.press("ArrowRight")
        expect(focused(page)).to_have_attribute("aria-label", f"Niveau {level}, Grens")
        page.keyboard.type(name)
        page.keyboard.press("Tab")
        page.keyboard.type(seen)
        page.keyboard.press("Escape")
    expect(page.get_by_label("Naam, Niveau 3, Grens, Nederlands")).to_have_value("Goed")

    # A level less: from the header of its column. Undo brings it back.
    page.keyboard.press("Home")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("End")
    expect(focused(page)).to_have_role("columnheader")
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("button", name="Niveau 3 weghalen"), most=3)
    page.keyboard.press("Enter")
    expect(page.get_by_role("columnheader", name="Niveau 3")).to_have_count(0)
    page.keyboard.press("Control+z")
    expect(page.get_by_label("Naam, Niveau 3, Grens, Nederlands")).to_have_value("Goed")

    # Tab leaves the grid both ways: it is one stop.
    page.keyboard.press("Escape")
    tab_to(page, page.get_by_role("button", name="Criterium toevoegen"), most=3)
    page.keyboard.press("Shift+Tab")
    expect(focused(page)).to_have_attribute("data-row", "0")
    saved(page)
    expect(page.get_by_role("heading", name="Er ontbreekt niets.")).to_be_visible()
    assert not faults_of(page)

    tab_to(page, page.get_by_role("button", name="Publiceren"), key="Shift+Tab")
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    tab_to(page, dialog.get_by_role("button", name="Publiceren"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Nieuwe versie maken")).to_be_visible()
    expect(page.get_by_text("Een vage grens")).to_be_visible()
    assert not faults_of(page)


def test_a_sheet_is_imported_published_and_compared(page: Page) -> None:
    begin(page, "Luisteren uit een blad")
    page.get_by_role("button", name="Importeren").click()
    dialog = page.get_by_role("dialog")
    wrong = SHEET.replace(";2;1;", ";10;1;").replace("thanking", "danken")
    pick = dialog.locator("input[type=file]")
    pick.set_input_files(sheet(wrong.encode("utf-8-sig")))
    expect(dialog.get_by_text("We kunnen dit bestand nog niet lezen")).to_be_visible()
    row = dialog.get_by_role("row", name=re.compile("2 weight"))
    expect(row).to_contain_text("heel getal van 1 tot 9")
    assert not faults_of(page)

    pick.set_input_files(sheet(SHEET.encode("cp1252")))
    expect(dialog.get_by_text("2 criteria met samen 4 niveaus")).to_be_visible()
    assert not faults_of(page)
    dialog.get_by_role("button", name="Zet in het concept").click()
    expect(page.get_by_label("Omschrijving, Niveau 2, Danken, Nederlands")).to_have_value("=dank")
    expect(page.get_by_label("Omschrijving, Luisteren, Nederlands")).to_have_value(
        "Laat je de klant\nuitpraten?"
    )
    saved(page)

    page.get_by_text("Zoals de coach het ziet", exact=True).click()
    expect(page.get_by_text("Telt 2 keer.")).to_be_visible()
    level = page.get_by_role("radio", name=re.compile("Je knikt en wacht"))
    level.check()
    expect(level).to_be_checked()
    assert not faults_of(page)

    with page.expect_download() as download:
        page.get_by_role("button", name="Exporteer CSV").click()
    assert download.value.suggested_filename.endswith("-v1.csv")
    assert "'=dank" in download.value.path().read_text(encoding="utf-8-sig")

    publish(page)
    page.get_by_role("button", name="Nieuwe versie maken").click()
    field = page.get_by_label("Omschrijving, Niveau 2, Luisteren, Nederlands")
    field.fill("Je knikt rustig en wacht")
    saved(page)
    page.get_by_text("Verschillen", exact=True).click()
    expect(page.get_by_role("insertion")).to_contain_text("rustig")
    expect(page.get_by_text("Danken: ongewijzigd")).to_be_visible()
    assert not faults_of(page)


def test_a_criterion_is_copied_from_another_rubric(page: Page) -> None:
    begin(page, "Overgenomen criteria")
    page.get_by_role("button", name="Uit een andere rubric").click()
    dialog = page.get_by_role("dialog")
    first = dialog.get_by_role("checkbox").first
    first.check()
    assert not faults_of(page)
    dialog.get_by_role("button", name="1 criterium toevoegen").click()
    expect(page.get_by_role("rowheader")).to_have_count(1)
    expect(page.get_by_role("gridcell").nth(1)).to_be_visible()
    saved(page)
    page.reload()
    expect(page.get_by_role("rowheader")).to_have_count(1)
    assert not faults_of(page)
