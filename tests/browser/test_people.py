"""An admin adds a person, changes their role, makes a team and enrols people, all on screen."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LAPTOP, PHONE, OpenAs
from tests.browser.looks import faults_of
from tests.browser.phones import press
from tests.flows import caller as flow
from tests.flows.stack import Stack

pytestmark = [pytest.mark.browser, pytest.mark.stack]

SMALL = {"width": 360, "height": 640}
SIZES = pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])


def add_team(page: Page, name: str) -> None:
    page.get_by_role("link", name="Teams", exact=True).click()
    page.get_by_label("Nieuw team").fill(name)
    page.get_by_role("button", name="Team toevoegen").click()
    expect(page.get_by_text(f"Team {name} is bewaard.")).to_be_visible()
    expect(page.get_by_role("listitem").filter(has_text=name)).to_contain_text("0 mensen")


@SIZES
def test_an_admin_adds_changes_and_enrols_somebody(open_as: OpenAs, size: dict[str, int]) -> None:
    where = "laptop" if size is LAPTOP else "phone"
    team, address = f"Balie {where}", f"nora.{where}@demo.example"
    name = f"Nora Visser ({where})"
    page = open_as("admin", size, "/demo/manager")
    add_team(page, team)

    page.get_by_role("link", name="Mensen", exact=True).first.click()
    page.get_by_role("button", name="Iemand toevoegen").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Naam").fill(name)
    dialog.get_by_label("E-mailadres").fill(address)
    dialog.get_by_label(team).check()
    assert not faults_of(page)
    dialog.get_by_role("button", name="Iemand toevoegen").click()
    expect(page.get_by_text(f"{name} is toegevoegd")).to_be_visible()
    expect(dialog).to_be_hidden()

    page.get_by_label("Zoek").fill(address)
    row = page.get_by_role("row").filter(has_text=address)
    expect(row).to_contain_text(team)
    row.get_by_role("button", name=f"{name} wijzigen").click()
    expect(dialog.get_by_label("E-mailadres")).to_have_value(address)
    press(page, "Uitnodiging opnieuw sturen")
    expect(dialog.get_by_text(f"Er is een mail onderweg naar {address}.")).to_be_visible()
    dialog.get_by_label("Coach:").check()
    dialog.get_by_label(team).uncheck()
    dialog.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_text(f"{name} is bewaard.")).to_be_visible()
    expect(row).to_contain_text("Medewerker, Coach")
    expect(row).to_contain_text("Geen team")

    page.get_by_role("link", name=re.compile("Programma")).first.click()
    page.get_by_role("button", name="Mensen laten meedoen").first.click()
    dialog.get_by_label(name).check()
    assert not faults_of(page)
    dialog.get_by_role("button", name="Laten meedoen", exact=True).click()
    expect(dialog.get_by_text("1 persoon toegevoegd.")).to_be_visible()
    page.keyboard.press("Escape")
    enrolled = page.get_by_role("row").filter(has_text=name)
    expect(enrolled).to_contain_text("Doet mee")
    enrolled.get_by_role("button", name=f"{name} pauzeren").click()
    expect(page.get_by_text(f"{name} krijgt geen oefeningen tot je weer")).to_be_visible()
    expect(enrolled).to_contain_text("Op pauze")
    enrolled.get_by_role("button", name=f"{name} hervatten").click()
    expect(page.get_by_text(f"{name} krijgt weer oefeningen.")).to_be_visible()
    expect(enrolled).to_contain_text("Doet mee")


@SIZES
def test_an_admin_corrects_a_name_and_an_address(open_as: OpenAs, size: dict[str, int]) -> None:
    where = "laptop" if size is LAPTOP else "phone"
    wrong, right = f"noor.{where}@demo.example", f"noortje.{where}@demo.example"
    page = open_as("admin", size, "/demo/manager")
    page.get_by_role("button", name="Iemand toevoegen").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Naam").fill("Nortje de Wit")
    dialog.get_by_label("E-mailadres").fill(wrong)
    dialog.get_by_role("button", name="Iemand toevoegen").click()
    expect(dialog).to_be_hidden()

    page.get_by_label("Zoek").fill(wrong)
    page.get_by_role("button", name="Nortje de Wit wijzigen").click()
    dialog.get_by_label("Naam").fill("Noortje de Wit")
    dialog.get_by_label("E-mailadres").fill("coach@demo.example")
    expect(dialog.get_by_text(f"{wrong} krijgt bericht van de wijziging")).to_be_visible()
    assert not faults_of(page)
    dialog.get_by_role("button", name="Bewaar").click()
    expect(dialog.get_by_text("Er logt al iemand in met dit mailadres.")).to_be_visible()
    expect(dialog.get_by_label("Naam")).to_have_value("Noortje de Wit")
    dialog.get_by_label("E-mailadres").fill(right)
    dialog.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_text(f"onderweg naar {right}")).to_be_visible()
    page.get_by_label("Zoek").fill(right)
    expect(page.get_by_role("row").filter(has_text=right)).to_contain_text("Noortje de Wit")


def test_a_refusal_stands_beside_its_field_and_nothing_typed_is_lost(open_as: OpenAs) -> None:
    page = open_as("admin", LAPTOP, "/demo/manager")
    page.get_by_role("button", name="Iemand toevoegen").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Naam").fill("Coach Nog Eens")
    dialog.get_by_label("E-mailadres").fill("coach@demo.example")
    dialog.get_by_label("Medewerker:").uncheck()
    dialog.get_by_role("button", name="Iemand toevoegen").click()
    expect(dialog.get_by_text("Kies er minstens één.")).to_be_visible()
    dialog.get_by_label("Coach:").check()
    dialog.get_by_role("button", name="Iemand toevoegen").click()
    expect(dialog.get_by_role("status")).to_be_visible()
    expect(dialog.get_by_label("Naam")).to_have_value("Coach Nog Eens")


def test_an_invitation_that_is_refused_or_has_to_wait_says_why(
    open_as: OpenAs, browser_stack: Stack
) -> None:
    admin = browser_stack.sign_in("admin")
    new = {"email": "nel@demo.example", "name": "Nel Prins", "roles": ["coach"]}
    nel = flow.expect(admin.http.post(f"{admin.root}/people", json=new), 201).json()["id"]
    page = open_as("admin", LAPTOP, "/demo/manager")
    page.get_by_role("button", name="Nel Prins wijzigen").click()
    dialog = page.get_by_role("dialog")

    limited = {"status": 429, "json": {"code": "throttled"}, "headers": {"Retry-After": "90"}}
    page.route("**/people/*/invitation", lambda route: route.fulfill(**limited), times=1)
    press(page, "Uitnodiging opnieuw sturen")
    expect(dialog.get_by_text("Probeer het over 2 minuten opnieuw.")).to_be_visible()

    path = f"{admin.root}/people/{nel}"
    flow.expect(admin.http.patch(path, json={"is_active": False}), 200)
    press(page, "Uitnodiging opnieuw sturen")
    expect(dialog.get_by_text("heeft geen toegang meer.")).to_be_visible()


def test_a_manager_sees_teams_and_people_and_changes_neither(open_as: OpenAs) -> None:
    page = open_as("manager", LAPTOP, "/demo/manager")
    expect(page.get_by_role("table")).to_be_visible()
    expect(page.get_by_role("button", name="Iemand toevoegen")).to_have_count(0)
    expect(page.get_by_role("button", name=re.compile("wijzigen$"))).to_have_count(0)
    page.get_by_role("link", name="Teams", exact=True).click()
    expect(page.get_by_role("heading", name="Teams")).to_be_visible()
    expect(page.get_by_label("Nieuw team")).to_have_count(0)


def test_an_admin_says_which_teams_a_manager_leads(
    open_as: OpenAs, shot: Callable[[Page, str], None]
) -> None:
    admin = open_as("admin", LAPTOP, "/demo/manager")

    def lead(*, checked: bool) -> None:
        press(admin, "Ruben Smit wijzigen")
        dialog = admin.get_by_role("dialog")
        led = dialog.get_by_role("group", name="Geeft leiding aan deze teams")
        for team in ("Station Noord", "Klantenservice"):
            led.get_by_label(team).set_checked(checked)
        assert not faults_of(admin)
        shot(admin, f"leads-{checked}")
        dialog.get_by_role("button", name="Bewaar").click()
        expect(dialog).to_be_hidden()

    lead(checked=False)
    try:
        page = open_as("manager", PHONE, "/demo/manager")
        expect(page.get_by_text("Je geeft nog geen leiding aan een team")).to_be_visible()
        expect(page.get_by_text("Noor de Wit")).to_have_count(0)
        assert not faults_of(page)
        shot(page, "leads-no-team")
        page.goto("/demo/manager/programmes")
        expect(page.get_by_role("button", name="Mensen laten meedoen").first).to_be_visible()
        expect(page.get_by_role("table")).to_have_count(0)
    finally:
        lead(checked=True)
    page.goto("/demo/manager")
    expect(page.get_by_text("Noor de Wit")).to_be_visible()
    expect(page.get_by_text("Je geeft nog geen leiding aan een team")).to_have_count(0)


@SIZES
def test_a_manager_changes_a_rhythm(open_as: OpenAs, size: dict[str, int]) -> None:
    page = open_as("manager", size, "/demo/manager")
    page.get_by_role("link", name=re.compile("Programma")).first.click()
    dialog = page.get_by_role("dialog")
    least, days = (page.get_by_label(f"Dagen ertussen, {end}") for end in ("minstens", "hoogstens"))

    def change_to(text: str) -> str:
        """Saves a number of days and returns the one before."""
        page.get_by_role("button", name="Ritme wijzigen").first.click()
        was, start = days.input_value(), least.input_value()
        days.fill(text)
        assert not faults_of(page)
        dialog.get_by_role("button", name="Bewaar").click()
        expect(page.get_by_text("is bewaard.")).to_be_visible()
        expect(dialog).to_be_hidden()
        said = start if start == text else f"{start} tot {text}"
        expect(page.get_by_text(f"Elke {said} dagen een oefening").first).to_be_visible()
        return was

    before = change_to("11")
    assert change_to(before) == "11"

    page.get_by_role("button", name="Ritme wijzigen").first.click()
    least.fill("12")
    dialog.get_by_role("button", name="Bewaar").click()
    expect(dialog.get_by_text("Dit kan niet minder zijn dan wat ervoor staat.")).to_be_visible()
    page.keyboard.press("Escape")

    page.get_by_role("button", name="Ritme wijzigen").first.click()
    for day in dialog.get_by_role("checkbox").all():
        day.uncheck()
    dialog.get_by_role("button", name="Bewaar").click()
    expect(dialog.locator("fieldset .error")).to_be_visible()
    page.keyboard.press("Escape")


def test_a_manager_adds_a_pause_and_takes_it_back(open_as: OpenAs) -> None:
    page = open_as("manager", SMALL, "/demo/manager/programmes")
    dialog = page.get_by_role("dialog")
    pause = dialog.get_by_role("group", name="Pauze 1", exact=True)

    def save() -> None:
        press(page, "Bewaar")
        expect(page.get_by_text("is bewaard.")).to_be_visible()
        expect(dialog).to_be_hidden()
        page.get_by_role("button", name="Ritme wijzigen").first.click()

    page.get_by_role("button", name="Ritme wijzigen").first.click()
    expect(dialog.get_by_text("Er is nog geen pauze.")).to_be_visible()
    dialog.get_by_role("button", name="Pauze toevoegen").press("Enter")
    expect(pause.get_by_label("Eerste dag")).to_be_focused()
    page.keyboard.type("12242027")
    pause.get_by_label("Laatste dag").fill("2029-01-03")
    press(page, "Bewaar")
    expect(pause.get_by_text("Kies een laatste dag")).to_be_visible()
    assert not faults_of(page)
    pause.get_by_label("Laatste dag").fill("2028-01-03")
    save()
    expect(pause.get_by_label("Eerste dag")).to_have_value("2027-12-24")
    expect(pause.get_by_label("Laatste dag")).to_have_value("2028-01-03")
    press(page, "Pauze 1 verwijderen")
    expect(dialog.get_by_role("button", name="Pauze toevoegen")).to_be_focused()
    save()
    expect(pause).to_have_count(0)
    expect(dialog.get_by_text("Er is nog geen pauze.")).to_be_visible()


def test_whoever_saves_a_rhythm_second_is_told_and_loses_nothing(open_as: OpenAs) -> None:
    first, second = (open_as("manager", SMALL, "/demo/manager/programmes") for _ in range(2))

    def save_a_pause(page: Page, day: str) -> None:
        dialog = page.get_by_role("dialog")
        page.get_by_role("button", name="Ritme wijzigen").first.click()
        dialog.get_by_role("button", name="Pauze toevoegen").click()
        dialog.get_by_label("Eerste dag").last.fill(day)
        dialog.get_by_label("Laatste dag").last.fill(day)
        press(page, "Bewaar")

    save_a_pause(first, "2027-12-24")
    expect(first.get_by_role("dialog")).to_be_hidden()
    save_a_pause(second, "2028-05-05")
    dialog = second.get_by_role("dialog")
    expect(dialog.get_by_text("Een collega heeft dit ritme intussen gewijzigd")).to_be_visible()
    for at, day in enumerate(("2027-12-24", "2028-05-05")):
        expect(dialog.get_by_label("Eerste dag").nth(at)).to_have_value(day)
    assert not faults_of(second)
    press(second, "Bewaar")
    expect(second.get_by_text("is bewaard.")).to_be_visible()
    second.get_by_role("button", name="Ritme wijzigen").first.click()
    expect(dialog.get_by_label("Eerste dag")).to_have_count(2)
    for _pause in range(2):
        press(second, "Pauze 1 verwijderen")
    press(second, "Bewaar")
    expect(dialog).to_be_hidden()
