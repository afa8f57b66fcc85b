"""A new version of the client takes over while someone records, and takes nothing from them."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, SignIn
from tests.browser.phones import kept, press, ready_to_reply, start_recording
from tests.flows.stack import Stack

pytestmark = [pytest.mark.browser, pytest.mark.stack]

# The client asks for its worker some seconds after a screen came. A test that asks for another
# before would see that one replaced.
TELLS_OF_ITS_OWN = """() => {
  const { register } = ServiceWorkerContainer.prototype
  ServiceWorkerContainer.prototype.register = async function (...given) {
    const made = await register.apply(this, given)
    window.hasItsWorker = true
    return made
  }
}"""

# A worker at another address for the same pages is what a browser takes for a new version.
REGISTER = "address => { navigator.serviceWorker.register(address) }"
LED_BY = "name => navigator.serviceWorker.controller?.scriptURL.endsWith(name)"


def test_a_new_version_takes_over_without_ending_a_recording(
    sign_in: SignIn, browser_stack: Stack
) -> None:
    path = ready_to_reply(browser_stack.sign_in("employee"))
    page = sign_in("employee", PHONE, service_workers="allow")
    expect(page.get_by_role("heading", name="Hoi")).to_be_visible()
    page.add_init_script(f"({TELLS_OF_ITS_OWN})()")
    page.goto(path)
    page.wait_for_function("() => window.hasItsWorker")
    page.wait_for_function(LED_BY, arg="/service-worker.js")
    page.evaluate("window.isTheSamePage = true")
    start_recording(page)
    expect(page.get_by_role("button", name="Stop", exact=True)).to_be_visible()

    page.evaluate(REGISTER, "/service-worker.js?next")
    page.wait_for_function(LED_BY, arg="/service-worker.js?next")

    page.wait_for_timeout(1500)
    assert page.evaluate("window.isTheSamePage")
    press(page, "Stop")
    expect(page.get_by_text("Opname 1")).to_be_visible()
    arrived = page.get_by_role("listitem").get_by_text(re.compile("^Bewaard"))
    expect(arrived.first).to_be_visible(timeout=60_000)
    assert kept(page) == []
    page.reload()
    expect(page.get_by_text("Opname 1")).to_be_visible()
