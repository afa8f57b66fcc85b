"""Measures a screen: axe's findings in light and dark, and what overflows its width."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from playwright.sync_api import Error, Page, Route

from deploy.stack.layout import PROJECT

AXE = PROJECT / "web" / "node_modules" / "axe-core" / "axe.min.js"
# Colours are all that differs in the dark, so the rest is looked at once.
RULES = {
    "light": {
        "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
        "rules": {"target-size": {"enabled": True}},
    },
    "dark": {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}},
}
# A fault is told by its selector; axe would write down the markup of every element it looks at.
WITHOUT_MARKUP = "axe.configure({ noHtml: true })"
RUN = """async options => {
  const found = await axe.run(document, { ...options, resultTypes: ['violations'] })
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`))
}"""
# The narrowest phone (and a wider one at 200%), where the menu leaves the thumb, and a desk.
WIDTHS = (320, 641, 720)
# What the client lays out by script follows the width by a frame. A dialog scrolls by itself, so it
# is measured by itself.
STICKS_OUT = """async () => {
  await new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))
  const found = [document.documentElement, ...document.querySelectorAll('dialog[open]')].filter(
    one => one.scrollWidth > one.clientWidth)
  return found.flatMap(wide => {
    const edge = wide.getBoundingClientRect().left + wide.clientLeft + wide.clientWidth
    return [wide, ...wide.querySelectorAll('*')]
      .filter(one => one === wide || one.getBoundingClientRect().right > edge + 0.5)
      .map(one => `${one.tagName} ${one.className} ${one.textContent.trim().slice(0, 30)}`)
  })
}"""


def faults_of(page: Page) -> list[str]:
    """Return axe's findings in light and in dark, and what overflows at any width; one line
    each.
    """
    size = page.viewport_size
    assert size
    if not page.evaluate("'axe' in window"):  # it stays for as long as the page
        page.evaluate(AXE.read_text(encoding="utf-8"))
        page.evaluate(WITHOUT_MARKUP)
    found = []
    for scheme, options in RULES.items():
        page.emulate_media(
            color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce"
        )
        found += [f"{scheme}: {each}" for each in page.evaluate(RUN, options)]
    page.emulate_media(color_scheme="light")
    return found + overflowing(page)


def overflowing(page: Page, widths: tuple[int, ...] = WIDTHS) -> list[str]:
    """Return what is wider than the screen at each of these widths; one line each."""
    size = page.viewport_size
    assert size
    found = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": size["height"]})
        found += [f"{width} px: {each}" for each in page.evaluate(STICKS_OUT)]
    page.set_viewport_size(size)
    return found


def alter(page: Page, path: str, change: Callable[[dict[str, Any]], None]) -> None:
    """Change the server's answers to GET `path` from now on, before the page gets them."""

    def answer(route: Route) -> None:
        if route.request.method != "GET":
            route.fallback()
            return
        with suppress(Error):  # the page went on before it was answered
            given = route.fetch()
            body = given.json()
            change(body)
            route.fulfill(response=given, json=body)

    page.route(f"**/api/v1{path}", answer)
