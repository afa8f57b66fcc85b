"""Apps stand in the import contracts, with the modules of an app; files and pages keep a form."""

import re
import tomllib

import pytest
from django.conf import settings

from tests.sources import PROJECT, sources

APPS = sorted(path.parent.name for path in PROJECT.glob("*/apps.py"))
# core and demo own no rows, deploy composes: their modules are their own.
CONTAINERS = sorted(set(APPS) - {"core", "demo", "deploy"})
MODULES = ["errors", "models", "queries", "services", "api", "tasks", "admin"]


def contracts() -> dict[str, dict[str, list[str]]]:
    """Return import-linter's contracts by the first part of their names."""
    linter = tomllib.loads((PROJECT / "pyproject.toml").read_text())["tool"]["importlinter"]
    return {contract["name"].split(":")[0]: contract for contract in linter["contracts"]} | {
        "roots": {"names": linter["root_packages"]}
    }


def test_no_app_is_left_out_of_the_contracts() -> None:
    found = contracts()
    assert sorted(found["roots"]["names"]) == APPS
    assert sorted(found["Layers"]["layers"]) == APPS
    assert sorted(found["Modules"]["containers"]) == CONTAINERS


def test_every_app_is_installed() -> None:
    assert set(APPS) <= set(settings.INSTALLED_APPS)


def test_no_contract_lists_pure_modules_by_hand() -> None:
    """A new file is pure from the day it is made, with no edit of a contract."""
    sources = {
        name: one["source_modules"] for name, one in contracts().items() if "source_modules" in one
    }
    assert sources == {"Domain": ["*.domain"], "Core": ["core.*"]}


@pytest.mark.parametrize("app", CONTAINERS)
def test_every_app_has_the_modules_of_an_app(app: str) -> None:
    folder = PROJECT / app
    present = {path.stem for path in folder.iterdir()}
    without_tasks = {"coaching"}  # nothing of theirs runs later
    needed = [name for name in MODULES if name != "tasks" or app not in without_tasks]
    assert not [name for name in needed if name not in present]
    assert (folder / "README.md").exists()


def test_no_file_passes_300_lines() -> None:
    """A module that grows past them becomes a package of the same name, a page a folder."""
    files = sources("*.py", "*.md", "*.ts", "*.svelte", "*.js", "*.mjs", "*.cjs", "*.css")
    assert len(files) > 1000
    sizes = {name: len((PROJECT / name).read_text().splitlines()) for name in files}
    assert {name: lines for name, lines in sizes.items() if lines > 300} == {}


# A line that is one picture can't be broken, nor one without a space.
PICTURE = re.compile(r"\s*!\[[^\]]*\]\([^)]*\)")


def too_long(text: str) -> list[int]:
    """Return the numbers of the lines of Markdown that pass 100 characters.

    Tables, code, headings and pictures may.
    """
    found, is_code = [], False
    for number, line in enumerate(text.splitlines(), 1):
        if line.lstrip().startswith("```"):
            is_code = not is_code
        may = is_code or line.startswith(("|", "#")) or PICTURE.fullmatch(line)
        if len(line) > 100 and not may and " " in line.strip(" -*"):
            found.append(number)
    return found


def test_markdown_wraps_at_100() -> None:
    pages = sources("*.md")
    assert len(pages) > 50
    found = {name: too_long((PROJECT / name).read_text()) for name in pages}
    assert {name: lines for name, lines in found.items() if lines} == {}


LINK = re.compile(r"\]\(([^)\s]+)\)")


def anchors(page: str) -> set[str]:
    """Return the anchors of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", page, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", one.lower()).replace(" ", "-") for one in headings}


def test_every_link_between_pages_leads_somewhere() -> None:
    broken, seen = [], 0
    for name in sources("*.md"):
        for link in LINK.findall((PROJECT / name).read_text()):
            if "://" in link or link.startswith("mailto:"):
                continue
            seen += 1
            path, _, anchor = link.partition("#")
            page = (PROJECT / name).parent / path if path else PROJECT / name
            if not page.exists() or (anchor and anchor not in anchors(page.read_text())):
                broken.append(f"{name}: {link}")
    assert seen > 100
    assert not broken, "\n".join(broken)


def test_every_rule_that_a_test_cites_stands_in_the_docs() -> None:
    """`test_rule_5_...` is about the fifth rule of docs/nudges.md."""
    rules = set(re.findall(r"^(\d+)\. ", (PROJECT / "docs/nudges.md").read_text(), re.MULTILINE))
    cited = {
        number
        for path in (PROJECT / "tests").rglob("test_*.py")
        for number in re.findall(r"def test_rule_(\d+)_", path.read_text())
    }
    assert cited
    assert cited <= rules


def test_the_readme_says_under_which_licence_it_is_while_there_is_none() -> None:
    """With a licence, it and the sentence change together."""
    licences = [path.name for path in PROJECT.glob("LICEN[CS]E*")]
    words = " ".join((PROJECT / "README.md").read_text().split())
    says_none = "No licence has been chosen yet: the owner of Kalm chooses one" in words
    assert says_none is not bool(licences)
