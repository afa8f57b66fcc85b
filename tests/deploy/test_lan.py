"""With `make run LAN=1` a phone on the same network reaches Kalm over HTTPS, and may sign in."""

import ipaddress
import ssl
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from cryptography import x509
from django.conf import settings

from deploy.stack import lan
from tests import prepared
from tests.deploy.stacks import Stack


def test_the_certificate_names_exactly_these_addresses_and_is_kept(tmp_path: Path) -> None:
    pair = lan.certificate(tmp_path, ["192.168.1.7"])
    made = pair.certificate.read_bytes()
    names = x509.load_pem_x509_certificate(made).extensions.get_extension_for_class(
        x509.SubjectAlternativeName
    )
    assert names.value.get_values_for_type(x509.DNSName) == ["localhost"]
    assert names.value.get_values_for_type(x509.IPAddress) == [
        ipaddress.ip_address("127.0.0.1"),
        ipaddress.ip_address("192.168.1.7"),
    ]
    assert lan.certificate(tmp_path, ["192.168.1.7"]).certificate.read_bytes() == made
    assert pair.key.stat().st_mode & 0o077 == 0


def test_another_network_gets_another_certificate(tmp_path: Path) -> None:
    made = lan.certificate(tmp_path, ["192.168.1.7"]).certificate.read_bytes()
    assert lan.certificate(tmp_path, ["10.0.0.7"]).certificate.read_bytes() != made


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    data = tmp_path_factory.mktemp("lan") / "data"
    prepared.copy_to(data)
    stack = Stack(data, "--lan").up()
    yield stack
    assert stack.stop() == 0


@pytest.fixture
def phone(stack: Stack) -> Iterator[httpx.Client]:
    """Return a browser on the address that the QR code shows, which trusts the stack's own
    certificate."""
    trusted = ssl.create_default_context(cafile=str(stack.data / "secrets/lan-certificate.pem"))
    url = f"https://{lan.addresses()[0]}:{stack.port}"
    with httpx.Client(base_url=url, verify=trusted, headers={"Referer": f"{url}/"}) as client:
        yield client


@pytest.mark.stack
def test_it_shows_the_address_and_a_code_to_scan(stack: Stack) -> None:
    assert f"Kalm is up: https://{lan.addresses()[0]}:{stack.port}" in stack.said()
    assert "█" in stack.said()


@pytest.mark.stack
def test_a_phone_signs_in_over_the_network(phone: httpx.Client) -> None:
    session = "/api/auth/browser/v1/auth/session"
    assert phone.get(session).status_code == 401
    token = {"X-CSRFToken": phone.cookies["csrftoken"]}
    who = {"email": "employee@demo.example", "password": settings.DEMO_PASSWORD}
    answer = phone.post("/api/auth/browser/v1/auth/login", json=who, headers=token)
    assert answer.status_code == 200, answer.text
    assert phone.get(session).status_code == 200
    assert all(cookie.secure for cookie in phone.cookies.jar)


@pytest.mark.stack
def test_a_phone_reads_no_mail_and_the_machine_itself_does(
    phone: httpx.Client, stack: Stack
) -> None:
    assert phone.get("/mailbox").status_code == 404
    trusted = ssl.create_default_context(cafile=str(stack.data / "secrets/lan-certificate.pem"))
    answer = httpx.get(f"https://127.0.0.1:{stack.port}/mailbox", verify=trusted)
    assert answer.status_code == 200


@pytest.mark.stack
def test_no_other_host_name_is_answered(phone: httpx.Client) -> None:
    answer = phone.get("/api/v1/me", headers={"Host": "evil.example"})
    assert answer.status_code == 400
