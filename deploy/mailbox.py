"""Shows the mails that the file backend wrote in the demo, at /mailbox.

Only where settings.MAILBOX_DIR is set, which production and a mail server of one's own never do.
Mails hold links that sign people in, so the page is for this machine alone, and for operators.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from ipaddress import ip_address
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _

# What Django's file backend writes after each mail of a connection.
END = b"\n" + b"-" * 79 + b"\n"
SHOWN = 200
# What proxies add for the servers behind them.
FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Real-IP")


@dataclass(frozen=True)
class Letter:
    """Represents a mail in the mailbox. `name` is its address below /mailbox/: the file and its
    place in it."""

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
    found = _letters(_folder(request))
    letters = [letter for _n, letter in zip(range(SHOWN), found, strict=False)]
    words = {"title": _("Mailbox"), "empty": _("No mail yet."), "letters": letters}
    return render(request, "deploy/mailbox.html", words)


def show_mail(request: HttpRequest, name: str) -> HttpResponse:
    """Show one mail, as plain text with its links."""
    for found in _letters(_folder(request)):
        if found.name == name:
            words = {"title": found.subject, "back": _("All mail"), "letter": found}
            return render(request, "deploy/letter.html", words)
    raise Http404


def serve_style(request: HttpRequest) -> HttpResponse:
    """Serve the style sheet as a file of its own, because the policy allows no style within a
    page.
    """
    return render(request, "deploy/mailbox.css", content_type="text/css")


def _folder(request: HttpRequest) -> Path:
    """Raise Http404 where there is no mailbox, or none for this caller."""
    if settings.MAILBOX_DIR is None or not (_is_here(request) or _is_operator(request)):
        raise Http404
    return Path(settings.MAILBOX_DIR)


def _is_here(request: HttpRequest) -> bool:
    """Return whether the browser runs on this machine. Behind a proxy every request comes from the
    proxy's address, so none counts."""
    if settings.TRUSTED_PROXIES or any(name in request.headers for name in FORWARDED):
        return False
    try:
        address = ip_address(request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_loopback


def _is_operator(request: HttpRequest) -> bool:
    return request.user.is_active and request.user.is_staff


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
