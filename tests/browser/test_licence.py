"""An author agrees on levels for clips; a coach scores them and gets a licence to review."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from core.ids import new_id
from tests.browser.conftest import LAPTOP, PHONE, OpenAs
from tests.browser.looks import faults_of
from tests.browser.phones import press
from tests.flows.caller import Caller
from tests.flows.stack import Stack

pytestmark = [pytest.mark.browser, pytest.mark.stack]

WHY = "Hij noemt het gevoel nog voor de oplossing."
Shot = Callable[[Page, str], None]


@pytest.fixture
def author(browser_stack: Stack) -> Iterator[Caller]:
    """The author, who agreed on the levels of two clips; no clip is left afterwards."""
    author = browser_stack.sign_in("author")
    clip = next(one for one in author.get("/clips")["results"] if one["state"] == "ready")
    rubric = author.get("/rubrics")["results"][0]
    newest = max(
        (one for one in rubric["versions"] if one["published_at"]), key=lambda one: one["number"]
    )
    criteria = author.get(f"/rubric-versions/{newest['id']}")["criteria"]
    for at in (1, 3):
        levels = [
            {"criterion": one["id"], "level": one["levels"][at]["id"], "reason": WHY}
            for one in criteria
        ]
        body = {"title": f"Aan de balie {at}", "video": clip["id"], "rubric_version": newest["id"]}
        author.put(f"/anchors/{new_id()}", body | {"levels": levels})
    yield author
    for one in author.get("/anchors")["anchors"]:
        author.http.delete(f"{author.root}/anchors/{one['id']}")


def add(page: Page, shot: Shot) -> None:
    expect(page.get_by_text("Voor een bewijs zijn er minstens 3 nodig")).to_be_visible()
    assert faults_of(page) == []
    press(page, "Voeg een filmpje toe")
    page.get_by_label("Hoe het filmpje heet").fill("De eerste dag")
    page.get_by_label("Rubric", exact=True).select_option(index=1)
    expect(page.get_by_label("Afgesproken niveau:").first).to_be_visible()
    for level in page.get_by_label("Afgesproken niveau:").all():
        level.select_option(index=2)
    for why in page.get_by_label("Waarom dit niveau:").all():
        why.fill(WHY)
    page.get_by_role("button", name="Neem dit filmpje").first.click()
    assert faults_of(page) == []
    shot(page, "anchor-form")
    page.get_by_role("button", name="Voeg toe", exact=True).click()
    expect(page.get_by_text("Er zijn er genoeg voor een bewijs.")).to_be_visible()
    assert faults_of(page) == []
    shot(page, "anchors")


def score(page: Page, shot: Shot) -> None:
    """Score each clip a level too low, which agrees far enough, and finish."""
    expect(page.get_by_text("Je hebt op dit moment geen bewijs.")).to_be_visible()
    assert faults_of(page) == []
    shot(page, "licence")
    press(page, "Begin")
    for clip, level in enumerate((1, 3, 1)):
        page.get_by_role("button", name=f"Filmpje {clip + 1} van 3").click()
        criteria = page.locator("[data-criterion]")
        for at in range(criteria.count()):
            criteria.nth(at).get_by_role("radio").nth(level).check(force=True)
        expect(page.get_by_text("Bewaard.")).to_be_visible()
    assert faults_of(page) == []
    shot(page, "calibration")
    press(page, "Rond af en zie wat is afgesproken")
    expect(page.get_by_text("Je bent het er genoeg mee eens")).to_be_visible()
    expect(page.get_by_text(WHY).first).to_be_visible()
    assert faults_of(page) == []
    shot(page, "calibration-done")


def test_example_clips_give_a_licence(open_as: OpenAs, author: Caller, shot: Shot) -> None:
    add(open_as("author", LAPTOP, "/demo/author/anchors"), shot)
    coach = open_as("coach", LAPTOP, "/demo/coach/calibration")
    score(coach, shot)
    again = open_as("coach", PHONE, "/demo/coach/calibration")
    expect(again.get_by_text("Je hebt een bewijs tot").first).to_be_visible()
    assert faults_of(again) == []
    shot(again, "licence-phone")
