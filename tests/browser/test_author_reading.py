"""A colleague reads a draft on screen and leaves remarks; its author deals with them, and publishes
only then where the organisation asks for it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.authors import at_draft, made_draft, press
from tests.browser.conftest import LAPTOP, PHONE, OpenAs
from tests.browser.looks import faults_of
from tests.flows.stack import Stack

pytestmark = [pytest.mark.browser, pytest.mark.stack]

OUTLINE = "Onderdelen van deze oefening"
NOTE = "Is de toon zo goed?"


def ask(page: Page, colleague: str) -> None:
    """Ask a colleague to read the draft that is open."""
    page.get_by_role("navigation", name=OUTLINE).get_by_role("button", name="Laten lezen").click()
    form = page.get_by_role("region", name="Laten lezen")
    press(form, "Vraag om te lezen")
    expect(form.get_by_text("Kies eerst een collega.")).to_be_visible()
    form.get_by_label("Collega").select_option(label=colleague)
    form.get_by_label("Bericht").fill(NOTE)
    assert not faults_of(page)
    press(form, "Vraag om te lezen")
    expect(form.get_by_text(f"{colleague} heeft een bericht gekregen.")).to_be_visible()
    expect(form.get_by_text("nog niet gelezen")).to_be_visible()


def remark(page: Page, field: str, text: str) -> None:
    """Leave a remark beside a field, by keyboard."""
    opener = page.get_by_role("button", name=f"Opmerking bij {field}", exact=True)
    opener.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox", name=f"Opmerking bij {field}")).to_be_focused()
    page.keyboard.type(text)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text(text)).to_be_visible()
    expect(opener).to_be_focused()


def test_a_coach_reads_a_draft_and_its_author_deals_with_the_remarks(
    open_as: OpenAs, browser_stack: Stack
) -> None:
    _, version = made_draft(browser_stack, "Lees mij eens")
    author = at_draft(open_as, version)
    ask(author, "Daan Bakker")

    coach = open_as("coach", LAPTOP, "/demo/coach")
    coach.get_by_role("link", name="Berichten").click()
    coach.get_by_role("link").filter(has_text="Lees mij eens").first.click()
    expect(coach.get_by_text("Sanne Visser vraagt je dit concept te lezen")).to_be_visible()
    expect(coach.get_by_text(NOTE)).to_be_visible()
    preview = coach.get_by_role("region", name="Voorbeeld als medewerker")
    expect(preview.get_by_text("Scène 1")).to_be_visible()
    remark(coach, "Titel", "Maak hem korter.")
    remark(coach, "Scène 2, vraag, antwoord 1, Tekst", "Mooi antwoord.")
    assert not faults_of(coach)
    press(coach, "Ik heb het gelezen")
    expect(coach.get_by_text("Dank je, dit is gelezen")).to_be_visible()
    assert not faults_of(coach)

    author.reload()
    outline = author.get_by_role("navigation", name=OUTLINE)
    expect(outline.get_by_role("button", name="Laten lezen")).to_contain_text("2 open opmerkingen")
    expect(author.get_by_text("Maak hem korter.")).to_be_visible()
    press(author, "De opmerking bij Titel is afgehandeld")
    expect(author.get_by_text("Maak hem korter.")).to_be_hidden()
    outline.get_by_role("button", name="Laten lezen").click()
    form = author.get_by_role("region", name="Laten lezen")
    expect(form.get_by_text("gelezen vandaag")).to_be_visible()
    expect(form.get_by_text("1 afgehandeld", exact=True)).to_be_visible()
    assert not faults_of(author)
    press(form, "Ga naar Scène 2, vraag, antwoord 1, Tekst")
    expect(author.get_by_text("Mooi antwoord.")).to_be_visible()


def test_a_draft_is_read_on_a_phone(open_as: OpenAs, browser_stack: Stack) -> None:
    _, version = made_draft(browser_stack, "Onderweg gelezen")
    coach = open_as("coach", PHONE, f"/demo/author/scenarios/{version}")
    expect(coach.get_by_text("Je kunt bij de velden opmerkingen zetten.")).to_be_visible()
    press(coach, "Opmerking bij Samenvatting")
    box = coach.get_by_role("textbox", name="Opmerking bij Samenvatting")
    box.fill("Hier staat nog niets.")
    coach.reload()
    expect(box).to_have_value("Hier staat nog niets.")
    assert not faults_of(coach)
    press(coach, "Plaats opmerking")
    expect(coach.get_by_text("Hier staat nog niets.")).to_be_visible()
    coach.reload()
    expect(coach.get_by_text("Hier staat nog niets.")).to_be_visible()
    expect(box).to_have_count(0)
    assert not faults_of(coach)


@pytest.fixture
def reading_is_needed(open_as: OpenAs, browser_stack: Stack) -> Iterator[None]:
    """Have the admin ask on screen for drafts to be read; the others' tests go without."""
    admin = open_as("admin", LAPTOP, "/demo/manager")
    expect(admin.get_by_role("heading", name="Mensen", level=1)).to_be_visible()
    admin.get_by_role("link", name="Oefeningen maken").click()
    box = admin.get_by_label("Een collega leest een oefening voordat hij wordt gepubliceerd")
    expect(box).not_to_be_checked()
    assert not faults_of(admin)
    box.check()
    expect(admin.get_by_text("Bewaard.")).to_be_visible()
    yield
    browser_stack.sign_in("admin").put("/authoring-rules", {"needs_reading": False})


@pytest.mark.usefixtures("reading_is_needed")
def test_publishing_waits_for_a_colleague_where_the_organisation_asks_for_it(
    open_as: OpenAs, browser_stack: Stack
) -> None:
    _, version = made_draft(browser_stack, "Eerst laten lezen")
    page = at_draft(open_as, version)
    press(page.get_by_role("navigation", name=OUTLINE), "Publiceren")
    gap = page.get_by_role("button", name="Laat een collega hem eerst lezen.")
    gap.click()
    expect(page.get_by_label("Collega")).to_be_visible()
    expect(page.get_by_text("Jullie organisatie wil dat een collega")).to_be_visible()
