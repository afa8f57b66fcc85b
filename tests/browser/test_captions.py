"""The person who made a recording writes its captions on a phone, and plays the file that suits
them."""

import re
from uuid import UUID

import pytest
from playwright.sync_api import Locator, Page, expect

from demo.make_phone_clips import PHONE as CLIPS
from tests.browser.conftest import PHONE, OpenAs
from tests.flows.caller import Caller, wait_until
from tests.flows.stack import Stack

pytestmark = [pytest.mark.browser, pytest.mark.stack]

# The cues that the player shows at this moment, of the track that is switched on.
SHOWN = """video => [...video.textTracks].filter(track => track.mode === 'showing')
  .flatMap(track => [...track.activeCues ?? []].map(cue => cue.text))"""


def settled(caller: Caller, video: UUID) -> bool:
    found = caller.get(f"/videos/{video}")
    return found["state"] == "ready" and not found["more_follows"]


@pytest.fixture(scope="module")
def video(browser_stack: Stack) -> UUID:
    """Return an author's own recording, in a large and a small file."""
    caller = browser_stack.sign_in("author")
    made = caller.upload((CLIPS / "rotated.mp4").read_bytes(), "video/mp4")
    wait_until("both files of the recording", lambda: settled(caller, made))
    return made


@pytest.fixture
def page(open_as: OpenAs, video: UUID) -> Page:
    page = open_as("author", PHONE, f"/demo/videos/{video}/captions?language=nl")
    expect(page.get_by_text("Nog geen ondertitels in deze taal")).to_be_visible()
    return page


def player(page: Page) -> Locator:
    found = page.locator("video")
    expect(found).to_have_js_property("readyState", 4)
    return found


def go_to(page: Page, seconds: float) -> None:
    player(page).evaluate("(video, at) => { video.currentTime = at }", seconds)
    clock = f"Regel op 0:{round(seconds):02}"
    expect(page.get_by_role("button", name=clock)).to_be_visible()


def save(page: Page) -> None:
    page.get_by_role("button", name="Bewaar", exact=True).click()


def test_captions_are_written_shown_and_removed_on_a_phone(page: Page) -> None:
    go_to(page, 1)
    page.get_by_role("button", name=re.compile("^Regel op")).click()
    page.keyboard.type("Wat vervelend <en> dat")
    go_to(page, 3)
    page.get_by_role("button", name="Tot: nu, 0:03").click()
    expect(page.get_by_label("Tot", exact=True)).to_have_value("0:03,0")
    page.get_by_label("Van", exact=True).fill("5")
    save(page)
    expect(page.get_by_text("Deze regel moet later eindigen dan hij begint.")).to_be_visible()
    page.get_by_label("Van", exact=True).fill("0:01,0")
    save(page)
    expect(page.get_by_text("Bewaard. Wie kijkt, kan ze nu aanzetten.")).to_be_visible()

    go_to(page, 2)
    expect(page.get_by_role("switch", name="Ondertitels")).to_be_checked()
    page.wait_for_function(f"() => ({SHOWN})(document.querySelector('video')).length")
    assert player(page).evaluate(SHOWN) == ["Wat vervelend &lt;en&gt; dat"]
    page.get_by_role("switch", name="Ondertitels").click()
    assert player(page).evaluate(SHOWN) == []

    page.get_by_label("Wat er wordt gezegd").fill("Wat naar")
    page.reload()
    expect(page.get_by_text("Dit typte je eerder. Het is nog niet bewaard.")).to_be_visible()
    expect(page.get_by_label("Wat er wordt gezegd")).to_have_value("Wat naar")

    page.get_by_role("button", name="Haal deze ondertitels weg").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Haal deze ondertitels weg").click()
    expect(page.get_by_text("Nog geen ondertitels in deze taal")).to_be_visible()


def write(page: Page, text: str) -> None:
    page.get_by_label("Wat er wordt gezegd").fill(text)


def saved(page: Page) -> None:
    expect(page.get_by_text("Bewaard. Wie kijkt, kan ze nu aanzetten.")).to_be_visible()


def captions_of(caller: Caller, video: UUID) -> str:
    return str(caller.get(f"/videos/{video}/captions/nl")["text"])


def test_two_tabs_overwrite_nothing_of_each_other(
    page: Page, browser_stack: Stack, video: UUID
) -> None:
    author = browser_stack.sign_in("author")
    go_to(page, 1)
    page.get_by_role("button", name=re.compile("^Regel op")).click()
    page.keyboard.type("Eerst")
    save(page)
    saved(page)
    other = page.context.new_page()
    other.goto(page.url)
    expect(other.get_by_label("Wat er wordt gezegd")).to_have_value("Eerst")
    write(page, "Van mij")
    write(other, "Van de ander")
    save(other)
    saved(other)

    save(page)
    notice = page.locator("[data-conflict]")
    for text in ("Van mij", "Van de ander"):
        expect(notice).to_contain_text(text)
    expect(page.get_by_label("Wat er wordt gezegd")).to_have_value("Van mij")
    expect(page.get_by_role("button", name="Bewaar", exact=True)).to_be_disabled()
    assert "Van de ander" in captions_of(author, video)
    notice.get_by_role("button", name="Houd die van mij").click()
    saved(page)
    assert "Van mij" in captions_of(author, video)

    # What this device keeps is older than what somebody saves elsewhere meanwhile.
    other.close()
    changed = captions_of(author, video).replace("mij", "een collega")
    path = f"{author.root}/videos/{video}/captions/nl"
    seen = author.http.get(path).headers["ETag"]
    write(page, "Op dit toestel")
    answer = author.http.put(path, json={"text": changed}, headers={"If-Match": seen})
    answer.raise_for_status()
    page.reload()
    for text in ("Op dit toestel", "Van een collega"):
        expect(notice).to_contain_text(text)
    notice.get_by_role("button", name="Houd wat er staat").click()
    expect(page.get_by_label("Wat er wordt gezegd")).to_have_value("Van een collega")
    page.reload()
    expect(page.get_by_label("Wat er wordt gezegd")).to_have_value("Van een collega")
    expect(notice).to_have_count(0)
    page.get_by_role("button", name="Haal deze ondertitels weg").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Haal deze ondertitels weg").click()
    expect(page.get_by_text("Nog geen ondertitels in deze taal")).to_be_visible()


def test_a_first_version_is_offered_only_where_one_can_be_made(page: Page) -> None:
    offer = page.get_by_role("button", name="Laat Kalm een eerste versie schrijven")
    with page.expect_response(lambda answer: answer.url.endswith("/draft")):
        page.reload()
    expect(page.get_by_text("Nog geen ondertitels in deze taal")).to_be_visible()
    expect(offer).to_have_count(0)

    told = {"is_possible": True, "code": None}
    page.route(
        "**/captions/nl/draft",
        lambda route: (
            route.fulfill(json=told) if route.request.method == "GET" else route.continue_()
        ),
    )
    page.reload()
    offer.click()
    expect(page.get_by_text("Je kunt ze zelf typen.")).to_be_visible()


def test_another_quality_goes_on_at_the_same_moment(page: Page, video: UUID) -> None:
    playing = player(page)
    before = playing.get_attribute("src")
    playing.evaluate("async video => { video.currentTime = 2.5; await video.play() }")
    page.get_by_label("Beeld").select_option("saving")
    expect(playing).not_to_have_attribute("src", before or "")
    expect(playing).to_have_js_property("readyState", 4)
    assert playing.evaluate("video => [video.paused, video.videoHeight]") == [False, 640]
    assert 2.4 < playing.evaluate("video => video.currentTime") < 6
    page.reload()
    expect(page.get_by_label("Beeld")).to_have_value("saving")


def test_a_slow_network_gets_the_smaller_file(page: Page) -> None:
    """At once where the browser knows its network; else as soon as playing stands still."""
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    slow = {"offline": False, "latency": 50, "downloadThroughput": 15_000, "uploadThroughput": -1}
    network.send("Network.emulateNetworkConditions", slow)
    page.reload()
    playing = page.locator("video")
    expect(playing).to_have_js_property("videoHeight", 640)

    page.add_init_script("Object.defineProperty(navigator, 'connection', { value: undefined })")
    page.reload()
    first = playing.get_attribute("src") or ""
    playing.evaluate("video => { void video.play().catch(() => undefined) }")
    expect(playing).not_to_have_attribute("src", first)
    expect(page.get_by_label("Beeld")).to_have_value("auto")
