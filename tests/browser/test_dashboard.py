"""The dashboard of coaching says it in words, as plots, as tables and as files: of all coaches for
admins, of themselves for coaches."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from core.ids import new_id
from tests.browser.conftest import LAPTOP, PHONE, OpenAs
from tests.browser.looks import alter, faults_of

pytestmark = [pytest.mark.browser, pytest.mark.stack]

NO_FIGURE = {"value": None, "low": None, "high": None, "is_flagged": False}


def figure(value: float, *, margin: float = 0.1, is_flagged: bool = False) -> dict[str, Any]:
    interval = {"low": value - margin, "high": value + margin}
    return {"value": value, **interval, "is_flagged": is_flagged, "why": None}


def agreed(value: float, recordings: int) -> dict[str, Any]:
    found = {"value": value, "low": value - 0.08, "high": value + 0.06, "why": None}
    return {**found, "recordings": recordings}


def coach(name: str, severity: dict[str, Any], drift: dict[str, Any]) -> dict[str, Any]:
    figures = {"severity": severity, "drift": drift, "agreement": agreed(0.81, 24)}
    return {"coach": str(new_id()), "name": name, "reviews": 120, **figures}


REPORT = {
    "reviews": 412,
    "people": 64,
    "agreement": agreed(0.74, 31),
    "standing": "tentative",
    "coaches": [
        coach("Aart van Dijk", figure(0.03), figure(-0.12, margin=0.3)),
        coach("Bo Jansen", figure(0.52, is_flagged=True), figure(0.1, margin=0.35)),
        coach("Cas de Wit-van den Berg", figure(-0.11), figure(0.74, is_flagged=True)),
        coach("Dana Smit", NO_FIGURE | {"why": "few_reviews"}, NO_FIGURE | {"why": "few_reviews"}),
    ],
}


@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_who_stands_out_is_said_drawn_and_in_the_table(
    size: dict[str, int], open_as: OpenAs, tmp_path: Path, shot: Callable[[Page, str], None]
) -> None:
    page = open_as("admin", size)
    page.goto("/demo/manager/figures")
    expect(page.get_by_text("Om samen te bespreken: Wouter Meijer.").first).to_be_visible()
    shot(page, f"dashboard-{size['width']}")
    assert not faults_of(page)

    alter(page, "/demo/fairness", lambda body: body.update(REPORT))
    page.reload()
    expect(page.get_by_text("met 95% zekerheid tussen 0,66 en 0,80")).to_be_visible()
    expect(page.get_by_text("Om samen te bespreken: Bo Jansen.")).to_be_visible()
    expect(page.get_by_text("Om samen te bespreken: Cas de Wit-van den Berg.")).to_be_visible()
    plot = page.get_by_role("img", name="Streng of mild. ")
    expect(plot).to_have_accessible_name(
        "Streng of mild. Aart van Dijk: +0,03; Bo Jansen: +0,52, om samen te bespreken; "
        "Cas de Wit-van den Berg: -0,11"
    )
    row = page.get_by_role("row", name="Dana Smit")
    expect(row).to_contain_text("Minder dan 30 beoordelingen")
    assert not faults_of(page)

    with page.expect_download() as given:
        page.get_by_role("button", name="Download als CSV").last.click()
    path = tmp_path / "coaches.csv"
    given.value.save_as(path)
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == "Naam,Beoordelingen,Strengheid,Verandering,Eens met anderen"
    assert "Bo Jansen,120,0.52,0.1,0.81" in lines


def test_feedback_work_and_the_loop_follow_what_is_chosen(open_as: OpenAs, tmp_path: Path) -> None:
    page = open_as("admin", LAPTOP)
    page.goto("/demo/manager/figures")
    expect(page.get_by_role("img", name="Verstuurde feedback per week. ")).to_be_visible()
    closing = page.get_by_text("Gelezen, en opnieuw opgenomen waar dat gevraagd was")
    expect(closing).to_be_visible()
    page.get_by_label("Periode").select_option("Laatste 30 dagen")
    expect(page.get_by_role("img", name="Verstuurde beoordelingen per dag. ")).to_be_visible()
    page.get_by_label("Team", exact=True).select_option("Klantenservice")
    # Of two people.
    expect(page.get_by_text("Dit zie je vanaf vijf mensen")).to_be_visible()
    expect(closing).to_have_count(0)
    with page.expect_download() as given:
        page.get_by_role("button", name="Download als CSV").first.click()
    path = tmp_path / "coaches.csv"
    given.value.save_as(path)
    assert path.read_text(encoding="utf-8-sig").startswith("Coach,Verstuurd,Op tijd,")

    page.get_by_label("Programma", exact=True).select_option("Welkom aan de balie")
    expect(page.get_by_text("Geen feedback in deze periode")).to_be_visible()


def test_a_coach_reads_their_own_figures_beside_the_queue(open_as: OpenAs) -> None:
    page = open_as("coach", LAPTOP, "/demo/coach")
    alter(page, "/demo/coaching-figures?days=90", _own)
    page.get_by_role("link", name="Cijfers").click()
    expect(page.get_by_role("heading", name="Cijfers over coachen")).to_be_visible()
    rows = page.get_by_role("table", name="Per coach").first.get_by_role("row")
    expect(rows).to_have_count(2)
    assert not faults_of(page)


def _own(body: dict[str, Any]) -> None:
    """Leave what a coach who is no lead reads."""
    body["coaches"] = [one for one in body["coaches"] if one["name"] == "Daan Bakker"]
