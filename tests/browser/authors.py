"""Writes exercises on screen as an author does, for tests of the editor."""

import re
from typing import Any

from playwright.sync_api import Locator, Page, expect

from core.ids import new_id
from tests.browser.conftest import LAPTOP, OpenAs
from tests.flows.caller import Caller
from tests.flows.stack import Stack

CARD = (
    "summary",
    "content_warning",
    "intensity",
    "sector",
    "channel",
    "minutes",
    "rubric_version",
    "aggression_type",
    "techniques",
)
TEMPLATES = {
    "one": [("watch", {}), ("choose", {}), ("respond", {"max_take_ms": 60_000})],
    "conversation": [
        ("watch", {}),
        ("respond", {"max_take_ms": 60_000}),
        ("watch", {}),
        ("respond", {"max_take_ms": 60_000}),
    ],
}


def press(page: Page | Locator, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def saved(page: Page) -> None:
    """Wait until the bar says that all is saved."""
    expect(page.get_by_text("Bezig met bewaren…")).to_be_hidden()
    expect(page.get_by_text(re.compile(r"^Bewaard \d")).first).to_be_visible()


def open_scene(page: Page, number: int) -> Locator:
    """Open a scene from the outline and return its form."""
    outline = page.get_by_role("navigation", name="Onderdelen van deze oefening")
    outline.locator("[data-scene]").nth(number - 1).click()
    form = page.locator(f"section[data-attr='scenes.{number - 1}']")
    expect(form).to_be_visible()
    return form


def made_draft(stack: Stack, title: str, template: str = "one") -> tuple[Caller, str]:
    """Make a draft over the API; return its author and its id."""
    caller = stack.sign_in("author")
    code = f"draft-{str(new_id())[-12:]}"
    scenario = caller.post("/scenarios", {"code": code})["id"]
    version = str(new_id())
    options = [
        {"text": {"nl": text}, "is_right": right, "explanation": {"nl": "Daarom."}}
        for text, right in (("Ik luister eerst.", True), ("Ik noem de regels.", False))
    ]
    scenes = [
        {
            "key": f"s{at}",
            "kind": kind,
            "prompt": {"nl": f"Scène {at}"},
            **more,
            **({"options": options} if kind == "choose" else {}),
        }
        for at, (kind, more) in enumerate(TEMPLATES[template], start=1)
    ]
    document = {"scenario": scenario, "title": {"nl": title}, "summary": {}, "scenes": scenes}
    caller.put(f"/scenario-versions/{version}", document)
    return caller, version


def at_draft(open_as: OpenAs, version: str, size: dict[str, int] = LAPTOP) -> Page:
    """Open a draft as the author."""
    page = open_as("author", size, f"/demo/author/scenarios/{version}")
    expect(page.get_by_role("heading", name="Over deze oefening")).to_be_visible()
    return page


def copied_draft(stack: Stack, title: dict[str, str]) -> tuple[Caller, str]:
    """Make a draft that is a demo exercise under another title; return its author and its id."""
    caller = stack.sign_in("author")
    found = caller.get("/scenarios", search="poortje", state="published")["results"][0]
    given = caller.get(f"/scenario-versions/{found['versions'][0]['id']}")
    code = f"copy-{str(new_id())[-12:]}"
    version = str(new_id())
    document = {name: given[name] for name in CARD}
    document["scenario"] = caller.post("/scenarios", {"code": code})["id"]
    document["title"] = title
    document["scenes"] = [without_ids(scene) for scene in given["scenes"]]
    caller.put(f"/scenario-versions/{version}", document)
    return caller, version


def published_copy(stack: Stack, title: str) -> tuple[Caller, str]:
    """Publish a copy of a demo exercise under another title; return its author and its id."""
    caller, version = copied_draft(stack, {"nl": title, "en": title})
    caller.post(f"/scenario-versions/{version}/publication")
    return caller, version


def without_ids(scene: dict[str, Any]) -> dict[str, Any]:
    """Return a scene as a document for another version has it: its rows get ids of their own."""
    made = {name: value for name, value in scene.items() if name != "id"}
    options = [{**option} for option in made.get("options") or []]
    for option in options:
        option.pop("id", None)
    return {**made, "options": options} if options else made
