"""Programmes and who is in them."""

from typing import Any, ClassVar
from uuid import UUID

import django_filters
from django.db.models import Count, Q, QuerySet
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.mixins import ListModelMixin
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.queries import OVERSEERS
from accounts.rest.views import OrganisationView
from training import services
from training.api.serializers import (
    EnrolmentChangeSerializer,
    EnrolmentSerializer,
    NewEnrolmentSerializer,
    ProgrammeSerializer,
)
from training.models import Enrolment, EnrolmentState, Programme, StepKind
from training.queries.access import (
    enrolments_visible_to,
    programmes_visible_to,
)
from training.queries.progress import with_participation


class ProgrammesView(ListModelMixin, OrganisationView):
    serializer_class = ProgrammeSerializer
    queryset = Programme.objects.none()

    def get_queryset(self) -> QuerySet[Programme]:
        exercises = Count("steps", filter=Q(steps__kind=StepKind.EXERCISE))
        return programmes_visible_to(self.membership).annotate(steps_total=exercises)

    @extend_schema(operation_id="listProgrammes")
    def get(self, request: Request, organisation: str) -> Response:
        """The organisation's programmes."""
        return self.list(request)


class EnrolmentFilter(django_filters.FilterSet):  # type: ignore[misc]
    """By id, also an unknown one: that something exists elsewhere is not given away."""

    programme = django_filters.UUIDFilter(field_name="programme_id")
    membership = django_filters.UUIDFilter(field_name="membership_id")
    state = django_filters.ChoiceFilter(choices=EnrolmentState.choices)

    class Meta:
        model = Enrolment
        fields: list[str] = []


class EnrolmentsView(ListModelMixin, OrganisationView):
    allowed_to: ClassVar = {"POST": OVERSEERS}
    serializer_class = EnrolmentSerializer
    queryset = Enrolment.objects.none()
    filterset_class = EnrolmentFilter

    def get_queryset(self) -> QuerySet[Enrolment]:
        rows = with_participation(enrolments_visible_to(self.membership))
        return rows.select_related("programme", "membership__person")

    @extend_schema(operation_id="listEnrolments")
    def get(self, request: Request, organisation: str) -> Response:
        """One's own enrolments; everyone's, in counts, for managers and admins."""
        return self.list(request)

    @extend_schema(
        operation_id="enrol",
        request=NewEnrolmentSerializer,
        responses={
            200: EnrolmentSerializer,
            201: OpenApiResponse(EnrolmentSerializer, description="A new enrolment"),
        },
    )
    def post(self, request: Request, organisation: str, **kwargs: Any) -> Response:
        """Puts a member in a programme; twice is once.

        Problems: `role_required`, `unknown_programme`, `unknown_member`.
        """
        body = NewEnrolmentSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        row, is_new = services.enrol(actor=self.membership, **body.validated_data)
        shown = EnrolmentSerializer(self.get_queryset().get(pk=row.pk))
        return Response(shown.data, status=201 if is_new else 200)


class EnrolmentView(OrganisationView):
    allowed: ClassVar = OVERSEERS
    serializer_class = EnrolmentSerializer

    @extend_schema(operation_id="changeEnrolment", request=EnrolmentChangeSerializer)
    def patch(self, request: Request, organisation: str, enrolment: UUID) -> Response:
        """Pauses an enrolment, so that no nudges come, or resumes it. For managers and admins.
        Practising stays possible meanwhile. Repeating changes nothing.

        Problems: `role_required`, `not_found`.
        """
        change = EnrolmentChangeSerializer(data=request.data)
        change.is_valid(raise_exception=True)
        paused = change.validated_data["state"] == EnrolmentState.PAUSED
        services.set_paused(actor=self.membership, enrolment=enrolment, paused=paused)
        rows = with_participation(enrolments_visible_to(self.membership))
        shown = rows.select_related("programme", "membership__person").get(pk=enrolment)
        return Response(self.get_serializer(shown).data)
