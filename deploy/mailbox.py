"""Shows the mails that the file backend wrote in the demo, at /mailbox.

Only where settings.MAILBOX_DIR is set, which production and a mail server of one's own never do.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _

# What Django's file backend writes after each mail of a connection.
END = b"\n" + b"-" * 79 + b"\n"
SHOWN = 200


@dataclass(frozen=True)
class Letter:
    """A mail in the mailbox. `name` is its address below /mailbox/: the file and its place in
    it.
    """

    name: str
    mail: EmailMessage

    @property
    def subject(self) -> str:
        return str(self.mail["Subject"])

    @property
    def to(self) -> str:
        return str(self.mail["To"])

    @property
    def date(self) -> str:
        return str(self.mail["Date"])

    @property
    def text(self) -> str:
        body = self.mail.get_body(("plain",))
        return str(body.get_content()) if body else ""


def list_mails(request: HttpRequest) -> HttpResponse:
    """List the newest mails, newest first."""
    letters = [letter for _n, letter in zip(range(SHOWN), _letters(_folder()), strict=False)]
    words = {"title": _("Mailbox"), "empty": _("No mail yet."), "letters": letters}
    return render(request, "deploy/mailbox.html", words)


def show_mail(request: HttpRequest, name: str) -> HttpResponse:
    """Show one mail, as plain text with its links."""
    for found in _letters(_folder()):
        if found.name == name:
            words = {"title": found.subject, "back": _("All mail"), "letter": found}
            return render(request, "deploy/letter.html", words)
    raise Http404


def serve_style(request: HttpRequest) -> HttpResponse:
    """Serve the style sheet as a file of its own, because the policy allows no style within a
    page.
    """
    return render(request, "deploy/mailbox.css", content_type="text/css")


def _folder() -> Path:
    if settings.MAILBOX_DIR is None:
        raise Http404
    return Path(settings.MAILBOX_DIR)


def _letters(folder: Path) -> Iterator[Letter]:
    files = [(file.stat().st_mtime_ns, file) for file in folder.glob("*.log")]
    for _time, file in sorted(files, reverse=True):
        mails = file.read_bytes().split(END)[:-1]
        for number, raw in reversed(list(enumerate(mails))):
            mail = message_from_bytes(raw, policy=policy.default)
            assert isinstance(mail, EmailMessage)  # noqa: S101  # narrows the type
            yield Letter(f"{file.stem}.{number}", mail)


routes = [
    path("mailbox", list_mails, name="mailbox"),
    path("mailbox/style.css", serve_style, name="mailbox-style"),
    path("mailbox/<str:name>", show_mail, name="letter"),
]
