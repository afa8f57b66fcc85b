"""Code, contracts, READMEs and docs use the field's words, not images.

docs/architecture.md says which word means what.
"""

import re
import subprocess
from pathlib import Path

from django.conf import settings

PROJECT = Path(settings.BASE_DIR)
KINDS = ("*.py", "*.md", "*.ts", "*.js", "*.mjs", "*.cjs", "*.svelte", "*.css", "*.toml")
# CHANGELOG tells which word became which; this file names them all.
LEFT_OUT = ("CHANGELOG.md", "tests/test_words.py")
IMAGES = {
    "storey", "storeys", "house", "houses", "room", "rooms", "door", "doors", "gate", "gates",
    "bell", "bells", "doorbell", "doorbells", "knock", "knocks", "doorstep", "doorsteps",
    "shelf", "shelves", "jail", "jails", "wall", "walls", "pulse", "pulses", "parcel", "parcels",
    "tether", "tethers", "leash", "leashes", "born", "turns",
}  # fmt: skip
# An identifier's words too: `wall_time` and `wallTime` are "wall" and "time".
WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


def test_no_image_stands_where_the_field_has_a_word() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *KINDS],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\n")
    files = [name for name in listed if name and name not in LEFT_OUT]
    assert len(files) > 500
    found = [
        f"{name}:{number}: {line.strip()}"
        for name in files
        if (PROJECT / name).exists()
        for number, line in enumerate((PROJECT / name).read_text().splitlines(), 1)
        if IMAGES & {word.lower() for word in WORD.findall(line)}
    ]
    assert not found, "\n".join(found)
