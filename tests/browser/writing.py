"""Writes a conversation of two replies with a branch on screen, and publishes it."""

from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.browser.authors import open_scene, press

# A demo exercise whose clip has captions.
OTHER = "Het poortje blijft dicht"
OUTLINE = "Onderdelen van deze oefening"
Look = Callable[[Page], None]


def start(page: Page, title: str, template: str, look: Look) -> None:
    """Start an exercise from a template, from the list."""
    expect(page.get_by_role("heading", name="Oefeningen", level=1)).to_be_visible()
    press(page, "Nieuwe oefening")
    dialog = page.get_by_role("dialog")
    press(dialog, "Begin met schrijven")
    expect(dialog.get_by_text("Geef hem eerst een titel.")).to_be_visible()
    dialog.get_by_label("Titel").fill(title)
    dialog.get_by_role("radio", name=template).check()
    look(page)
    press(dialog, "Begin met schrijven")
    expect(page.get_by_role("heading", name=title, level=1)).to_be_visible()


def fill_card(page: Page) -> None:
    page.get_by_label("Samenvatting", exact=True).fill("Je laat iemand uitpraten.")
    page.get_by_label("Heftigheid").select_option("3")
    page.get_by_label("Soort agressie").select_option(index=1)
    page.get_by_label("Sector").select_option(label="Openbaar vervoer")
    page.get_by_label("Kanaal").select_option(label="Oog in oog")
    page.get_by_role("group", name="Technieken").get_by_role("checkbox").first.check()
    page.get_by_label("Rubric").select_option(index=1)


def reuse_clip(page: Page, form: Locator) -> None:
    """Take the clip of another exercise, which has captions."""
    clip = form.get_by_role("group", name="Filmpje in het Nederlands").first
    press(clip, "Uit jullie filmpjes")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Zoek").fill(OTHER)
    found = dialog.get_by_role("list", name="Filmpjes").locator("> li")
    expect(found.filter(has_not_text=OTHER)).to_have_count(0)
    press(found.first, "Gebruik dit filmpje")
    expect(clip.get_by_role("link", name="Schrijf ondertitels")).to_be_visible()


def fill_question(form: Locator) -> None:
    """Write a question whose second answer leads past the first reply."""
    form.get_by_label("Vraag", exact=True).fill("Wat doe je eerst?")
    for number, text in ((1, "Ik luister."), (2, "Ik leg de regels uit.")):
        answer = form.get_by_role("listitem").nth(number - 1)
        answer.get_by_label("Tekst", exact=True).fill(text)
        answer.get_by_label("Feedback op dit antwoord").fill("Hij wil eerst gehoord worden.")
    form.get_by_role("listitem").nth(1).get_by_label("Na dit antwoord").select_option(
        label="5. Antwoord op camera: Jij bent aan de beurt. Antwoord zoals je het in…"
    )


def write_conversation(page: Page, title: str, look: Look) -> None:
    """Write from the list a draft that can be published; `look` is called at each new screen."""
    start(page, title, "Een gesprek", look)
    fill_card(page)
    look(page)
    form = open_scene(page, 1)
    reuse_clip(page, form)
    page.get_by_role("list", name="Scène toevoegen").get_by_role("button", name="Vraag").click()
    form = page.locator("section[data-attr='scenes.1']")
    fill_question(form)
    look(page)
    form = open_scene(page, 4)
    reuse_clip(page, form)
    form = open_scene(page, 5)
    form.get_by_label("Aantal opnames").fill("2")
    look(page)


def publish(page: Page) -> None:
    page.get_by_role("navigation", name=OUTLINE).get_by_role("button", name="Publiceren").click()
    expect(page.get_by_text("Er ontbreekt niets. Je kunt publiceren.")).to_be_visible()
    press(page, "Publiceer")
    press(page.get_by_role("dialog"), "Ja, publiceer")
    expect(page.get_by_text("Een gepubliceerde versie verandert nooit.")).to_be_visible()
