"""The project's own files, as git knows them: committed, or new and not ignored."""

import subprocess
from pathlib import Path

from django.conf import settings

PROJECT = Path(settings.BASE_DIR)


def sources(*patterns: str) -> list[str]:
    """Return the paths, relative to the project, of the files that match one of the patterns."""
    found = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *patterns],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\n")
    return [name for name in found if name and (PROJECT / name).exists()]
