"""An employee sees their first take of an exercise beside the newest, and plays both in step."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import LAPTOP, PHONE, OpenAs
from tests.browser.looks import faults_of, overflowing

pytestmark = [pytest.mark.browser, pytest.mark.stack]
NAMES = ("De eerste keer", "De laatste keer")


def plays(video: Locator) -> None:
    expect(video).to_have_js_property("paused", False)
    video.evaluate("video => new Promise(done => video.ontimeupdate = done)")


def test_the_first_and_the_newest_take_play_side_by_side(
    open_as: OpenAs, shot: Callable[[Page, str], None]
) -> None:
    page = open_as("fatima", PHONE, "/demo/practised")
    shown = page.locator("section").filter(has_text="Eerste en laatste")
    assert not faults_of(page)
    shot(page, "practised")
    shown.get_by_role("link").first.click()
    expect(page.get_by_text("Alleen jij ziet dit.")).to_be_visible()
    videos = [page.locator(f"video[aria-label='{name}']") for name in NAMES]
    for video in videos:
        expect(video).to_be_visible()
    page.get_by_role("button", name="Speel ze tegelijk af").click()
    for video in videos:
        plays(video)
    expect(videos[0]).to_have_js_property("muted", True)
    expect(videos[1]).to_have_js_property("muted", False)
    page.get_by_role("radio", name="De eerste keer").check()
    expect(videos[0]).to_have_js_property("muted", False)
    expect(videos[1]).to_have_js_property("muted", True)
    # Pausing one in its own controls takes the other along.
    videos[0].evaluate("video => video.pause()")
    expect(videos[1]).to_have_js_property("paused", True)
    assert not faults_of(page)
    assert not overflowing(page)
    shot(page, "first-and-newest")
    tops = [video.evaluate("video => video.getBoundingClientRect().top") for video in videos]
    assert tops[0] == tops[1]
    page.set_viewport_size({"width": LAPTOP["width"], "height": LAPTOP["height"]})
    shot(page, "first-and-newest-laptop")

    # Nobody else has these, and an exercise that was practised once has nothing to compare.
    other = open_as("lisa", PHONE, re.sub(r"^https?://[^/]+", "", page.url))
    expect(other.get_by_text("Nog niets om te vergelijken")).to_be_visible()
    assert not faults_of(other)
