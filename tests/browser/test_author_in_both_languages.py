"""An author's way from a blank page to a published exercise, as the guide shows it, in Dutch and in
English."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.authors import copied_draft, press
from tests.browser.conftest import OpenAs
from tests.browser.looks import alter, faults_of
from tests.flows.stack import Stack

pytestmark = [pytest.mark.browser, pytest.mark.stack]

Shot = Callable[[Page, str], None]
# Small enough for the guide, and as wide as the editor with its preview needs.
GUIDE = {"width": 1120, "height": 700}
WORDS = {
    "nl": {
        "list": "Oefeningen",
        "new": "Nieuwe oefening",
        "one": "Eén antwoord",
        "outline": "Onderdelen van deze oefening",
        "card": "Over deze oefening",
        "question": "Vraag",
        "check": "Publiceren",
        "complete": "Er ontbreekt niets. Je kunt publiceren.",
    },
    "en": {
        "list": "Exercises",
        "new": "New exercise",
        "one": "One reply",
        "outline": "Parts of this exercise",
        "card": "About this exercise",
        "question": "Question",
        "check": "Publish",
        "complete": "Nothing is missing. You can publish.",
    },
}


@pytest.mark.parametrize("language", WORDS)
def test_the_way_to_a_published_exercise_reads_in_both_languages(
    language: str, open_as: OpenAs, browser_stack: Stack, shot: Shot
) -> None:
    t = WORDS[language]
    _, version = copied_draft(browser_stack, {"nl": "De tweede balie", "en": "The second desk"})
    page = open_as("author", GUIDE)
    alter(page, "/me", lambda me: me.update(language=language))
    page.goto("/demo/author")
    expect(page.get_by_role("heading", name=t["list"], level=1)).to_be_visible()
    press(page, t["new"])
    expect(page.get_by_role("dialog").get_by_role("radio", name=t["one"])).to_be_checked()
    assert not faults_of(page)
    shot(page, f"author-start.{language}")

    page.goto(f"/demo/author/scenarios/{version}")
    expect(page.get_by_role("heading", name=t["card"])).to_be_visible()
    outline = page.get_by_role("navigation", name=t["outline"])
    outline.locator("[data-scene]").nth(1).click()
    form = page.locator("section[data-attr='scenes.1']")
    expect(form.get_by_role("textbox", name=t["question"], exact=True)).not_to_be_empty()
    assert not faults_of(page)
    shot(page, f"author-write.{language}")

    press(outline, t["check"])
    expect(page.get_by_text(t["complete"])).to_be_visible()
    assert not faults_of(page)
    shot(page, f"author-publish.{language}")
