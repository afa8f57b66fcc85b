"""An author makes captions of the spoken text, a poster and a shorter clip, and finds all clips."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from deploy.stack.layout import PROJECT
from tests.browser.authors import at_draft, made_draft, open_scene, press, saved
from tests.browser.conftest import LAPTOP, PHONE, OpenAs
from tests.browser.looks import faults_of
from tests.flows.caller import wait_until
from tests.flows.stack import Stack

pytestmark = [pytest.mark.browser, pytest.mark.stack]
CLIP = PROJECT / "demo" / "clips" / "no_ticket-shrugs.nl.mp4"  # the shortest
SCRIPT = "Ik wil nu de chef spreken! Dit is al de derde keer dat ik hier sta."


def with_clip(page: Page) -> Locator:
    """Open the draft's first scene and send a clip for it; return the clip's part of the form."""
    form = open_scene(page, 1)
    form.get_by_label("Kies een bestand").set_input_files(CLIP)
    clip = form.get_by_role("group", name="Filmpje in het Nederlands").first
    expect(clip.locator("video")).to_have_js_property("readyState", 4, timeout=60_000)
    saved(page)
    return clip


def length_of(clip: Locator) -> float:
    expect(clip.locator("video")).to_have_js_property("readyState", 4, timeout=60_000)
    return float(clip.locator("video").evaluate("video => video.duration"))


def test_captions_are_made_of_the_spoken_text(open_as: OpenAs, browser_stack: Stack) -> None:
    _, version = made_draft(browser_stack, "Ondertitels uit de tekst")
    page = at_draft(open_as, version)
    clip = with_clip(page)
    clip.get_by_role("link", name="Ondertitels uit de tekst").click()
    script = page.get_by_label("Wat er wordt gezegd, in het Nederlands")
    script.fill(SCRIPT * 40)
    press(page, "Verdeel over het filmpje")
    expect(
        page.get_by_text("Dit is meer tekst dan iemand in deze opname kan zeggen.")
    ).to_be_visible()
    script.fill(SCRIPT)
    press(page, "Verdeel over het filmpje")
    first = page.get_by_role("textbox", name="Regel 1")
    expect(first).to_have_value("Ik wil nu de chef spreken!")
    second = page.get_by_role("textbox", name="Regel 2")
    expect(second).to_have_value("Dit is al de derde keer dat ik hier sta.")
    assert not faults_of(page)
    second.fill("Dit is al de derde keer dat ik hier ben.")
    press(page, "Begin met de gesproken tekst")
    script.fill("Heel iets anders.")
    press(page, "Verdeel over het filmpje")
    expect(second).to_have_count(0)
    press(page, "Zet terug")
    expect(second).to_have_value("Dit is al de derde keer dat ik hier ben.")
    press(page, "Bewaar")
    expect(page.get_by_text("Bewaard. Wie kijkt, kan ze nu aanzetten.")).to_be_visible()


def test_a_picture_becomes_the_poster(open_as: OpenAs, browser_stack: Stack) -> None:
    caller, version = made_draft(browser_stack, "Een ander startbeeld")
    page = at_draft(open_as, version, PHONE)
    clip = with_clip(page)
    video = caller.get(f"/scenario-versions/{version}")["scenes"][0]["clips"]["nl"]
    clip.locator("video").evaluate("video => { video.currentTime = 3 }")
    press(clip, "Gebruik dit als startbeeld")
    expect(clip.get_by_text("Dit is nu het startbeeld")).to_be_visible(timeout=60_000)
    assert caller.get(f"/videos/{video}/poster") == {"at_ms": 3000, "state": "made"}
    assert not faults_of(page)


def test_a_clip_is_trimmed_by_keyboard_and_taken_back(
    open_as: OpenAs, browser_stack: Stack
) -> None:
    caller, version = made_draft(browser_stack, "Een ingekort filmpje")
    page = at_draft(open_as, version)
    clip = with_clip(page)
    whole = length_of(clip)

    def shown() -> str:
        scenes = caller.get(f"/scenario-versions/{version}")["scenes"]
        return str(scenes[0]["clips"]["nl"])

    before = shown()
    press(clip, "Kort het in")
    dialog = page.get_by_role("dialog")
    use = dialog.get_by_role("button", name="Gebruik dit stuk")
    expect(use).to_be_disabled()
    begin, end = (dialog.get_by_role("slider", name=name, exact=True) for name in ("Begin", "Eind"))
    begin.focus()
    for _ in range(12):
        page.keyboard.press("ArrowRight")
    expect(dialog.get_by_text("Blijft over: van 0:01,2 tot")).to_be_visible()
    end.focus()
    page.keyboard.press("Home")
    expect(dialog.get_by_text("Blijft over: van 0:01,2 tot 0:02,2")).to_be_visible()
    for _ in range(10):
        page.keyboard.press("ArrowRight")
    expect(dialog.get_by_text("tot 0:03,2")).to_be_visible()
    press(dialog, "Speel wat overblijft")
    page.wait_for_function(
        "() => { const video = document.querySelector('dialog video');"
        " return video.paused && video.currentTime >= 3.2 }"
    )
    assert not faults_of(page)
    use.click()
    expect(clip.get_by_text("Dit is het ingekorte filmpje.")).to_be_visible()
    wait_until("the draft with the stretch", lambda: shown() != before)
    assert 1.8 < length_of(clip) < 2.2 < whole
    press(clip, "Neem het hele filmpje terug")
    wait_until("the draft with the whole clip", lambda: shown() == before)
    assert abs(length_of(clip) - whole) < 0.1
    page.get_by_role("button", name="Ongedaan maken").first.click()
    wait_until("the stretch once more", lambda: shown() != before)


def test_the_library_shows_uses_and_deletes_what_is_unused(
    open_as: OpenAs, browser_stack: Stack
) -> None:
    caller, _ = made_draft(browser_stack, "Voor het archief")
    unused = str(caller.upload(CLIP.read_bytes(), "video/mp4", purpose="scene"))
    wait_until("the clip", lambda: caller.get(f"/videos/{unused}")["state"] == "ready")
    page = open_as("author", LAPTOP, "/demo/author")
    expect(page.get_by_role("heading", name="Oefeningen", level=1)).to_be_visible()
    page.get_by_role("link", name="Filmpjes", exact=True).click()
    rows = page.get_by_role("list", name="Filmpjes").locator("> li")
    expect(rows.first).to_be_visible()
    assert not faults_of(page)
    page.get_by_label("Zoek").fill("poortje")
    expect(rows.filter(has_not_text="Het poortje")).to_have_count(0)
    used = rows.first
    expect(used.get_by_role("button", name="Verwijder")).to_have_count(0)
    # Exercises of other tests may use it too.
    used.get_by_text(re.compile("^Gebruikt in .*Het poortje")).click()
    expect(used.get_by_role("link", name="Het poortje").first).to_be_visible()
    used.get_by_role("button", name=re.compile("^Speel dit filmpje af")).click()
    expect(used.locator("video")).to_have_js_property("readyState", 4)
    page.get_by_label("Zoek").fill("")
    page.get_by_label("Gebruik", exact=True).select_option(label="Niet gebruikt")
    expect(rows.filter(has_text="Gebruikt in")).to_have_count(0)
    press(rows.first, "Verwijder")
    press(page.get_by_role("dialog"), "Verwijder")
    wait_until("the deletion", lambda: unused not in ids(caller.get("/clips?used=false")))


def ids(page: dict[str, list[dict[str, str]]]) -> set[str]:
    return {row["id"] for row in page["results"]}
