"""A manager plans a live session; an employee registers, waits, gets a seat, and is marked as
present by the code on the trainer's screen."""

from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LAPTOP, PHONE, OpenAs
from tests.browser.looks import faults_of
from tests.flows.stack import Stack

pytestmark = [pytest.mark.browser, pytest.mark.stack]

TITLE = "Samen rustig blijven"


def local(minutes: int) -> str:
    at = datetime.now(ZoneInfo("Europe/Amsterdam")) + timedelta(minutes=minutes)
    return at.strftime("%Y-%m-%dT%H:%M")


def plan(page: Page, title: str = TITLE) -> None:
    """Plan a session of one seat that begins in ten minutes."""
    page.get_by_role("button", name="Plan een live sessie").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Titel in het Nederlands").fill(title)
    dialog.get_by_label("Begint").fill(local(10))
    dialog.get_by_label("Eindigt").fill(local(130))
    dialog.get_by_label("Plek", exact=True).fill("Utrecht, zaal 3")
    dialog.get_by_label("Plaatsen").fill("1")
    dialog.get_by_label("Naam van de trainer").fill("Kim de Boer")
    assert not faults_of(page)
    dialog.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_text(f"{title} is bewaard.")).to_be_visible()


def test_from_planned_to_present(open_as: OpenAs, shot: Callable[[Page, str], None]) -> None:
    mo = open_as("manager", LAPTOP, "/demo/manager")
    mo.get_by_role("link", name="Live sessies").first.click()
    plan(mo)
    assert not faults_of(mo)
    shot(mo, "live-sessions-manager")

    noor = open_as("employee", PHONE, "/demo")
    noor.get_by_role("navigation").get_by_role("link", name="Live sessies").click()
    expect(noor.get_by_text("Vol", exact=True)).to_be_visible()
    assert not faults_of(noor)
    shot(noor, "live-sessions-employee")
    noor.get_by_role("link", name=TITLE).click()
    noor.get_by_role("button", name="Meld me aan").click()
    expect(noor.get_by_text("Je hebt een plaats")).to_be_visible()
    assert not faults_of(noor)
    shot(noor, "live-session-registered")
    with noor.expect_download() as asked:
        noor.get_by_role("button", name="Zet in mijn agenda").click()
    assert "BEGIN:VEVENT" in asked.value.path().read_text()

    # A colleague waits; once Noor gives up her seat, it is theirs, and she waits.
    mo.get_by_role("link", name=TITLE).click()
    mo.get_by_label("Iemand aanmelden").select_option(label="Fatima el Idrissi")
    mo.get_by_role("button", name="Meld aan").click()
    expect(mo.get_by_text("Wachtlijst: 1")).to_be_visible()
    noor.reload()
    noor.get_by_role("button", name="Meld me af").click()
    noor.get_by_role("dialog").get_by_role("button", name="Meld me af").click()
    noor.get_by_role("button", name="Zet me op de wachtlijst").click()
    expect(noor.get_by_text("Wachtlijst: nummer 1")).to_be_visible()

    # One more seat is hers.
    mo.get_by_role("button", name="Wijzig").click()
    mo.get_by_role("dialog").get_by_label("Plaatsen").fill("2")
    mo.get_by_role("dialog").get_by_role("button", name="Bewaar").click()
    expect(mo.get_by_text(f"{TITLE} is bewaard.")).to_be_visible()
    assert not faults_of(mo)
    shot(mo, "live-session-people")
    noor.reload()
    expect(noor.get_by_text("Je hebt een plaats")).to_be_visible()

    address = mo.url.removesuffix("/people")
    mo.get_by_role("link", name="Toon de QR-code").click()
    drawn = mo.get_by_role("img", name="Scan om je aanwezig te melden")
    expect(drawn).to_be_visible()
    assert not faults_of(mo)
    shot(mo, "live-session-code")
    noor.goto(f"{address}/present/AAAA")
    expect(noor.get_by_text("Scan de code op het scherm nog een keer.")).to_be_visible()
    noor.goto(f"{address}/present/{drawn.get_attribute('data-code')}")
    expect(noor.get_by_text("Je staat als aanwezig genoteerd")).to_be_visible()
    assert not faults_of(noor)
    shot(noor, "live-session-present")

    mo.goto(f"{address}/people")
    here = mo.get_by_role("button", name="Noor de Wit is aanwezig")
    expect(here).to_have_attribute("aria-pressed", "true")
    mo.get_by_role("button", name="Fatima el Idrissi is afwezig").click()
    expect(mo.get_by_role("listitem").filter(has_text="Fatima")).to_contain_text("Afwezig")
    assert not faults_of(mo)
    shot(mo, "live-session-presence")


def test_cancelling_asks_first_and_is_seen(open_as: OpenAs) -> None:
    mo = open_as("manager", LAPTOP, "/demo/manager/sessions")
    plan(mo, "Vandaag niet")
    mo.get_by_role("link", name="Vandaag niet").click()
    expect(mo.get_by_role("heading", name="Vandaag niet")).to_be_visible()
    noor = open_as("employee", PHONE, mo.url.removesuffix("/people"))
    noor.get_by_role("button", name="Meld me aan").click()
    expect(noor.get_by_text("Je hebt een plaats")).to_be_visible()
    mo.reload()
    mo.get_by_role("button", name="Gelast deze sessie af").click()
    dialog = mo.get_by_role("dialog")
    expect(dialog).to_contain_text("1 persoon krijgt bericht")
    assert not faults_of(mo)
    dialog.get_by_role("button", name="Gelast af en laat het iedereen weten").click()
    expect(mo.get_by_text("Deze live sessie is afgelast.")).to_be_visible()
    noor.reload()
    expect(noor.get_by_text("Deze live sessie is afgelast.")).to_be_visible()
    expect(noor.get_by_role("button", name="Meld me aan")).to_be_hidden()


def test_a_calendar_reads_a_secret_address_until_it_is_stopped(
    open_as: OpenAs, shot: Callable[[Page, str], None]
) -> None:
    noor = open_as("employee", PHONE, "/demo/sessions")
    noor.get_by_role("button", name="Maak een adres").click()
    field = noor.get_by_label("Geheim adres")
    first = field.input_value()
    assert not faults_of(noor)
    shot(noor, "calendar-feed")
    noor.get_by_label("Ook wanneer mijn volgende oefening").check()
    expect(noor.get_by_text("Je agenda leest je live sessies van een adres")).to_be_visible()
    noor.get_by_role("button", name="Maak een nieuw adres").click()
    expect(field).not_to_have_value(first)
    second = field.input_value()
    assert [noor.request.get(one).status for one in (first, second)] == [404, 200]
    noor.get_by_role("button", name="Stop dit adres").click()
    expect(noor.get_by_text("Het adres is gestopt.")).to_be_visible()
    assert noor.request.get(second).status == 404


def test_a_training_that_a_team_is_asked_for_is_seen_by_all_whom_it_concerns(
    open_as: OpenAs, shot: Callable[[Page, str], None]
) -> None:
    eva = open_as("admin", LAPTOP, "/demo/manager/sessions")
    eva.get_by_role("button", name="Wijzig het risico van Klantenservice").click()
    dialog = eva.get_by_role("dialog")
    dialog.get_by_label("Wat mensen tegenkomen").select_option(label="Fysieke agressie")
    dialog.get_by_label("Fysieke training vóór").fill("2090-06-01")
    assert not faults_of(eva)
    dialog.get_by_role("button", name="Bewaar").click()
    service = eva.get_by_role("listitem").filter(has_text="Klantenservice")
    expect(service).to_contain_text("Fysieke training vóór 1 juni 2090")
    expect(service).to_contain_text("Anouk Hendriks")
    assert not faults_of(eva)
    shot(eva, "team-risks")
    noor = open_as("employee", PHONE, "/demo/sessions")
    expect(noor.get_by_text("Je werk bij Station Noord kan fysiek worden.")).to_be_visible()
    assert not faults_of(noor)
    shot(noor, "own-duty")


def test_a_live_session_is_a_step_of_a_programme(
    open_as: OpenAs, browser_stack: Stack, shot: Callable[[Page, str], None]
) -> None:
    eva = open_as("admin", LAPTOP, "/demo/manager/programmes")
    eva.get_by_role("button", name="Programma maken").click()
    eva.get_by_role("dialog").get_by_label("Naam, Nederlands").fill("Samen oefenen")
    eva.get_by_role("dialog").get_by_role("button", name="Programma maken").click()
    eva.get_by_role("button", name="Live sessie toevoegen").click()
    eva.get_by_label("Klaar voor wie aanwezig was bij").select_option(label="een fysieke training")
    assert not faults_of(eva)
    shot(eva, "programme-live-session")
    eva.get_by_role("button", name="Stappen publiceren").click()
    expect(eva.get_by_text("Versie 1 is gepubliceerd.")).to_be_visible()

    admin, employee = browser_stack.sign_in("admin"), browser_stack.sign_in("employee")
    programme = eva.url.rsplit("/", 1)[-1]
    member = employee.get("/membership")["id"]
    enrolment = admin.post("/enrolments", {"programme": programme, "membership": member})
    noor = open_as("employee", PHONE, "/demo")
    expect(noor.get_by_role("heading", name="Meld je aan voor een live sessie")).to_be_visible()
    assert not faults_of(noor)
    shot(noor, "today-live-session")
    noor.get_by_role("link", name="Kies een live sessie").click()
    expect(noor.get_by_role("heading", name="Live sessies")).to_be_visible()
    # Others who come after find Noor's first screen as it was.
    url = f"{admin.root}/enrolments/{enrolment['id']}"
    assert admin.http.patch(url, json={"state": "paused"}).status_code == 200
