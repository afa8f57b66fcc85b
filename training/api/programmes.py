"""Serves programmes and their enrolments over HTTP."""

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
from core.etags import etag
from core.rest.conditions import ETAG, IF_MATCH, read_precondition
from training import services
from training.api.programme_serializers import (
    EnrolmentChangeSerializer,
    EnrolmentSerializer,
    NewEnrolmentSerializer,
    ParticipationSerializer,
    ProgrammeSerializer,
    ReminderSerializer,
    RhythmSerializer,
)
from training.models import Enrolment, EnrolmentState, Programme, StepKind
from training.queries.access import (
    enrolments_visible_to,
    programmes_visible_to,
)
from training.queries.participation import with_participation

TO_DO = (StepKind.EXERCISE, StepKind.THEORY)
"""Kinds of steps that a member does in the client."""


class OwnProgrammes(OrganisationView):
    """Finds the organisation's own programme for each view of one programme."""

    serializer_class = ProgrammeSerializer
    queryset = Programme.objects.none()

    def get_queryset(self) -> QuerySet[Programme]:
        exercises = Count("steps", filter=Q(steps__kind__in=TO_DO, steps__order__isnull=False))
        return programmes_visible_to(self.membership).annotate(steps_total=exercises)

    def get_serializer_context(self) -> dict[str, Any]:
        return {**super().get_serializer_context(), "reader": self.membership}


class ProgrammesView(ListModelMixin, OwnProgrammes):
    @extend_schema(operation_id="listProgrammes")
    def get(self, request: Request, organisation: str) -> Response:
        """Lists the organisation's programmes."""
        return self.list(request)


class ProgrammeView(OwnProgrammes):
    allowed: ClassVar = OVERSEERS

    @extend_schema(
        operation_id="changeProgramme",
        parameters=[IF_MATCH, ETAG],
        request=RhythmSerializer,
        responses=ProgrammeSerializer,
    )
    def patch(self, request: Request, organisation: str, programme: UUID) -> Response:
        """Changes when the programme's nudges come; nudges that are already planned move along.
        `If-Match` names the rhythm that was seen, by its `rhythm_version`.

        Problems: `role_required`, `made_by_another`, `not_found`, `if_match_required`,
        `programme_changed`, `range_reversed`, `invalid` with `not_by_day` or with `not_a_range`.
        """
        body = RhythmSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        services.change_rhythm(
            actor=self.membership,
            programme=programme,
            change=body.to_change(),
            seen=read_precondition(request),
        )
        data = self.get_serializer(self.get_queryset().get(pk=programme)).data
        return Response(data, headers={"ETag": etag(data["rhythm_version"])})


class ParticipationView(OrganisationView):
    allowed: ClassVar = OVERSEERS
    serializer_class = ParticipationSerializer

    @extend_schema(operation_id="readParticipation")
    def get(self, request: Request, organisation: str, programme: UUID) -> Response:
        """Says how far each team is that has anybody in the programme, and that the caller leads or
        is an admin of. The figures of a team stay for seven days; they are null for fewer than five
        people, and where the difference with another team's, or with those seen before, would
        speak of fewer. For managers and admins.

        Problems: `role_required`, `not_found`.
        """
        found = services.read_participation(reader=self.membership, programme=programme)
        return Response(ParticipationSerializer(found).data)


class EnrolmentFilter(django_filters.FilterSet):  # type: ignore[misc]  # django-filter ships no types
    """Filters enrolments by programme, member and state. An unknown id gives an empty list rather
    than an error, so that nobody learns which ids exist elsewhere."""

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
        found = enrolments_visible_to(self.membership)
        rows = with_participation(found, reader=self.membership)
        return rows.select_related("programme", "membership__person")

    @extend_schema(operation_id="listEnrolments")
    def get(self, request: Request, organisation: str) -> Response:
        """Lists one's own enrolments; admins get everyone's, and managers those of the people in
        teams that they lead, whose counts are null."""
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
        """Enrols a member in a programme; managers, somebody in a team that they lead. Repeating
        changes nothing.

        Problems: `role_required`, `unknown_programme`, `unknown_member`, `not_an_employee`,
        `programme_archived`.
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
        """Pauses an enrolment, so that no nudges come, resumes it, takes the member out (`left`) or
        lets them back. A member can still practise while it is paused, and whoever has finished
        stays so. Repeating changes nothing. For admins, and for managers of the people of the teams
        that they lead.

        Problems: `role_required`, `not_found`.
        """
        change = EnrolmentChangeSerializer(data=request.data)
        change.is_valid(raise_exception=True)
        state = EnrolmentState(change.validated_data["state"])
        services.change_enrolment(actor=self.membership, enrolment=enrolment, state=state)
        found = enrolments_visible_to(self.membership)
        rows = with_participation(found, reader=self.membership)
        shown = rows.select_related("programme", "membership__person").get(pk=enrolment)
        return Response(self.get_serializer(shown).data)


class ReminderView(OrganisationView):
    allowed: ClassVar = OVERSEERS
    serializer_class = ReminderSerializer
    without_body: ClassVar = frozenset({"POST"})

    @extend_schema(operation_id="remind", request=None, responses={201: ReminderSerializer})
    def post(self, request: Request, organisation: str, enrolment: UUID) -> Response:
        """Lets the planned nudge of an enrolment come now; at most once a week for each person. For
        admins, and for managers of the people of the teams that they lead.

        Problems: `role_required`, `not_found`, `reminded_already`, `nothing_to_remind`,
        `not_at_this_hour`.
        """
        row = services.remind(actor=self.membership, enrolment=enrolment)
        return Response(ReminderSerializer(row).data, status=201)
