"""An author sees how an exercise is practised: as tables, as plots, and as a file."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.authors import published_copy
from tests.browser.conftest import LAPTOP, PHONE, OpenAs
from tests.browser.looks import alter, faults_of
from tests.flows.caller import Caller
from tests.flows.stack import Stack

pytestmark = [pytest.mark.browser, pytest.mark.stack]


def figures_of(caller: Caller, version: str) -> dict[str, Any]:
    """Return figures as the server gives them once eight people have practised: what five people
    did would take five people an hour."""
    scenes = caller.get(f"/scenario-versions/{version}")["scenes"]
    question = next(scene for scene in scenes if scene["kind"] == "choose")
    counts = [6, 2, *[0] * 10]
    return {
        "practice": {
            "people": 8,
            "started": 10,
            "finished": 7,
            "left": [{"scene": scenes[0]["id"], "attempts": 3}],
            "minutes": {"quarter": 2.5, "half": 3.0, "three_quarters": 4.5},
            "choices": [
                {
                    "scene": question["id"],
                    "options": [
                        {"option": option["id"], "answers": counts[at]}
                        for at, option in enumerate(question["options"])
                    ],
                }
            ],
        },
        "criteria": [
            {
                "criterion": question["id"],
                "name": "Laat uitpraten",
                "levels": [
                    {"value": 1, "name": "Onderbreekt", "scores": 0},
                    {"value": 2, "name": "Wacht", "scores": 7},
                ],
                "separates": False,
            },
            {
                "criterion": scenes[0]["id"],
                "name": "Benoemt gevoel",
                "levels": None,
                "separates": None,
            },
        ],
    }


def at_figures(page: Page, version: str) -> Page:
    page.goto(f"/demo/author/scenarios/{version}/figures")
    expect(page.get_by_role("link", name="Cijfers")).to_be_visible()
    return page


def test_fewer_than_five_people_have_no_figures(open_as: OpenAs, browser_stack: Stack) -> None:
    _, version = published_copy(browser_stack, "Nog niet geoefend")
    page = at_figures(open_as("author", PHONE), version)
    expect(page.get_by_text("Te weinig mensen voor cijfers")).to_be_visible()
    expect(page.get_by_role("table")).to_have_count(0)
    assert not faults_of(page)


@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_figures_are_tables_with_plots_and_a_file(
    size: dict[str, int], open_as: OpenAs, browser_stack: Stack, tmp_path: Path
) -> None:
    caller, version = published_copy(browser_stack, "Veel geoefend")
    found = figures_of(caller, version)
    page = open_as("author", size)
    alter(page, f"/demo/scenario-versions/{version}/statistics", lambda body: body.update(found))
    at_figures(page, version)

    short = page.get_by_role("table", name="In het kort")
    expect(short.get_by_role("row", name="Afgemaakt")).to_contain_text("7")
    expect(short.get_by_role("row", name="Afgemaakt")).to_contain_text("70%")
    expect(page.get_by_text("De helft had minder dan 3 minuten nodig.")).to_be_visible()
    left = page.get_by_role("table", name="Gestopt bij")
    expect(left.get_by_role("row").nth(1)).to_contain_text("30%")
    levels = page.get_by_role("table", name="Laat uitpraten")
    expect(levels.get_by_role("row", name="2. Wacht")).to_contain_text("100%")
    expect(page.get_by_text("Iedereen kreeg hetzelfde niveau.")).to_be_visible()
    expect(page.get_by_text("Minder dan vijf mensen; hier nog geen cijfers.")).to_be_visible()
    assert not faults_of(page)

    with page.expect_download() as given:
        page.get_by_role("button", name="Download als CSV").click()
    path = tmp_path / "figures.csv"
    given.value.save_as(path)
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == "Onderdeel,Wat,Aantal"
    assert "In het kort,Mensen,8" in lines
    assert "Laat uitpraten,Wacht,7" in lines
    assert not any(line.startswith("Benoemt gevoel") for line in lines)
