"""Compiles a certificate's PDF in a process of its own: JSON comes in, the PDF goes out.

Typst keeps what it compiled in memory for as long as its process lives, so the server never loads
it. Run with `python -I compile.py`; it imports nothing of Kalm.
"""

import json
import sys
from datetime import datetime
from pathlib import Path

import typst

TEMPLATE = Path(__file__).with_name("certificate.typ")


def main() -> None:
    asked = json.load(sys.stdin)
    pdf = typst.compile(
        str(TEMPLATE),
        root=str(TEMPLATE.parent),
        ignore_system_fonts=True,  # the same bytes on every machine
        format="pdf",
        sys_inputs=asked["texts"],
        pdf_standards=["a-2a", "ua-1"],
        timestamp=int(datetime.fromisoformat(asked["issued_at"]).timestamp()),
    )
    sys.stdout.buffer.write(pdf)


if __name__ == "__main__":
    main()
