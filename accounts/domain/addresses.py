"""Brings mail addresses into the one spelling under which a person is stored, found and mailed."""

import idna

from core.normalisation import identifier


def normal_address(text: str) -> str:
    """Return the address in small letters, its domain in ASCII (A-labels, RFC 5891), so that
    bücher.example and xn--bcher-kva.example are one. A domain that has no such form stays."""
    local, at, domain = identifier(text).rpartition("@")
    return f"{local}{at}{_in_ascii(domain)}"


def is_mailable(address: str) -> bool:
    """Return whether a mail server without SMTPUTF8 takes a normal address, which is all ASCII and
    whose labels that claim to be A-labels are such."""
    domain = address.rpartition("@")[2]
    if not address.isascii():
        return False
    return "xn--" not in domain or _in_ascii(domain, strict=True) == domain


def _in_ascii(domain: str, *, strict: bool = False) -> str:
    if domain.isascii() and "xn--" not in domain:
        return domain
    try:
        return idna.encode(domain, uts46=True).decode()
    except (idna.IDNAError, UnicodeError):
        return "" if strict else domain
