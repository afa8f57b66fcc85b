"""An author takes exercises along as a file, and reads such a file in."""

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.authors import press
from tests.browser.conftest import LAPTOP, OpenAs
from tests.browser.looks import faults_of

pytestmark = [pytest.mark.browser, pytest.mark.stack]


def at_list(open_as: OpenAs) -> Page:
    page = open_as("author", LAPTOP, "/demo/author")
    expect(page.get_by_role("heading", name="Oefeningen", level=1)).to_be_visible()
    return page


def retitled(package: bytes, title: str) -> bytes:
    """Return the package with another title for its only exercise."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "package.json":
                value = json.loads(content)
                value["scenarios"][0]["title"]["nl"] = title
                content = json.dumps(value).encode()
            new.writestr(name, content)
    return made.getvalue()


@contextmanager
def answers_withheld(page: Page, path: str) -> Iterator[None]:
    """Let what the page reads at `path` wait until the block ends."""
    waiting: list[Route] = []

    def answer(route: Route) -> None:
        if route.request.method == "GET":
            waiting.append(route)
        else:
            route.continue_()

    page.route(path, answer)
    yield
    page.unroute(path, answer)
    for route in waiting:
        route.continue_()


def test_an_author_exports_exercises_and_imports_them_again(
    open_as: OpenAs, tmp_path: Path, shot: Callable[[Page, str], None]
) -> None:
    page = at_list(open_as)
    press(page, "Kies om te exporteren")
    expect(page.get_by_role("button", name="Exporteren")).to_be_disabled()
    # The newest exercises of the list may be another test's drafts.
    page.get_by_role("searchbox", name="Zoek").fill("poortje")
    page.get_by_role("checkbox", name="Het poortje blijft dicht").check()
    expect(page.get_by_text("1 oefening gekozen")).to_be_visible()
    assert faults_of(page) == []
    with page.expect_download() as download:
        press(page, "Exporteren")
    package = Path(download.value.path()).read_bytes()
    assert download.value.suggested_filename.endswith(".kalm.zip")
    shot(page, "author-export")
    press(page, "Klaar")

    press(page, "Importeren")
    dialog = page.get_by_role("dialog")
    known = tmp_path / "known.kalm.zip"
    known.write_bytes(package)
    dialog.locator("input[type=file]").set_input_files(known)
    expect(dialog.get_by_text("1 oefening is er al en blijft zoals die is")).to_be_visible()
    expect(dialog.get_by_role("button", name="Importeer", exact=False)).to_be_hidden()

    fresh = tmp_path / "fresh.kalm.zip"
    fresh.write_bytes(retitled(package, "Meegenomen van elders"))
    dialog.locator("input[type=file]").set_input_files(fresh)
    expect(dialog.get_by_text("1 nieuwe oefening, als concept")).to_be_visible()
    assert faults_of(page) == []
    shot(page, "author-import")
    with answers_withheld(page, "**/package-imports/*"):
        press(page, "Importeer 1 oefening")
        expect(dialog.get_by_text("Je mag dit sluiten", exact=False)).to_be_visible()
        press(page, "Sluiten")
        expect(dialog).to_be_hidden()
    press(page, "Importeren")
    expect(dialog.get_by_text("1 oefening staat als concept in je lijst")).to_be_visible()
    dialog.get_by_role("link", name="Meegenomen van elders").click()
    expect(page.get_by_label("Titel", exact=True)).to_have_value("Meegenomen van elders")


def test_a_file_that_is_refused_says_why_and_where(open_as: OpenAs, tmp_path: Path) -> None:
    page = at_list(open_as)
    press(page, "Importeren")
    dialog = page.get_by_role("dialog")
    wrong = tmp_path / "holiday.zip"
    with zipfile.ZipFile(wrong, "w") as archive:
        archive.writestr("holiday.txt", "sun")
    dialog.locator("input[type=file]").set_input_files(wrong)
    expect(dialog.get_by_text("Dit bestand kun je niet importeren")).to_be_visible()
    expect(dialog.get_by_text("Bij holiday.txt", exact=False)).to_be_visible()
    assert faults_of(page) == []
    press(page, "Annuleren")
    expect(dialog).to_be_hidden()
