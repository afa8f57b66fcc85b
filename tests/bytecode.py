"""Compiles the project's modules, for all processes of a test run to load.

Python keeps what it compiles by itself, except where PYTHONDONTWRITEBYTECODE forbids it, as many
containers do: there each of a run's servers and workers would compile all modules as it starts.
"""

import compileall

from tests.catalogues import APPS, ROOT


def compile_all() -> None:
    """Compile each module of the apps that is newer than what is kept of it."""
    for app in APPS:
        compileall.compile_dir(ROOT / app, quiet=2)
