"""A coach reviews by keyboard alone, with all that is needed while watching in sight."""

import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from imageio_ffmpeg import get_ffmpeg_exe
from playwright.sync_api import Page, expect

from core.ids import new_id
from tests.browser.conftest import LAPTOP, OpenAs
from tests.browser.looks import faults_of, overflowing
from tests.browser.reviewed import fatimas_review
from tests.flows import loop
from tests.flows.caller import Caller, wait_until
from tests.flows.stack import Stack

pytestmark = [pytest.mark.browser, pytest.mark.stack]

MOST_PRESSES = 25
QUERY = "noemt wat"
PHRASE = "je noemt wat er misging"
LINE = "Ik kijk het nu voor u na."


class Keys:
    """Presses keys, and counts all but those of typed words."""

    def __init__(self, page: Page) -> None:
        self.page, self.pressed = page, 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.pressed += 1

    def type(self, words: str) -> None:
        self.page.keyboard.type(words)

    def until(self, key: str, name: str) -> None:
        """Press a key until the button with this name has the focus."""
        for _ in range(12):
            if self.page.evaluate("document.activeElement.innerText.trim()") == name:
                return
            self.press(key)
        raise AssertionError(f"{name} can't be reached by {key}")


def minute_long(folder: Path) -> loop.Clip:
    """Return a recording of a phone that lasts a minute."""
    made = _made(folder / "minute.mp4", ["-stream_loop", "9"], ["-t", "60"])
    return loop.Clip(made, "video/mp4", 60_000)


def wide(folder: Path) -> loop.Clip:
    """Return a recording that is wider than high, as a laptop makes it."""
    made = _made(folder / "wide.mp4", ["-display_rotation", "0"], [])
    return loop.Clip(made, "video/mp4")


def _made(path: Path, before: list[str], after: list[str]) -> Path:
    source = ["-i", str(loop.PORTRAIT.path)]
    command = [get_ffmpeg_exe(), "-v", "error", *before, *source, *after, "-c", "copy", str(path)]
    subprocess.run(command, check=True)
    return path


def sent(employee: Caller, clip: loop.Clip) -> dict[str, Any]:
    """Record once more what has feedback, and send it in; Today stays as other tests expect it."""
    attempts = employee.get("/attempts")["results"]
    # The first of all is an exercise of one reply.
    rows = [one for one in attempts if one["state"] == "scored"]
    scored = next(one for one in rows if one["step"] == rows[-1]["step"])
    body = {"step": scored["step"], "follows": scored["id"]}
    attempt: dict[str, Any] = employee.put(f"/attempts/{new_id()}", body)
    take = loop.record(employee, attempt, clip)
    loop.processed(employee, attempt, take)
    loop.submit(employee, attempt, take)
    return attempt


@pytest.fixture
def waiting(browser_stack: Stack) -> Iterator[dict[str, Any]]:
    with fatimas_review(browser_stack.sign_in("coach")) as taken:
        yield taken


def in_sight(page: Page) -> list[str]:
    """Return what a coach needs while watching and commenting that is not in sight, whole."""
    bar = page.get_by_role("region", name="De opname")
    needed = {
        "video": page.locator("video").first,
        "timeline": bar.get_by_role("slider"),
        "play": bar.get_by_role("button", name="Speel af"),
        "comment": page.get_by_role("textbox", name=re.compile("Ging goed|Zeg liever")),
        "done": page.get_by_role("button", name="Klaar", exact=True),
        "levels": page.locator("fieldset.current .levels"),
        "last criterion": page.locator("[data-criterion]").last.locator("h3"),
        "release": page.get_by_role("button", name="Verstuur de feedback"),
        "saved": page.get_by_text(re.compile("bewaard", re.IGNORECASE)).first,
    }
    hidden = []
    for name, one in needed.items():
        expect(one).to_be_visible()
        seen = one.evaluate(
            """one => {
              const box = one.getBoundingClientRect()
              let [top, bottom] = [0, innerHeight]
              for (let at = one.parentElement; at; at = at.parentElement)
                if (getComputedStyle(at).overflowY !== 'visible') {
                  const around = at.getBoundingClientRect()
                  top = Math.max(top, around.top)
                  bottom = Math.min(bottom, around.bottom)
                }
              return box.top >= top - 1 && box.bottom <= bottom + 1
            }"""
        )
        if not seen:
            hidden.append(name)
    return hidden


def review(keys: Keys, look: Callable[[], None] | None) -> None:
    """Review what is on the desk: one comment on a stretch from a phrase, one at a moment, a level
    for each criterion; then release."""
    page = keys.page
    video = page.locator("video").first
    keys.press("Space")
    expect(video).to_have_js_property("paused", False)
    keys.press("i")
    video.evaluate("video => new Promise(done => video.ontimeupdate = done)")
    keys.press("o", "c")
    expect(page.get_by_role("textbox", name="Ging goed", exact=True)).to_be_focused()
    keys.type(f"/{QUERY}")
    offered = page.get_by_role("listbox", name="Vaste zinnen").get_by_role("option")
    expect(offered).to_have_count(1)
    keys.press("Enter")
    expect(page.get_by_role("textbox", name="Ging goed", exact=True)).to_have_value(
        re.compile(PHRASE)
    )
    if look:
        look()
    keys.press("Escape", "ArrowRight", "c")
    keys.type(LINE)
    keys.press("Escape")
    for _ in range(page.locator("[data-criterion]").count()):
        keys.press("4")
    expect(page.get_by_text("Er ontbreekt niets meer.")).to_be_visible()
    keys.press("s")
    keys.until("Tab", "Verstuur")
    keys.press("Enter")
    expect(page.get_by_text(re.compile("heeft je feedback"))).to_be_visible()


def test_five_takes_are_reviewed_by_keyboard_alone(
    open_as: OpenAs,
    browser_stack: Stack,
    shot: Callable[[Page, str], None],
    tmp_path: Path,
) -> None:
    employee, coach = browser_stack.sign_in("employee"), browser_stack.sign_in("coach")
    page = open_as("coach", LAPTOP)
    clips = [minute_long(tmp_path), wide(tmp_path), *[loop.PORTRAIT] * 3]
    counts = []
    for number, clip in enumerate(clips):
        attempt = sent(employee, clip)
        lease = loop.lease(coach, attempt)
        page.goto(f"/demo/coach/reviews/{lease['review']}")
        expect(page.locator("video").first).to_have_js_property("readyState", 4)

        def look(number: int = number) -> None:
            assert in_sight(page) == []
            assert faults_of(page) == []
            shot(page, f"desk-by-keyboard-{number}")

        keys = Keys(page)
        review(keys, look if number < 2 else None)
        counts.append(keys.pressed)
        comments = coach.get(f"/reviews/{lease['review']}")["comments"]
        by_kind = {one["kind"]: one for one in comments}
        assert by_kind["strength"]["until_ms"] > by_kind["strength"]["at_ms"]
        assert "{" not in by_kind["strength"]["text"]
        assert (by_kind["say_instead"]["text"], by_kind["say_instead"]["until_ms"]) == (LINE, None)
    assert max(counts) <= MOST_PRESSES, counts


def test_words_that_are_typed_while_the_network_is_cut_arrive_later(
    open_as: OpenAs, browser_stack: Stack, waiting: dict[str, Any]
) -> None:
    coach = browser_stack.sign_in("coach")
    page = open_as("coach", LAPTOP, f"/demo/coach/reviews/{waiting['review']}")
    expect(page.locator("video").first).to_have_js_property("readyState", 4)
    page.keyboard.press("c")
    page.keyboard.type("Je noemt wat ")
    page.context.set_offline(True)
    page.keyboard.type("er misging, en ")
    expect(page.get_by_text(re.compile("je bent offline")).first).to_be_visible()
    page.context.set_offline(False)
    page.keyboard.type("je blijft rustig.")

    def texts() -> list[str]:
        return [one["text"] for one in coach.get(f"/reviews/{waiting['review']}")["comments"]]

    words = ["Je noemt wat er misging, en je blijft rustig."]
    wait_until("all the words", lambda: texts() == words)
    assert overflowing(page) == []
