"""Compiles a certificate's PDF in a process of its own: JSON comes in, the PDF goes out, and on
stderr the name of what it had to do without.

Typst keeps what it compiled in memory for as long as its process lives, so the server never loads
it. Run with `python -I compile.py`; it imports nothing of Kalm.
"""

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import typst

TEMPLATE = Path(__file__).with_name("certificate.typ")
STANDARDS = ["a-2a", "ua-1"]
NO_FONT = "standards"

WAYS: tuple[tuple[str, dict[str, Any]], ...] = (
    # The same bytes on every machine.
    ("", {"ignore_system_fonts": True, "pdf_standards": STANDARDS}),
    # A name in a script that Typst's own fonts lack: this machine may have a font for it.
    ("own_fonts", {"ignore_system_fonts": False, "pdf_standards": STANDARDS}),
    # No font at all: both standards forbid a letter without a shape. The title of the document, and
    # the page at the printed address, say the name.
    (NO_FONT, {"ignore_system_fonts": False, "pdf_standards": []}),
)
"""The ways to compile, the best first, each with the name of what it does without."""


def main() -> None:
    asked = json.load(sys.stdin)
    texts = asked["texts"]
    refused: Exception = ValueError("there is no way to compile")
    for without, way in WAYS:
        try:
            pdf = typst.compile(
                str(TEMPLATE),
                root=str(TEMPLATE.parent),
                format="pdf",
                sys_inputs=texts if without != NO_FONT else {**texts, "document": _named(texts)},
                timestamp=int(datetime.fromisoformat(asked["issued_at"]).timestamp()),
                **way,
            )
        except typst.TypstError as error:
            refused = error
            continue
        sys.stderr.write(without)
        sys.stdout.buffer.write(pdf)
        return
    raise refused


def _named(texts: dict[str, str]) -> str:
    return f"{texts['title']}: {texts['name']}"


if __name__ == "__main__":
    main()
