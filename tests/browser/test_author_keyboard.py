"""An author writes an exercise of two replies with a branch and publishes it by keyboard alone."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.authors import saved
from tests.browser.conftest import LAPTOP, OpenAs

pytestmark = [pytest.mark.browser, pytest.mark.stack]

MOST_STEPS = 150
IS_FOCUSED = "found => found === document.activeElement"


def reach(page: Page, found: Locator, key: str = "Tab") -> None:
    """Press Tab until the focus is on `found`."""
    expect(found).to_be_visible()
    for _ in range(MOST_STEPS):
        if found.evaluate(IS_FOCUSED):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{found} is out of the keyboard's reach")


def press(page: Page, found: Locator) -> None:
    reach(page, found)
    page.keyboard.press("Enter")


def write(page: Page, label: str, text: str, within: Page | Locator | None = None) -> None:
    reach(page, (within or page).get_by_label(label, exact=True))
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(text)


def choose(page: Page, label: str, times: int = 1, within: Page | Locator | None = None) -> None:
    """Choose the value that stands `times` below the present one."""
    reach(page, (within or page).get_by_label(label, exact=True))
    for _ in range(times):
        page.keyboard.press("ArrowDown")


def button(page: Page | Locator, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True).first


def scene(page: Page, number: int) -> Locator:
    """Open a scene and return its form."""
    press(page, page.locator("[data-scene]").nth(number - 1))
    form = page.locator(f"section[data-attr='scenes.{number - 1}']")
    expect(form).to_be_visible()
    return form


def reuse_clip(page: Page, form: Locator) -> None:
    press(page, button(form, "Uit jullie filmpjes"))
    dialog = page.get_by_role("dialog")
    reach(page, dialog.get_by_label("Zoek"))
    page.keyboard.type("Het poortje")
    found = dialog.get_by_role("list", name="Filmpjes").locator("> li")
    expect(found.filter(has_not_text="Het poortje")).to_have_count(0)
    press(page, button(dialog, "Gebruik dit filmpje"))
    expect(form.get_by_role("link", name="Schrijf ondertitels")).to_be_visible()


def test_an_exercise_is_written_and_published_by_keyboard(open_as: OpenAs) -> None:
    page = open_as("author", LAPTOP, "/demo/author")
    expect(page.get_by_role("heading", name="Oefeningen", level=1)).to_be_visible()
    press(page, button(page, "Nieuwe oefening"))
    dialog = page.get_by_role("dialog")
    write(page, "Titel", "Zonder muis", dialog)
    reach(page, dialog.get_by_role("radio", name="Eén antwoord"))
    page.keyboard.press("ArrowDown")
    press(page, button(dialog, "Begin met schrijven"))
    expect(page.get_by_role("heading", name="Zonder muis", level=1)).to_be_visible()

    write(page, "Samenvatting", "Je laat iemand uitpraten.")
    choose(page, "Heftigheid", 3)
    choose(page, "Soort agressie")
    choose(page, "Sector", 3)
    choose(page, "Kanaal")
    reach(page, page.get_by_role("group", name="Technieken").get_by_role("checkbox").first)
    page.keyboard.press("Space")
    choose(page, "Rubric")

    reuse_clip(page, scene(page, 1))
    add = page.get_by_role("list", name="Scène toevoegen")
    press(page, button(add, "Vraag"))
    form = page.locator("section[data-attr='scenes.1']")
    write(page, "Vraag", "Wat doe je eerst?", form)
    for number in (1, 2):
        answer = form.get_by_role("listitem").nth(number - 1)
        write(page, "Tekst", f"Antwoord nummer {number}.", answer)
        write(page, "Feedback op dit antwoord", "Hij wil eerst gehoord worden.", answer)
    choose(page, "Na dit antwoord", 4, form.get_by_role("listitem").nth(1))
    reuse_clip(page, scene(page, 4))

    # A scene moves by keys, and back.
    entry = page.locator("[data-scene]").nth(4)
    reach(page, entry)
    page.keyboard.press("Alt+ArrowUp")
    expect(page.get_by_text("staat nu op plek 4 van 5")).to_be_attached()
    page.keyboard.press("Alt+ArrowDown")
    expect(page.get_by_text("staat nu op plek 5 van 5")).to_be_attached()
    saved(page)

    preview = page.get_by_role("region", name="Voorbeeld als medewerker")
    press(page, button(preview, "Vanaf het begin"))
    press(page, button(preview, "Ik heb het gezien"))
    press(page, button(preview, "Antwoord nummer 2."))
    press(page, button(preview, "Verder"))
    expect(preview.get_by_role("button", name="Neem op")).to_be_visible()

    press(page, button(page, "Publiceren"))
    expect(page.get_by_text("Er ontbreekt niets. Je kunt publiceren.")).to_be_visible()
    press(page, button(page, "Publiceer"))
    press(page, button(page.get_by_role("dialog"), "Ja, publiceer"))
    expect(page.get_by_text("Een gepubliceerde versie verandert nooit.")).to_be_visible()
    press(page, button(page, "Maak hier een nieuw concept van"))
    expect(page.get_by_role("heading", name="Over deze oefening")).to_be_visible()
