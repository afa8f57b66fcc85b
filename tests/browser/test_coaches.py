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
    dialog.get_by_label("Hoofdcoach").check()
    press(page, "Bewaren")
    expect(page.get_by_text("Talen: English, Nederlands")).to_be_visible()
    card = page.get_by_role("listitem").filter(has=page.get_by_role("heading", name=MARIJKE))
    expect(card.get_by_text("Hoofdcoach")).to_be_visible()

    page.get_by_label("Opnames die een coach tegelijk open heeft").fill("0")
    press(page, "Afspraken bewaren")
    expect(page.get_by_label("Opnames die een coach tegelijk open heeft")).to_have_attribute(
        "aria-invalid", "true"
    )
    page.get_by_label("Opnames die een coach tegelijk open heeft").fill("")
    press(page, "Afspraken bewaren")
    expect(page.get_by_text("Bewaard.", exact=True)).to_be_visible()


def test_of_two_admins_the_second_is_told_and_loses_nothing(open_as: OpenAs) -> None:
    first, second = (open_as("admin", PHONE, "/demo/manager/coaches") for _ in range(2))
    told = second.get_by_text("Een collega heeft dit intussen gewijzigd")
    languages = [(first, "English"), (second, "Nederlands")]
    for page, language in languages:
        press(page, f"Wijzigen wat {DAAN} beoordeelt")
        page.get_by_role("dialog").get_by_label(language).check()
    press(first, "Bewaren")
    expect(first.get_by_role("dialog")).to_be_hidden()
    press(second, "Bewaren")
    expect(told).to_be_visible()
    dialog = second.get_by_role("dialog")
    expect(dialog.get_by_text("Talen: English", exact=True)).to_be_visible()
    for _page, language in languages:
        expect(dialog.get_by_label(language)).to_be_checked()
    assert faults_of(second) == []
    press(second, "Bewaren")
    card = second.get_by_role("listitem").filter(has=second.get_by_role("heading", name=DAAN))
    expect(card.get_by_text("Talen: English, Nederlands")).to_be_visible()

    hours, cap = "Uren waarbinnen", "Opnames die een coach per dag"
    stood = second.get_by_label(hours).input_value()
    first.get_by_label(hours).fill("36")
    press(first, "Afspraken bewaren")
    expect(first.get_by_text("Bewaard.", exact=True)).to_be_visible()
    second.get_by_label(cap).fill("40")
    press(second, "Afspraken bewaren")
    expect(told).to_be_visible()
    expect(second.get_by_label(hours)).to_have_value("36")
    expect(second.get_by_label(cap)).to_have_value("40")
    assert faults_of(second) == []
    press(second, "Afspraken bewaren")
    expect(second.get_by_text("Bewaard.", exact=True)).to_be_visible()

    second.get_by_label(hours).fill(stood)
    second.get_by_label(cap).fill("")
    press(second, "Afspraken bewaren")
    expect(second.get_by_text("Bewaard.", exact=True)).to_be_visible()
    press(second, f"Wijzigen wat {DAAN} beoordeelt")
    for _page, language in languages:
        dialog.get_by_label(language).uncheck()
    press(second, "Bewaren")
    expect(dialog).to_be_hidden()


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
    keep.select_option(label="Elke coach")
    expect(lines.last).not_to_contain_text("tot ")
