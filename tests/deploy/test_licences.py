"""docs/licences.md names the licence of every package."""

from pathlib import Path

from django.conf import settings

from deploy.licences import licences, page

ROOT = Path(settings.BASE_DIR)
# Installed on some Pythons only.
SOMETIMES = {"async-timeout"}


def test_the_committed_list_names_every_package_that_runs() -> None:
    written = (ROOT / "docs" / "licences.md").read_text()
    rows = [line.split(" | ") for line in written.splitlines() if line.startswith("| ")]
    told = {(name, row[0].strip("| ")) for row in rows for name in row[1].strip(" |").split(", ")}
    found = {one for one in licences(ROOT / "requirements.txt") if one[0] not in SOMETIMES}
    assert found
    assert not found - told, "run make licences"


def test_no_package_keeps_its_licence_to_itself() -> None:
    assert "not said" not in page(ROOT)
