"""Measures how long until an employee's first screens can be used, on a slow phone with a slow
network.

    .venv/bin/python docs/benchmarks/screens.py [rounds]

Chromium at 360 x 640, an empty cache, 1.6 Mbit/s and 150 ms for every request (slow 4G; opening a
connection costs nothing here, unlike outside), the processor slowed four times. On a stack of its
own; keep the machine quiet meanwhile. Usable: the button that goes on can be pressed.
"""

import os
import statistics
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, ViewportSize, sync_playwright

PROJECT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(PROJECT))

# E402 below: the project is found by the path that was set above.
from tests import chromium  # noqa: E402
from tests.browser.conftest import OPTIONS  # noqa: E402
from tests.flows.stack import Stack, demo_password, own_stack  # noqa: E402

SIZE = ViewportSize(width=360, height=640)
SLOW_4G = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1_600_000 // 8,
    "uploadThroughput": 750_000 // 8,
}
WATCH = """new MutationObserver((_, watch) => {
  const button = document.querySelector('main a.button.primary, footer button.button.primary')
  if (!button) return
  watch.disconnect()
  requestAnimationFrame(() => setTimeout(() => { window.usable = performance.now() }))
}).observe(document, { subtree: true, childList: true })"""
TIMES = """() => {
  const all = performance.getEntriesByType('resource')
  const ends = all.filter(({ name }) => name.endsWith('.js')).map(one => one.responseEnd)
  return {
    page: performance.getEntriesByType('navigation')[0].responseEnd,
    scripts: Math.max(...ends),
    answers: Math.max(...all.filter(one => one.name.includes('/api/')).map(one => one.responseEnd)),
    usable: window.usable,
    kB: all.reduce((sum, one) => sum + one.encodedBodySize, 0) / 1000,
  }
}"""


def signed_in(browser: Browser, stack: Stack) -> BrowserContext:
    context = browser.new_context(base_url=stack.url, viewport=SIZE, service_workers="block")
    page = context.new_page()
    page.goto("/sign-in")
    page.locator("input[type=email]").fill("employee@demo.example")
    page.locator("input[type=password]").fill(demo_password())
    page.locator("button[type=submit]").click()
    page.wait_for_url("**/demo")
    page.get_by_role("heading", level=1).wait_for()
    page.close()
    return context


def once(browser: Browser, stack: Stack, path: str) -> dict[str, float]:
    """Return the milliseconds from the start of the navigation of one visit."""
    context = signed_in(browser, stack)
    page = context.new_page()
    page.add_init_script(WATCH)
    tools = context.new_cdp_session(page)
    tools.send("Network.enable")
    tools.send("Network.clearBrowserCache")
    tools.send("Network.emulateNetworkConditions", dict(SLOW_4G))
    tools.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.goto(path)
    page.wait_for_function("() => window.usable")
    found: dict[str, float] = page.evaluate(TIMES)
    context.close()
    return found


def main(rounds: int) -> None:
    with (
        tempfile.TemporaryDirectory(prefix="kalm-") as folder,
        own_stack(Path(folder)) as stack,
        sync_playwright() as playwright,
    ):
        step = stack.sign_in("employee").get("/today")["card"]["step"]
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=OPTIONS)
        for name, path in (("Today", "/demo"), ("into an exercise", f"/demo/practise/{step}")):
            found = [once(browser, stack, path) for _ in range(rounds)]
            told = {key: statistics.median(one[key] for one in found) for key in found[0]}
            print(name, {key: round(value) for key, value in told.items()})
        browser.close()
    print("load", [round(one, 1) for one in os.getloadavg()])


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
