"""Serves a phone on the same network: HTTPS with a certificate made at the start, and a QR code.

Phones give a page the camera only over HTTPS. The certificate is our own, so the phone asks once
whether to go on; it never leaves the data folder.
"""

import datetime as dt
import ipaddress
import socket
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import segno
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from deploy.embedded import secret
from deploy.stack.errors import CannotStart

LIFETIME = dt.timedelta(days=90)
NOWHERE = "192.0.2.1"  # TEST-NET-1 (RFC 5737): choosing a route to it sends nothing


@dataclass(frozen=True)
class Certificate:
    """Names a certificate and its key, as PEM files."""

    certificate: Path
    key: Path


def addresses() -> list[str]:
    """Return this machine's IPv4 addresses on its networks, the one of the default route first."""
    found: list[str] = []
    # No default route, or a host name that nothing resolves, leaves what the other one finds.
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect((NOWHERE, 9))
        found.append(probe.getsockname()[0])
    with suppress(OSError):
        found += [str(info[4][0]) for info in socket.getaddrinfo(socket.gethostname(), None)]
    usable = [text for text in dict.fromkeys(found) if _usable(text)]
    if not usable:
        raise CannotStart("This machine has no network address that a phone could reach.")
    return usable


def _usable(text: str) -> bool:
    address = ipaddress.ip_address(text.split("%")[0])
    return address.version == 4 and not address.is_loopback and not address.is_link_local


def certificate(folder: Path, hosts: list[str]) -> Certificate:
    """Return the certificate for exactly these addresses: the kept one while it fits, else a new
    one."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    pair = Certificate(folder / "lan-certificate.pem", folder / "lan-key.pem")
    if not (pair.key.exists() and pair.certificate.exists() and _fits(pair.certificate, hosts)):
        _make(pair, hosts)
    return pair


def _fits(path: Path, hosts: list[str]) -> bool:
    found = x509.load_pem_x509_certificate(path.read_bytes())
    names = found.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    fresh = found.not_valid_after_utc > dt.datetime.now(dt.UTC) + dt.timedelta(days=1)
    return fresh and list(names) == list(_names(hosts))


def _names(hosts: list[str]) -> x509.SubjectAlternativeName:
    ips = [x509.IPAddress(ipaddress.ip_address(host)) for host in ["127.0.0.1", *hosts]]
    return x509.SubjectAlternativeName([x509.DNSName("localhost"), *ips])


def _make(pair: Certificate, hosts: list[str]) -> None:
    """Make an elliptic-curve key and a self-signed certificate that phones accept after asking."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Kalm on this network")])
    now = dt.datetime.now(dt.UTC)
    server = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH])
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(hours=1))
        .not_valid_after(now + LIFETIME)
        .add_extension(_names(hosts), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(server, critical=False)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    secret.write(pair.key, private.decode())
    secret.write(pair.certificate, signed.public_bytes(serialization.Encoding.PEM).decode())


def show(url: str) -> None:
    """Draw the address as a QR code that a phone's camera reads off the terminal."""
    segno.make(url, error="m").terminal(compact=True)
