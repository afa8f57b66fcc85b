"""An admin says who reviews whom, keeps a recording for a coach, and hands over; the coach sees
it."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import LAPTOP, PHONE, OpenAs
from tests.browser.looks import faults_of
from tests.browser.phones import press

pytestmark = [pytest.mark.browser, pytest.mark.stack]

DAAN, MARIJKE, THIJS = "Daan Bakker", "Marijke de Boer", "Thijs Jansen"


def test_an_admin_says_who_reviews_whom(open_as: OpenAs) -> None:
    page = open_as("admin", PHONE, "/demo/manager/coaches")
    expect(page.get_by_text("Teams: Klantenservice")).to_be_visible()
    assert faults_of(page) == []
    press(page, f"Wijzigen wat {MARIJKE} beoordeelt")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Iemand toevoegen").select_option(label=THIJS)
    press(page, "Toevoegen")
    expect(dialog.get_by_role("button", name=f"{THIJS} weghalen")).to_be_visible()
    press(page, "Alles overdragen")
    expect(dialog.get_by_text("Teruggegeven: 0.")).to_be_visible()
    assert faults_of(page) == []
    press(page, f"{THIJS} weghalen")
    expect(dialog.get_by_text("Nog niemand.")).to_be_visible()
    dialog.get_by_label("English").check()
    press(page, "Bewaren")
    expect(page.get_by_text("Talen: English, Nederlands")).to_be_visible()

    page.get_by_label("Opnames die een coach tegelijk open heeft").fill("0")
    press(page, "Afspraken bewaren")
    expect(page.get_by_label("Opnames die een coach tegelijk open heeft")).to_have_attribute(
        "aria-invalid", "true"
    )
    page.get_by_label("Opnames die een coach tegelijk open heeft").fill("")
    press(page, "Afspraken bewaren")
    expect(page.get_by_text("Bewaard.", exact=True)).to_be_visible()


def test_what_an_admin_keeps_for_a_coach_comes_first(open_as: OpenAs) -> None:
    admin = open_as("admin", LAPTOP, "/demo/manager/coaches/waiting")
    lines = admin.get_by_role("main").get_by_role("listitem").filter(has=admin.locator("select"))
    keep = lines.last.get_by_role("combobox")
    expect(keep).to_be_enabled()
    keep.select_option(label=DAAN)
    expect(lines.last).to_contain_text("tot ")
    assert faults_of(admin) == []
    coach = open_as("coach", LAPTOP, "/demo/coach")
    expect(coach.get_by_text("Voor jou bewaard")).to_be_visible()
    coach.get_by_text("Zoeken en filteren").click()
    coach.get_by_label("Zoek op naam").fill("niemand die zo heet")
    expect(coach.get_by_text("Er wacht niets dat hierbij past.")).to_be_visible()
    assert faults_of(coach) == []
    press(coach, "Alles tonen")
    expect(coach.get_by_text(re.compile("wacht(en)? op feedback"))).to_be_visible()
    keep.select_option(label="Iedereen")
    expect(lines.last).not_to_contain_text("tot ")
