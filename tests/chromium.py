"""Finds the browser of the browser tests.

The shell without a window comes first: it draws no toolbars of its own and needs half the
processor time for the same page.
"""

import os
import shutil

NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
ABSENT = (
    "There is no Chromium on this machine: `apt-get install chromium-headless-shell`, or name one"
    " in CHROMIUM."
)
# How the reason begins why a test that needs another engine was skipped.
NOT_TESTED = "Not played in"


def find() -> str | None:
    """The program to start: what CHROMIUM names, else one on the PATH; None without any."""
    named = os.environ.get("CHROMIUM")
    if named:
        return shutil.which(named)
    return next((path for path in map(shutil.which, NAMES) if path), None)
