"""Names and texts of two hundred letters without a space fit every screen that shows some."""

import re
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Error, Page, Route, expect

from tests.browser.authors import made_draft, open_scene, press, published_copy
from tests.browser.conftest import LAPTOP, PHONE, OpenAs
from tests.browser.looks import WIDTHS, overflowing
from tests.browser.phones import ready_to_reply
from tests.flows.stack import Stack

pytestmark = [pytest.mark.browser, pytest.mark.stack]

LONG = "Rechtsbijstandverzekeringsmaatschappij" * 6
TEXTS = {
    "body",
    "content_warning",
    "description",
    "email",
    "exercise_title",
    "explanation",
    "name",
    "note",
    "prompt",
    "reason",
    "reason_text",
    "summary",
    "text",
    "title",
}


def lengthened(value: Any, key: str = "") -> Any:
    if isinstance(value, dict):
        # Texts in both languages stand in an object of their own, and are texts of its name.
        return {
            name: lengthened(part, key if name in ("en", "nl") else name)
            for name, part in value.items()
        }
    if isinstance(value, list):
        return [lengthened(part, key) for part in value]
    is_text = key in TEXTS or key.endswith("_name")
    return LONG if isinstance(value, str) and value and is_text else value


def lengthen(page: Page) -> None:
    """Replace every text in an answer of the API by one long word, from now on."""

    def answer(route: Route) -> None:
        if route.request.method != "GET":
            route.fallback()
            return
        with suppress(Error):  # the page went on before it was answered
            given = route.fetch()
            if "json" in given.headers.get("content-type", "") and given.ok:
                route.fulfill(response=given, json=lengthened(given.json()))
            else:
                route.fulfill(response=given)

    page.route("**/api/v1/**", answer)


class Look:
    def __init__(self, page: Page) -> None:
        self.page = page
        self.faults: list[str] = []

    def at(self, path: str) -> None:
        self.page.goto(f"/demo{path}")
        self.here(path)

    def here(self, name: str) -> None:
        shown = self.page.get_by_text(re.compile("Rechtsbijstand")).filter(visible=True)
        expect(shown.first).to_be_visible()
        found = overflowing(self.page, (*WIDTHS, 1440))
        self.faults += [f"{name}: {fault}" for fault in found]

    def tell(self) -> None:
        assert not self.faults, "\n".join(self.faults)


def test_an_employees_screens_break_long_words(open_as: OpenAs, browser_stack: Stack) -> None:
    caller = browser_stack.sign_in("employee")
    exercise = ready_to_reply(caller).removeprefix("/demo")
    today = caller.get("/today")
    page = open_as("employee", PHONE)
    lengthen(page)
    look = Look(page)
    for path in ("", "/messages", "/settings", "/practised", exercise):
        look.at(path)
    look.at(f"/practise/{today['card']['step']}")
    told = today["feedback"][0]["attempt"]
    look.at(f"/attempts/{told}/self-assessment")
    caller.get(f"/feedback/{told}")  # read before, so that nothing is asked first
    look.at(f"/feedback/{told}")
    look.tell()


def test_a_coachs_screens_break_long_words(open_as: OpenAs) -> None:
    page = open_as("coach", LAPTOP)
    lengthen(page)
    look = Look(page)
    look.at("/coach")
    page.get_by_role("button", name="Neem de volgende").click()
    expect(page.get_by_role("heading", name="Rubric")).to_be_visible()
    look.here("desk")
    page.get_by_role("button", name="Opmerking bij dit moment").click()
    expect(page.get_by_role("combobox", name="Gaat over")).to_be_visible()
    look.here("comment")
    page.get_by_role("button", name="Klaar").click()
    page.get_by_role("button", name="Geef terug").click()
    expect(page.get_by_role("heading", name="Beoordelen", level=1)).to_be_visible()
    look.at("/coach/released")
    # Beside the queue, which has links too while the coach has something open.
    page.locator(".work").get_by_role("listitem").get_by_role("link").first.click()
    expect(page.get_by_text(re.compile("heeft je feedback$"))).to_be_visible()
    look.here("released feedback")
    look.tell()


@pytest.mark.parametrize(
    ("role", "paths"),
    [
        ("author", ("/author", "/author/rubrics")),
        ("manager", ("/manager", "/manager/programmes")),
    ],
)
def test_tables_break_long_words(open_as: OpenAs, role: str, paths: tuple[str, ...]) -> None:
    page = open_as(role, LAPTOP)
    lengthen(page)
    look = Look(page)
    for path in paths:
        look.at(path)
    if role == "author":
        page.get_by_role("table").get_by_role("link").first.click()
        expect(page.get_by_role("group", name="Taal van de teksten")).to_be_visible()
        look.here("rubric")
    look.tell()


def test_an_authors_screens_break_long_words(open_as: OpenAs, browser_stack: Stack) -> None:
    _, version = published_copy(browser_stack, "Kort")
    page = open_as("author", LAPTOP)
    lengthen(page)
    look = Look(page)
    for path in ("/author", "/author/clips", "/author/lists"):
        look.at(path)
    for path in ("", "/history", "/figures"):
        look.at(f"/author/scenarios/{version}{path}")
    _, draft = made_draft(browser_stack, "Kort")
    look.at(f"/author/scenarios/{draft}")
    open_scene(page, 2)
    look.here("a question in the editor")
    look.tell()


def test_a_package_with_long_words_fits(open_as: OpenAs, tmp_path: Path) -> None:
    page = open_as("author", LAPTOP)
    lengthen(page)
    look = Look(page)
    look.at("/author")
    press(page, "Kies om te exporteren")
    page.get_by_role("checkbox", name=LONG).last.check()
    look.here("exporting")
    with page.expect_download() as download:
        press(page, "Exporteren")
    file = tmp_path / "exported.kalm.zip"
    download.value.save_as(file)
    press(page, "Klaar")
    press(page, "Importeren")
    dialog = page.get_by_role("dialog")
    dialog.locator("input[type=file]").set_input_files(file)
    expect(dialog.get_by_role("heading", name="Wat er gaat gebeuren")).to_be_visible()
    look.here("importing")
    look.tell()


def test_an_admins_dialogs_break_long_words(open_as: OpenAs) -> None:
    page = open_as("admin", LAPTOP)
    lengthen(page)
    look = Look(page)
    for path, buttons in (
        ("/manager", ("Iemand toevoegen", re.compile("wijzigen$"))),
        ("/manager/teams", (re.compile("hernoemen$"),)),
        (
            "/manager/programmes",
            ("Mensen laten meedoen", "Ritme wijzigen", "Programma maken"),
        ),
    ):
        look.at(path)
        for button in buttons:
            page.get_by_role("button", name=button).first.click()
            expect(page.get_by_role("dialog")).to_be_visible()
            look.here(f"{path}, {button}")
            page.keyboard.press("Escape")
            expect(page.get_by_role("dialog")).to_be_hidden()
    look.tell()
