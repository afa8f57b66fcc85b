"""A recording survives the end of the page, the browser and the battery, and hours without a
network."""

import re
import wave
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import phones
from tests.browser.phones import (
    Phone,
    kept,
    press,
    ready_to_reply,
    record,
    start_recording,
    wait_for_shell,
)
from tests.browser.sessions import Sessions
from tests.flows.caller import Caller, wait_until
from tests.flows.stack import Stack

pytestmark = [pytest.mark.browser, pytest.mark.stack]

ARRIVED = re.compile("^Bewaard")
WAITS = "Veilig op dit toestel. Er is nu geen bereik."
SLOW = 60_000  # bytes per second
CACHED = """async () => {
  const names = await caches.keys()
  const all = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()))
  return all.flat().map(({ url }) => new URL(url).pathname)
}"""

NewPhone = Callable[..., Phone]


@pytest.fixture
def caller(browser_stack: Stack) -> Caller:
    return browser_stack.sign_in("employee")


@pytest.fixture
def new_phone(
    browser: Browser,
    browser_stack: Stack,
    sessions: Sessions,
    camera: list[str],
    tmp_path: Path,
) -> Iterator[NewPhone]:
    made: list[Phone] = []

    def new(options: list[str] = camera) -> Phone:
        disk = tmp_path / "disk"
        made.append(Phone(browser.browser_type, disk, browser_stack, sessions, options))
        return made[-1]

    yield new
    for one in made:
        one.close()


def at_camera(page: Page) -> None:
    expect(page.get_by_role("button", name="Neem op")).to_be_enabled()


def expect_arrived(page: Page) -> None:
    expect(page.get_by_text("Opname 1")).to_be_visible()
    expect(page.get_by_role("listitem").get_by_text(ARRIVED).first).to_be_visible(timeout=60_000)


def half_sent(caller: Caller, upload: str, size: int) -> None:
    """Wait until the server has some of it and not all."""

    def some() -> bool:
        answer = caller.http.get(f"{caller.root}/uploads/{upload}")
        return answer.status_code == 200 and 0 < answer.json()["offset"] < size

    wait_until("part of the recording on the server", some)


def test_a_browser_killed_while_recording_leaves_what_was_recorded(
    new_phone: NewPhone, caller: Caller, browser_stack: Stack
) -> None:
    path = ready_to_reply(caller)
    phone = new_phone()
    page = phone.open(path)
    start_recording(page)
    page.wait_for_timeout(6000)
    phone.kill()

    page = phone.open("/demo")
    expect(page.get_by_text(re.compile(r"We hebben 0:0\d van je opname bewaard"))).to_be_visible()
    page.get_by_role("link", name="Bekijk hem").click()
    phones.slow(page, SLOW)
    press(page, "Bewaar hem")
    expect(page.get_by_text("Opname 1")).to_be_visible()
    (take,) = kept(page)
    assert take["size"] > 20_000
    phones.slow(page, -1)
    expect_arrived(page)
    wait_until("the whole file", lambda: phones.stored(browser_stack, take["sha256"]))
    expect(page.get_by_text("van je opname bewaard")).to_have_count(0)


def test_a_browser_killed_while_sending_continues_where_it_was(
    new_phone: NewPhone, caller: Caller, browser_stack: Stack
) -> None:
    path = ready_to_reply(caller)
    phone = new_phone()
    page = phone.open(path)
    at_camera(page)
    phones.slow(page, SLOW)
    record(page, 5)
    (take,) = kept(page)
    half_sent(caller, take["upload"], take["size"])
    phone.kill()

    page = phone.open(path)
    expect_arrived(page)
    wait_until("the whole file", lambda: phones.stored(browser_stack, take["sha256"]))
    assert kept(page) == []


def test_the_bar_shows_what_the_server_has_and_no_more(new_phone: NewPhone, caller: Caller) -> None:
    page = new_phone().open(ready_to_reply(caller))
    at_camera(page)
    phones.slow(page, SLOW)
    record(page, 6)
    (take,) = kept(page)
    half_sent(caller, take["upload"], take["size"])
    page.context.set_offline(True)
    expect(page.get_by_text("Geen bereik", exact=True)).to_be_visible()
    has = caller.get(f"/uploads/{take['upload']}")["offset"]
    shown = page.locator("header .line span").evaluate("one => parseFloat(one.style.width)")
    assert shown <= 100 * has / take["size"]
    page.context.set_offline(False)
    phones.slow(page, -1)
    expect_arrived(page)


def test_a_reload_while_sending_loses_nothing(
    new_phone: NewPhone, caller: Caller, browser_stack: Stack
) -> None:
    page = new_phone().open(ready_to_reply(caller))
    at_camera(page)
    phones.slow(page, SLOW)
    record(page, 5)
    (take,) = kept(page)
    half_sent(caller, take["upload"], take["size"])
    phones.slow(page, -1)
    page.reload()
    expect_arrived(page)
    wait_until("the whole file", lambda: phones.stored(browser_stack, take["sha256"]))


def test_one_goes_on_recording_without_a_network_and_all_is_sent_when_there_is_one_again(
    new_phone: NewPhone, caller: Caller, browser_stack: Stack
) -> None:
    page = new_phone().open(ready_to_reply(caller))
    at_camera(page)
    wait_for_shell(page)
    page.context.set_offline(True)
    record(page)
    expect(page.get_by_text("Veilig op dit toestel", exact=True)).to_be_visible()
    (take,) = kept(page)

    page.reload()
    expect(page.get_by_text("Je bent offline")).to_be_visible()
    expect(page.get_by_text("Opname 1")).to_be_visible()
    press(page, "Neem opnieuw op")
    start_recording(page)
    page.wait_for_timeout(1500)
    press(page, "Stop")
    expect(page.get_by_text("Opname 2")).to_be_visible()
    assert len(kept(page)) == 2
    page.goto("/demo")
    expect(page.get_by_role("main").get_by_text(WAITS)).to_have_count(2)

    page.context.set_offline(False)
    wait_until("the whole file", lambda: phones.stored(browser_stack, take["sha256"]))
    expect(page.get_by_text("Je bent offline")).to_have_count(0)


def test_the_device_keeps_the_shell_and_no_answer(new_phone: NewPhone, caller: Caller) -> None:
    page = new_phone().open(ready_to_reply(caller))
    wait_for_shell(page)
    page.reload()
    expect(page.get_by_role("button", name="Neem op")).to_be_visible()
    worker = page.request.get("/service-worker.js")
    assert worker.headers["cache-control"] == "no-cache"
    paths = page.evaluate(CACHED)
    assert "/" in paths
    own = ("/_app/immutable/", "/favicon.svg")
    assert [path for path in paths if path != "/" and not path.startswith(own)] == []


def silent_dark(folder: Path) -> list[str]:
    """Simulate a covered lens and a muted microphone."""
    picture, sound = folder / "dark.y4m", folder / "silent.wav"
    frame = b"FRAME\n" + bytes([16]) * (320 * 240) + bytes([128]) * (320 * 240 // 2)
    picture.write_bytes(b"YUV4MPEG2 W320 H240 F10:1 Ip A1:1 C420\n" + frame * 10)
    with wave.open(str(sound), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(48_000)
        file.writeframes(bytes(2 * 48_000 * 2))
    return [
        f"--use-file-for-fake-video-capture={picture}",
        f"--use-file-for-fake-audio-capture={sound}",
    ]


def test_a_silent_black_recording_is_pointed_out_before_it_is_sent(
    new_phone: NewPhone, caller: Caller, tmp_path: Path
) -> None:
    page = new_phone(silent_dark(tmp_path)).open(ready_to_reply(caller))
    at_camera(page)
    page.context.set_offline(True)
    record(page, 5)
    takes = page.get_by_role("main")
    expect(takes.get_by_text("We horen niets in deze opname.")).to_be_visible()
    expect(takes.get_by_text("We zien niets in deze opname")).to_be_visible()
    press(page, "Stuur naar mijn coach")
    expect(page.get_by_role("dialog")).to_contain_text("We horen niets in deze opname.")


def test_a_reply_that_is_heard_and_seen_raises_no_doubt(
    new_phone: NewPhone, caller: Caller
) -> None:
    page = new_phone().open(ready_to_reply(caller))
    at_camera(page)
    page.context.set_offline(True)
    record(page, 5)
    expect(page.get_by_text("in deze opname")).to_have_count(0)
