"""Holds the verbs on certificates, and renders them as PDF."""

from training.services.certificates.issuing import (
    issue_certificate,
    renew_certificate,
    revoke_certificate,
)
from training.services.certificates.pdf import render_certificate

__all__ = [
    "issue_certificate",
    "render_certificate",
    "renew_certificate",
    "revoke_certificate",
]
