"""An upright clip is shown as wide as its picture, also where the screen is wide."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import LAPTOP, PHONE, OpenAs
from tests.browser.phones import press, ready_to_reply
from tests.flows import loop
from tests.flows.stack import Stack

pytestmark = [pytest.mark.browser, pytest.mark.stack]

# Width by height of the film, and of the black frame that it plays in.
SHAPES = """video => {
  const { width, height } = video.parentElement.getBoundingClientRect()
  return [video.videoWidth / video.videoHeight, width / height]
}"""


@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_an_upright_clip_has_no_black_bars(
    size: dict[str, int], open_as: OpenAs, browser_stack: Stack
) -> None:
    employee = browser_stack.sign_in("employee")
    path = ready_to_reply(employee)
    attempt = employee.get(path.removeprefix("/demo"))
    loop.processed(employee, attempt, loop.record(employee, attempt, loop.PORTRAIT))
    page = open_as("employee", size, path)
    press(page, "Speel af: Opname 1")
    video = page.get_by_label("Opname 1", exact=True).and_(page.locator("video"))
    expect(video).to_be_visible()
    page.wait_for_function("() => document.querySelector('video').videoWidth > 0")
    film, frame = video.evaluate(SHAPES)
    assert film < 1
    assert frame == pytest.approx(film, rel=0.02)
