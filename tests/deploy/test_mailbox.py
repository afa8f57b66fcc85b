"""The demo's mailbox page shows the mails that were sent."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from accounts.models import Person
from tests.cast import PASSWORD, Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def mailbox(tmp_path: Path, settings: Any) -> Path:
    settings.MAILBOX_DIR = tmp_path
    settings.EMAIL_FILE_PATH = str(tmp_path)
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    return tmp_path


def _send(*subjects: str) -> None:
    mails = [
        mail.EmailMultiAlternatives(
            subject,
            f"Open https://kalm.example/x?a=1&b=2 <script>{subject}",
            to=["emma@haven.example"],
        )
        for subject in subjects
    ]
    for one in mails:
        one.attach_alternative("<p>never shown</p><script>alert(1)</script>", "text/html")
    mail.get_connection().send_messages(mails)


def test_it_lists_every_mail_newest_first(mailbox: Path) -> None:
    _send("één", "two")
    _send("three")
    page = Client().get("/mailbox").content.decode()
    assert re.findall(r'">(\S+)</a>', page) == ["three", "two", "één"]
    assert "emma@haven.example" in page


def test_a_mail_opens_with_its_links_and_without_its_markup(mailbox: Path) -> None:
    _send("hello")
    [address] = re.findall(
        r'href="(/mailbox/[^"]+\.\d+)"', Client().get("/mailbox").content.decode()
    )
    page = Client().get(address).content.decode()
    assert '<a href="https://kalm.example/x?a=1&amp;b=2"' in page
    assert "&lt;script&gt;hello" in page
    assert "<script>" not in page
    assert "never shown" not in page


def test_its_policy_allows_no_script_and_no_style_within_the_page(mailbox: Path) -> None:
    answer = Client().get("/mailbox")
    assert "unsafe-inline" not in answer["Content-Security-Policy"]
    assert "<style" not in answer.content.decode()
    sheet = Client().get("/mailbox/style.css")
    assert (sheet.status_code, sheet["Content-Type"]) == (200, "text/css")


def test_it_is_empty_before_the_first_mail(mailbox: Path) -> None:
    page = Client().get("/mailbox", headers={"Accept-Language": "nl"}).content.decode()
    assert "Nog geen mail." in page


@pytest.mark.parametrize(
    "caller",
    [
        {"REMOTE_ADDR": "192.168.1.20"},
        {"REMOTE_ADDR": "::ffff:192.168.1.20"},
        {"REMOTE_ADDR": ""},
        {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "192.168.1.20"},
        {"REMOTE_ADDR": "127.0.0.1", "HTTP_FORWARDED": "for=192.168.1.20"},
    ],
    ids=str,
)
@pytest.mark.parametrize("who", ["nobody", "employee", "operator"])
def test_another_machine_reads_no_mail_unless_an_operator_is_signed_in(
    who: str, caller: dict[str, Any], mailbox: Path, cast: Cast
) -> None:
    _send("hello")
    name = f"{next(mailbox.glob('*.log')).stem}.0"
    client = Client()
    if who == "employee":
        client.force_login(cast.employee.person)
    if who == "operator":
        root = Person.objects.create_superuser("root@kalm.example", PASSWORD, name="Root")
        client.force_login(root)
    for address in ("/mailbox", f"/mailbox/{name}"):
        answer = client.get(address, **caller)
        assert answer.status_code == (200 if who == "operator" else 404)
        assert ("hello" in answer.content.decode()) == (who == "operator")


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "::ffff:127.0.0.1"])
def test_a_browser_on_this_machine_reads_it(address: str, mailbox: Path) -> None:
    _send("hello")
    assert Client().get("/mailbox", REMOTE_ADDR=address).status_code == 200


def test_behind_a_proxy_nobody_counts_as_on_this_machine(mailbox: Path, settings: Any) -> None:
    settings.TRUSTED_PROXIES = 1
    assert Client().get("/mailbox").status_code == 404


@pytest.mark.parametrize("name", ["20260101-000000-1.0", "..%2f..%2fetc%2fpasswd.0", "x"])
def test_what_is_no_mail_is_not_found(name: str, mailbox: Path) -> None:
    _send("hello")
    assert Client().get(f"/mailbox/{name}").status_code == 404


@pytest.mark.parametrize("address", ["/mailbox", "/mailbox/20260101-000000-1.0"])
def test_without_a_mail_folder_there_is_no_mailbox(address: str, settings: Any) -> None:
    settings.MAILBOX_DIR = None
    assert Client().get(address).status_code == 404
