"""The house keeps its own rules: every app stands in the contracts and has its rooms."""

import tomllib
from pathlib import Path

import pytest
from django.conf import settings

HOUSE = Path(settings.BASE_DIR)
APPS = sorted(path.parent.name for path in HOUSE.glob("*/apps.py"))
ROOMS = ["errors", "models", "queries", "services", "api", "tasks", "admin"]


def contracts() -> dict[str, dict[str, list[str]]]:
    """import-linter's contracts by their type and first word."""
    linter = tomllib.loads((HOUSE / "pyproject.toml").read_text())["tool"]["importlinter"]
    return {contract["name"].split(":")[0]: contract for contract in linter["contracts"]} | {
        "roots": {"names": linter["root_packages"]}
    }


def test_no_app_is_left_out_of_the_contracts() -> None:
    found = contracts()
    assert sorted(found["roots"]["names"]) == APPS
    assert sorted(found["Storeys"]["layers"]) == APPS
    assert sorted(found["Rooms"]["containers"]) == sorted(set(APPS) - {"deploy"})


def test_every_app_is_installed() -> None:
    assert set(APPS) <= set(settings.INSTALLED_APPS)


@pytest.mark.parametrize("app", sorted(set(APPS) - {"deploy"}))
def test_every_app_has_its_rooms(app: str) -> None:
    folder = HOUSE / app
    present = {path.stem for path in folder.iterdir()}
    without_tasks = {"accounts", "scenarios", "coaching"}  # nothing of theirs runs later
    needed = [room for room in ROOMS if room != "tasks" or app not in without_tasks]
    assert not [room for room in needed if room not in present]
    assert (folder / "README.md").exists()
