"""Measures how long until an author can write in the editor, and how long a key takes.

    .venv/bin/python docs/benchmarks/editor.py [rounds]

A draft of 30 scenes in Chromium at 1440 x 900, an empty cache, the processor slowed four times, no
other limit on the network. Usable: the title can be typed in, the outline shows all scenes and the
preview its first. Then the server stops answering what is saved, and 40 keys are typed: the time of
a key is that from its event to the frame after it (Event Timing). On a stack of its own; keep the
machine quiet meanwhile.
"""

import os
import statistics
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, ViewportSize, sync_playwright

PROJECT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(PROJECT))

# E402 below: the project is found by the path that was set above.
from core.ids import new_id  # noqa: E402
from tests import chromium  # noqa: E402
from tests.browser.conftest import OPTIONS  # noqa: E402
from tests.flows.stack import Stack, demo_password, own_stack  # noqa: E402

SIZE = ViewportSize(width=1440, height=900)
SCENES, KEYS = 30, 40
WATCH = """new MutationObserver((_, watch) => {
  const title = document.querySelector('[data-attr^="title."] input')
  if (!title || title.disabled) return
  if (document.querySelectorAll('[data-scene]').length < SCENES) return
  const preview = document.querySelector('section[aria-label="Voorbeeld als medewerker"]')
  if (!preview?.textContent.includes('Scène 0')) return
  watch.disconnect()
  requestAnimationFrame(() => setTimeout(() => { window.usable = performance.now() }))
}).observe(document, { subtree: true, childList: true })
window.keys = []
new PerformanceObserver(list => {
  for (const one of list.getEntries()) if (one.name === 'keydown') window.keys.push(one.duration)
}).observe({ type: 'event', durationThreshold: 16, buffered: true })
""".replace("SCENES", str(SCENES))


def scene(at: int) -> dict[str, object]:
    """Return one of four kinds of scene, with texts in both languages."""
    kind = ("watch", "info", "choose", "respond")[at % 4]
    texts = {"nl": f"Scène {at} van het gesprek", "en": f"Scene {at} of the conversation"}
    found: dict[str, object] = {"key": f"s{at}", "kind": kind, "prompt": texts}
    if kind == "info":
        found["body"] = {language: f"**{text}**\n\n{text * 20}" for language, text in texts.items()}
    if kind == "choose":
        found["options"] = [
            {"text": texts, "is_right": right, "explanation": texts}
            for right in (True, False, False)
        ]
    if kind == "respond":
        found |= {"max_take_ms": 60_000, "autocue": texts, "self_check": True}
    return found


def draft(stack: Stack) -> str:
    """Make a draft of SCENES scenes and return its id."""
    caller = stack.sign_in("author")
    scenario = caller.post("/scenarios", {"code": f"long-{str(new_id())[-12:]}"})["id"]
    version = str(new_id())
    document = {
        "scenario": scenario,
        "title": {"nl": "Een lang gesprek", "en": "A long conversation"},
        "summary": {},
        "scenes": [scene(at) for at in range(SCENES)],
    }
    caller.put(f"/scenario-versions/{version}", document)
    return version


def once(browser: Browser, stack: Stack, version: str) -> dict[str, float]:
    """Return the milliseconds until usable, and of the keys the median and the longest."""
    context = browser.new_context(base_url=stack.url, viewport=SIZE, service_workers="block")
    page = context.new_page()
    page.goto("/sign-in")
    page.locator("input[type=email]").fill("author@demo.example")
    page.locator("input[type=password]").fill(demo_password())
    page.locator("button[type=submit]").click()
    page.locator("input[type=password]").wait_for(state="detached")
    page.close()

    page = context.new_page()
    page.add_init_script(WATCH)
    tools = context.new_cdp_session(page)
    tools.send("Network.clearBrowserCache")
    tools.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.goto(f"/demo/author/scenarios/{version}")
    page.wait_for_function("() => window.usable")
    usable = page.evaluate("() => window.usable")
    # Whatever is saved from here on gets no answer.
    page.route("**/scenario-versions/**", lambda _: None)
    page.locator("[data-attr^='title.'] input").first.focus()
    page.evaluate("() => { window.keys = [] }")
    for at in range(KEYS):
        page.keyboard.press("abcdefghij"[at % 10])
        page.wait_for_timeout(60)
    page.wait_for_timeout(300)
    keys: list[float] = page.evaluate("() => window.keys")
    context.close()
    # A key under 16 ms makes no entry: it is counted as 16.
    keys += [16.0] * (KEYS - len(keys))
    return {"usable": usable, "key, median": statistics.median(keys), "key, longest": max(keys)}


def main(rounds: int) -> None:
    with (
        tempfile.TemporaryDirectory(prefix="kalm-") as folder,
        own_stack(Path(folder)) as stack,
        sync_playwright() as playwright,
    ):
        version = draft(stack)
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=OPTIONS)
        once(browser, stack, version)  # warms up
        found = [once(browser, stack, version) for _ in range(rounds)]
        for key in found[0]:
            values = sorted(one[key] for one in found)
            print(
                f"{key:14} median {statistics.median(values):6.0f} ms  worst {values[-1]:6.0f} ms"
            )
        browser.close()
    print("load", [round(one, 1) for one in os.getloadavg()])


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
