"""Issues, revokes and renews certificates."""

from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Now
from django.utils import timezone

from accounts.models import Membership
from accounts.services import record_audit
from core.local_time import local_date
from core.queries import first_of, one_of
from training.domain.certificate_codes import new_code
from training.errors import CertificateRevoked, NotFinished
from training.models import Certificate, Enrolment, EnrolmentState
from training.queries.access import enrolments_visible_to
from training.queries.progress import did_something


@transaction.atomic
def issue_certificate(*, member: Membership, enrolment: UUID) -> tuple[Certificate, bool]:
    """Issue the certificate of the member's own enrolment, once: a repeat gets the same one. The
    second value tells whether it is new. NotFinished before the programme was finished, and where
    its weeks went by without anything done; CertificateRevoked where an admin revoked it."""
    row = _lock(Enrolment.objects.filter(membership=member), enrolment)
    latest = row.certificates.order_by("-issued_at", "-id").first()
    if latest is not None and latest.revoked_at is not None:
        raise CertificateRevoked
    if latest is not None:
        return latest, False
    return _issue(row, member), True


@transaction.atomic
def revoke_certificate(*, actor: Membership, enrolment: UUID) -> Certificate:
    """Make the enrolment's certificate invalid: who verifies it is told nothing more than of a code
    that never was. NotFound where none was issued. Repeating changes nothing."""
    row = _lock(enrolments_visible_to(actor), enrolment)
    certificate = first_of(row.certificates.order_by("-issued_at", "-id"))
    if certificate.revoked_at is None:
        _revoke(actor, certificate)
    return certificate


@transaction.atomic
def renew_certificate(*, actor: Membership, enrolment: UUID) -> Certificate:
    """Issue the certificate anew under another code, with the names as they are now; the one before
    is revoked. NotFinished before the programme was finished."""
    row = _lock(enrolments_visible_to(actor), enrolment)
    for valid in row.certificates.filter(revoked_at=None):
        _revoke(actor, valid)
    return _issue(row, actor)


def _lock(rows: QuerySet[Enrolment], enrolment: UUID) -> Enrolment:
    """Lock and return the enrolment among `rows`, so that two never issue at once."""
    locked = rows.select_for_update(no_key=True, of=("self",)).select_related(
        "membership__person", "membership__organisation", "programme__organisation"
    )
    return one_of(locked, enrolment)


def _issue(row: Enrolment, actor: Membership) -> Certificate:
    finished = row.finished_at
    if finished is None and row.state == EnrolmentState.FINISHED and did_something(row):
        finished = timezone.now()  # it was finished before there was such a date
    if finished is None:
        raise NotFinished
    member = row.membership
    certificate = Certificate.objects.create(
        enrolment=row,
        code=new_code(),
        name=member.shown_name,
        organisation_name=member.organisation.name,
        programme_name=row.programme.name,
        finished_on=local_date(finished, member.zone or ZoneInfo("UTC")),
    )
    _audit(actor, "certificate_issued", certificate)
    return certificate


def _revoke(actor: Membership, certificate: Certificate) -> None:
    Certificate.objects.filter(pk=certificate.pk, revoked_at=None).update(revoked_at=Now())
    certificate.refresh_from_db()
    _audit(actor, "certificate_revoked", certificate)


def _audit(actor: Membership, verb: str, certificate: Certificate) -> None:
    organisation = certificate.enrolment.programme.organisation
    record_audit(organisation=organisation, actor=actor, verb=verb, subject=certificate)
