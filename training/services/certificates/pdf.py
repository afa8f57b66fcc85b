"""Renders a certificate as PDF in a process of its own."""

import json
import subprocess
import sys
from pathlib import Path
from threading import BoundedSemaphore

import structlog
from django.conf import settings
from django.utils import formats, translation
from django.utils.translation import gettext as _

from core import client_paths
from core.errors import Unavailable
from core.texts import pick
from training.domain.certificate_codes import grouped
from training.domain.printing import printable
from training.models import Certificate

COMPILER = Path(__file__).with_name("compile.py")
PATIENCE = 30
"""Seconds that rendering may take; it takes a tenth of one."""
AT_ONCE = 2
"""Certificates that one server process renders at once; others wait."""

log = structlog.get_logger(__name__)
_places = BoundedSemaphore(AT_ONCE)


def render_certificate(*, certificate: Certificate, language: str) -> bytes:
    """Return the PDF, archivable and accessible (PDF/A-2a, PDF/UA-1); the same bytes each time.
    Call it outside of a transaction, since it waits for a process. Unavailable where that fails.

    Emoji and private characters are left out, since no font has them. A name in a script of which
    this machine has no font makes a PDF that follows neither standard.
    """
    with translation.override(language):
        texts = _texts(certificate, language)
    printed = {name: printable(text) for name, text in texts.items()}
    if printed != texts:
        log.info("certificate_characters_left_out", id=str(certificate.id))
    asked = {"texts": printed, "issued_at": certificate.issued_at.isoformat()}
    if not _places.acquire(timeout=PATIENCE):
        raise Unavailable
    try:
        done = subprocess.run(  # this Python and a file of our own
            [sys.executable, "-I", str(COMPILER)],
            input=json.dumps(asked).encode(),
            capture_output=True,
            timeout=PATIENCE,
            check=True,
        )
    except (subprocess.SubprocessError, OSError) as error:
        log.exception("certificate_not_rendered", id=str(certificate.id))
        raise Unavailable from error
    finally:
        _places.release()
    if done.stderr:
        without = done.stderr.decode(errors="replace")
        log.warning("certificate_without", id=str(certificate.id), without=without)
    return done.stdout


def _texts(certificate: Certificate, language: str) -> dict[str, str]:
    code = grouped(certificate.code)
    return {
        "language": language,
        "title": _("Certificate"),
        "organisation": certificate.organisation_name,
        "given": _("This certificate is of"),
        "name": certificate.name,
        "finished": _("who finished this programme:"),
        "programme": pick(certificate.programme_name, language),
        "date": formats.date_format(certificate.finished_on, "j F Y"),
        "verify": _("Anyone can verify it here:"),
        "address": settings.PUBLIC_URL + client_paths.VERIFY.format(code=code),
        "code": code,
    }
