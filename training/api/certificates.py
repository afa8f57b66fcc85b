"""Serves certificates: to their owner, to admins, and by their code to anyone."""

from io import BytesIO
from typing import Any, ClassVar
from uuid import UUID

from django.http import HttpResponseBase
from django.utils.translation import get_language
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Role
from accounts.rest.throttling import PerPerson
from accounts.rest.views import OrganisationView
from core.queries import first_of, one_of
from core.rest.files import FileAnswer
from core.rest.views import ApiView
from core.texts import pick
from training import services
from training.domain.certificate_codes import grouped, typed
from training.errors import CertificateRevoked
from training.models import Certificate
from training.queries.access import enrolments_visible_to

PDF = "application/pdf"


class CertificateSerializer(serializers.Serializer[Any]):
    """Describes a certificate, in the words of the day on which it was issued. `finished_on` is a
    local date."""

    code = serializers.SerializerMethodField()
    name = serializers.CharField()
    programme = serializers.SerializerMethodField()
    finished_on = serializers.DateField()
    issued_at = serializers.DateTimeField()
    revoked_at = serializers.DateTimeField(allow_null=True)

    def get_code(self, certificate: Certificate) -> str:
        return grouped(certificate.code)

    def get_programme(self, certificate: Certificate) -> str:
        return pick(certificate.programme_name, get_language() or "en")


class VerificationSerializer(serializers.Serializer[Any]):
    """Says what a valid certificate says, and no more."""

    name = serializers.CharField()
    programme = serializers.SerializerMethodField()
    finished_on = serializers.DateField()

    def get_programme(self, certificate: Certificate) -> str:
        return pick(certificate.programme_name, get_language() or "en")


class OwnCertificate(OrganisationView):
    serializer_class = CertificateSerializer

    def latest(self, enrolment: UUID) -> Certificate:
        row = one_of(enrolments_visible_to(self.membership), enrolment)
        return first_of(row.certificates.order_by("-issued_at", "-id"))


class CertificateView(OwnCertificate):
    without_body: ClassVar = frozenset({"PUT"})

    @extend_schema(operation_id="readCertificate")
    def get(self, request: Request, organisation: str, enrolment: UUID) -> Response:
        """Returns the certificate of an enrolment: one's own; for managers, also of who is in a
        team that they lead; for admins, everyone's.

        Problems: `not_found`.
        """
        return Response(CertificateSerializer(self.latest(enrolment)).data)

    @extend_schema(
        operation_id="issueCertificate",
        request=None,
        responses={
            200: CertificateSerializer,
            201: OpenApiResponse(CertificateSerializer, description="A new certificate"),
        },
    )
    def put(self, request: Request, organisation: str, enrolment: UUID) -> Response:
        """Issues the certificate of one's own finished programme; repeating the request gets the
        same one.

        Problems: `not_found`, `not_finished`, `certificate_revoked`.
        """
        row, is_new = services.issue_certificate(member=self.membership, enrolment=enrolment)
        return Response(CertificateSerializer(row).data, status=201 if is_new else 200)


class CertificateFileView(OwnCertificate):
    @extend_schema(
        operation_id="downloadCertificate",
        responses={(200, PDF): OpenApiTypes.BINARY},
    )
    def get(self, request: Request, organisation: str, enrolment: UUID) -> HttpResponseBase:
        """Returns the certificate as a PDF that screen readers read, in the language of the caller.

        Problems: `not_found`, `certificate_revoked`.
        """
        certificate = self.latest(enrolment)
        if certificate.revoked_at is not None:
            raise CertificateRevoked
        pdf = services.render_certificate(
            certificate=certificate, language=self.membership.person.language
        )
        name = f"{certificate.code}.pdf"
        return FileAnswer(BytesIO(pdf), size=len(pdf), name=name, content_type=PDF)


class CertificateRevocationView(OrganisationView):
    allowed: ClassVar = frozenset({Role.ADMIN})
    serializer_class = CertificateSerializer
    without_body: ClassVar = frozenset({"PUT"})

    @extend_schema(operation_id="revokeCertificate", request=None)
    def put(self, request: Request, organisation: str, enrolment: UUID) -> Response:
        """Makes a certificate invalid: verifying it answers as for a code that never was. Repeating
        changes nothing. For admins.

        Problems: `role_required`, `not_found`.
        """
        row = services.revoke_certificate(actor=self.membership, enrolment=enrolment)
        return Response(CertificateSerializer(row).data)


class CertificateRenewalView(OrganisationView):
    allowed: ClassVar = frozenset({Role.ADMIN})
    serializer_class = CertificateSerializer
    without_body: ClassVar = frozenset({"POST"})

    @extend_schema(
        operation_id="renewCertificate", request=None, responses={201: CertificateSerializer}
    )
    def post(self, request: Request, organisation: str, enrolment: UUID) -> Response:
        """Issues a certificate anew, with the names as they are now and another code; the one
        before becomes invalid. For admins.

        Problems: `role_required`, `not_found`, `not_finished`.
        """
        row = services.renew_certificate(actor=self.membership, enrolment=enrolment)
        return Response(CertificateSerializer(row).data, status=201)


class PerVerifier(PerPerson):
    """Limits how many codes one address tries."""

    scope, rate = "verify", "60/min"


class VerificationView(ApiView):
    """Answers anyone, signed in or not, alike."""

    authentication_classes = ()
    permission_classes = (AllowAny,)
    throttle_classes = (PerVerifier,)
    serializer_class = VerificationSerializer

    @extend_schema(operation_id="verifyCertificate", auth=[])
    def get(self, request: Request, code: str) -> Response:
        """Says what the certificate with this code says: name, programme and date. A code that
        never was and one that was revoked get the same answer.

        Problems: `not_found`.
        """
        valid = Certificate.objects.filter(code=typed(code), revoked_at=None)
        return Response(VerificationSerializer(first_of(valid)).data)
