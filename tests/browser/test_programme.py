"""An admin makes a programme on screen, by keyboard and by dragging, publishes it, and enrols a
team; an employee has a programme and a certificate on the phone."""

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import LAPTOP, PHONE, NewContext, OpenAs
from tests.browser.looks import faults_of
from tests.flows.stack import Stack

pytestmark = [pytest.mark.browser, pytest.mark.stack]
NAME = "Rustig aan de telefoon"


def titles(page: Page) -> list[str]:
    """Return the steps as they stand on screen, without their numbers."""
    found = page.locator("[data-step] h3").all_inner_texts()
    return [re.sub(r"^\d+\. ", "", one) for one in found]


def add_exercise(page: Page, at: int) -> None:
    choice = page.get_by_label("Oefening toevoegen").first
    choice.select_option(index=at)
    page.get_by_role("button", name="Oefening toevoegen").click()


def drag_first_below_second(page: Page) -> None:
    def middle(one: Locator) -> tuple[float, float]:
        box: Any = one.bounding_box()
        return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    steps = page.locator("[data-step]")
    grip, below = steps.first.locator(".grip"), steps.nth(1)
    below.scroll_into_view_if_needed()
    x, y = middle(grip)
    end: Any = below.bounding_box()
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, end["y"] + end["height"] - 4, steps=8)
    page.mouse.up()


def test_an_admin_makes_a_programme_and_enrols_a_team(open_as: OpenAs) -> None:
    page = open_as("admin", LAPTOP, "/demo/manager/programmes")
    page.get_by_role("button", name="Programma maken").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Naam, Nederlands").fill(NAME)
    assert not faults_of(page)
    dialog.get_by_role("button", name="Programma maken").click()
    expect(page.get_by_role("heading", name=NAME, level=1)).to_be_visible()

    # By keyboard: two exercises and a text, which goes up one place.
    add_exercise(page, 1)
    add_exercise(page, 1)
    page.get_by_role("button", name="Theorie toevoegen").click()
    last = page.locator("[data-step]").last
    last.get_by_label("Titel, Nederlands").fill("Waarom iemand boos belt")
    expect(page.get_by_text("Je bewerkt versie 1.")).to_be_visible()
    page.get_by_role("button", name="Stappen publiceren").click()
    expect(page.get_by_text("Stap 3: Schrijf deze tekst.")).to_be_visible()
    last.get_by_label("Tekst, Nederlands").fill("Iemand die belt, **wacht** al.")
    first, second, text = titles(page)
    moved = page.locator("[data-step]", has_text="Waarom iemand boos belt")
    up = moved.get_by_role("button", name="Omhoog")
    up.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text(f"{text} staat nu op plaats 2 van 3.")).to_be_visible()
    expect(up).to_be_focused()
    assert titles(page) == [first, text, second]
    page.keyboard.press("Alt+ArrowUp")
    assert titles(page) == [text, first, second]
    page.locator("[data-step]").first.get_by_label("Verplaats naar").select_option("2")
    assert titles(page) == [first, second, text]
    drag_first_below_second(page)
    assert titles(page) == [second, first, text]
    page.locator("[data-step]").last.get_by_label("Verplaats naar").select_option("0")
    assert not faults_of(page)
    page.get_by_role("button", name="Stappen publiceren").click()
    expect(page.get_by_text("Versie 1 is gepubliceerd.")).to_be_visible()
    expect(page.get_by_text("Versie 1, 3 stappen")).to_be_visible()

    # A team, and a rule for who comes later.
    page.get_by_role("link", name="Terug").click()
    card = page.locator(".card", has=page.get_by_role("heading", name=NAME))
    card.get_by_role("button", name="Mensen laten meedoen").click()
    dialog.get_by_label("Klantenservice", exact=True).check()
    assert not faults_of(page)
    dialog.get_by_role("button", name="Laten meedoen", exact=True).click()
    expect(dialog.get_by_text(re.compile(r"\d+ mensen toegevoegd"))).to_be_visible()
    rules = dialog.get_by_role("combobox", name="Nieuwe mensen vanzelf")
    rules.select_option(label="Wie bij team Station Noord komt")
    dialog.get_by_role("button", name="Regel toevoegen").click()
    expect(dialog.get_by_text("De regel geldt vanaf nu.")).to_be_visible()
    dialog.get_by_role("button", name=re.compile("^Regel verwijderen")).click()
    expect(dialog.get_by_text("Er is nog geen regel.")).to_be_visible()


def test_of_two_admins_the_second_keeps_their_steps_and_chooses(
    open_as: OpenAs, browser_stack: Stack
) -> None:
    admin = browser_stack.sign_in("admin")
    programme = next(
        one["id"]
        for one in admin.get("/programmes")["results"]
        if one["name"] == "Welkom aan de balie"
    )
    url = f"/demo/manager/programmes/{programme}"
    one, other = (open_as("admin", LAPTOP, url) for _tab in range(2))
    before = titles_once_there(other)
    one.locator("[data-step]").first.get_by_role("button", name="Omlaag").click()
    expect(one.get_by_text("Bewaard. Je bewerkt versie")).to_be_visible()
    other.locator("[data-step]").last.get_by_role("button", name="Verwijder").click()
    expect(other.get_by_text("Een collega heeft intussen andere stappen bewaard")).to_be_visible()
    assert not faults_of(other)
    other.get_by_role("button", name="Verder met die van mij").click()
    expect(other.get_by_text("Bewaard. Je bewerkt versie")).to_be_visible()
    assert titles(other) == before[:2]
    other.get_by_role("button", name="Wijzigingen weggooien").click()
    expect(other.get_by_text("De wijzigingen zijn weg.")).to_be_visible()
    assert titles(other) == before


def test_a_manager_reads_a_programme_that_somebody_else_made(
    open_as: OpenAs, browser_stack: Stack
) -> None:
    manager = browser_stack.sign_in("manager")
    programme = next(
        one["id"]
        for one in manager.get("/programmes")["results"]
        if one["name"] == "Welkom aan de balie"
    )
    page = open_as("manager", LAPTOP, f"/demo/manager/programmes/{programme}")
    expect(page.get_by_text("Je kunt dit programma bekijken, niet wijzigen")).to_be_visible()
    expect(page.get_by_role("heading", name="Stappen")).to_be_visible()
    expect(page.get_by_role("button", name="Bewaren")).to_have_count(0)
    assert not faults_of(page)


def titles_once_there(page: Page) -> list[str]:
    expect(page.locator("[data-step]").first).to_be_visible()
    return titles(page)


def test_an_employee_sees_their_programme_and_their_certificate(
    open_as: OpenAs, new_context: NewContext
) -> None:
    page = open_as("employee", PHONE, "/demo")
    page.get_by_role("link", name="Mijn programma").click()
    welcome = page.get_by_role("region", name="Welkom aan de balie")
    expect(welcome.get_by_text("3 van 3 stappen gedaan")).to_be_visible()
    assert not faults_of(page)
    with page.expect_download() as download:
        welcome.get_by_role("button", name="Certificaat downloaden").click()
    code = download.value.suggested_filename.removesuffix(".pdf")
    page.get_by_role("link", name=re.compile("Boosheid is zelden")).click()
    expect(page.get_by_text(re.compile("^Je hebt dit"))).to_be_visible()
    assert not faults_of(page)

    anyone = new_context(PHONE).new_page()
    anyone.goto(f"/verify/{code}")
    expect(anyone.get_by_text("Dit certificaat is geldig")).to_be_visible()
    expect(anyone.get_by_text("Noor de Wit")).to_be_visible()
    assert not faults_of(anyone)
    anyone.get_by_label("Code").fill("0000-0000-0000-0000")
    anyone.get_by_role("button", name="Controleren").click()
    expect(anyone.get_by_text("Geen geldig certificaat heeft deze code")).to_be_visible()
