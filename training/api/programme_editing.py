"""Serves the making and changing of programmes over HTTP, to managers and admins."""

from typing import ClassVar
from uuid import UUID

from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.queries import OVERSEERS
from accounts.rest.views import OrganisationView
from core.etags import etag
from core.queries import one_of
from core.rest.conditions import ETAG, IF_MATCH, IF_NONE_MATCH, read_precondition
from core.snapshots import one_snapshot
from training import services
from training.api.programme_documents import (
    ProgrammeSettingsSerializer,
    ProgrammeVersionSerializer,
    StepsDocumentSerializer,
)
from training.domain.programme_drafts import etag_of
from training.models import Programme, ProgrammeVersion
from training.queries.access import programmes_visible_to
from training.queries.versions import Steps, steps_of
from training.services.programmes.settings import version_of


class EditingView(OrganisationView):
    """Finds the organisation's own programme, for managers and admins."""

    allowed: ClassVar = OVERSEERS

    def programme(self, id: UUID) -> Programme:
        return one_of(programmes_visible_to(self.membership), id)


class ProgrammeSettingsView(EditingView):
    serializer_class = ProgrammeSettingsSerializer

    def answer(self, row: Programme, status: int = 200) -> Response:
        data = ProgrammeSettingsSerializer(row).data
        return Response(data, status=status, headers={"ETag": etag(version_of(row))})

    @extend_schema(
        operation_id="readProgrammeSettings",
        parameters=[ETAG],
        responses=ProgrammeSettingsSerializer,
    )
    def get(self, request: Request, organisation: str, programme: UUID) -> Response:
        """Returns what a programme is called and promises, in both languages. For managers and
        admins.

        Problems: `role_required`, `not_found`.
        """
        return self.answer(self.programme(programme))

    @extend_schema(
        operation_id="saveProgrammeSettings",
        parameters=[IF_MATCH, IF_NONE_MATCH, ETAG],
        request=ProgrammeSettingsSerializer,
        responses={
            200: ProgrammeSettingsSerializer,
            201: OpenApiResponse(ProgrammeSettingsSerializer, description="A new programme"),
        },
    )
    def put(self, request: Request, organisation: str, programme: UUID) -> Response:
        """Makes a programme under a client-made id, or changes its settings; repeating the request
        gets the same answer. For admins, and for the manager who made it.

        Problems: `role_required`, `made_by_another`, `not_found`, `invalid`, `if_match_required`,
        `programme_changed`.
        """
        body = ProgrammeSettingsSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        row, is_new = services.save_programme(
            actor=self.membership,
            programme=programme,
            settings=body.settings(promise=self.membership.organisation.review_promise_hours),
            seen=read_precondition(request),
        )
        return self.answer(row, status=201 if is_new else 200)


class ProgrammeArchivalView(EditingView):
    serializer_class = ProgrammeSettingsSerializer
    without_body: ClassVar = frozenset({"PUT", "DELETE"})

    @extend_schema(
        operation_id="archiveProgramme", request=None, responses=ProgrammeSettingsSerializer
    )
    def put(self, request: Request, organisation: str, programme: UUID) -> Response:
        """Ends the programme for everybody: no more nudges and no new enrolments; what was
        practised stays. Repeating changes nothing. For admins, and for the manager who made it.

        Problems: `role_required`, `made_by_another`, `not_found`.
        """
        row = services.archive_programme(actor=self.membership, programme=programme)
        return Response(ProgrammeSettingsSerializer(row).data)

    @extend_schema(operation_id="restoreProgramme", responses={200: ProgrammeSettingsSerializer})
    def delete(self, request: Request, organisation: str, programme: UUID) -> Response:
        """Lets an archived programme go on, where each enrolment was. Repeating changes nothing.
        For admins, and for the manager who made it.

        Problems: `role_required`, `made_by_another`, `not_found`.
        """
        row = services.restore_programme(actor=self.membership, programme=programme)
        return Response(ProgrammeSettingsSerializer(row).data)


class ProgrammeDraftView(EditingView):
    serializer_class = StepsDocumentSerializer

    def answer(self, steps: Steps) -> Response:
        data = StepsDocumentSerializer(steps).data
        return Response(data, headers={"ETag": etag_of(steps.steps)})

    @extend_schema(
        operation_id="readProgrammeDraft", parameters=[ETAG], responses=StepsDocumentSerializer
    )
    def get(self, request: Request, organisation: str, programme: UUID) -> Response:
        """Returns the draft of the programme's steps; without one, the published steps, as an
        editor begins with them. For managers and admins.

        Problems: `role_required`, `not_found`.
        """
        with one_snapshot():
            return self.answer(steps_of(self.programme(programme)))

    @extend_schema(
        operation_id="saveProgrammeDraft",
        parameters=[IF_MATCH, ETAG],
        request=StepsDocumentSerializer,
        responses=StepsDocumentSerializer,
    )
    def put(self, request: Request, organisation: str, programme: UUID) -> Response:
        """Saves the draft of the programme's steps, whole; employees notice nothing until it is
        published. Repeating the request gets the same answer. For admins, and for the manager who
        made it.

        Problems: `role_required`, `made_by_another`, `not_found`, `invalid`, `if_match_required`,
        `steps_changed`, `unknown_scenario`, `exercise_retired`, `id_in_use`.
        """
        body = StepsDocumentSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        steps = services.save_steps(
            actor=self.membership,
            programme=programme,
            steps=body.drafts(),
            seen=read_precondition(request),
        )
        return self.answer(steps)

    @extend_schema(
        operation_id="discardProgrammeDraft", parameters=[IF_MATCH], responses={204: None}
    )
    def delete(self, request: Request, organisation: str, programme: UUID) -> Response:
        """Throws the draft away; the published steps stay. Repeating changes nothing. For admins,
        and for the manager who made it.

        Problems: `role_required`, `made_by_another`, `not_found`, `if_match_required`,
        `steps_changed`.
        """
        services.discard_steps(
            actor=self.membership, programme=programme, seen=read_precondition(request)
        )
        return Response(status=204)


class ProgrammePublicationView(EditingView):
    serializer_class = ProgrammeVersionSerializer
    without_body: ClassVar = frozenset({"POST"})

    @extend_schema(
        operation_id="publishProgramme",
        parameters=[IF_MATCH],
        request=None,
        responses={200: ProgrammeVersionSerializer},
    )
    def post(self, request: Request, organisation: str, programme: UUID) -> Response:
        """Lets the draft be what employees do from their next step on; they keep the steps they
        did. Repeating the request answers with the first publication. For admins, and for the
        manager who made it.

        Problems: `role_required`, `made_by_another`, `not_found`, `if_match_required`,
        `steps_changed`, `nothing_to_publish`, `id_in_use`; `programme_incomplete`, whose errors
        list each gap with its place.
        """
        row = services.publish_steps(
            actor=self.membership, programme=programme, seen=read_precondition(request)
        )
        return Response(ProgrammeVersionSerializer(row).data)


class ProgrammeVersionsView(EditingView):
    serializer_class = ProgrammeVersionSerializer
    pagination_class = None
    queryset = ProgrammeVersion.objects.none()

    @extend_schema(
        operation_id="listProgrammeVersions", responses=ProgrammeVersionSerializer(many=True)
    )
    def get(self, request: Request, organisation: str, programme: UUID) -> Response:
        """Lists the published versions of the programme's steps, newest first. For managers and
        admins.

        Problems: `role_required`, `not_found`.
        """
        rows = self.programme(programme).versions.filter(published_at__isnull=False)
        shown = rows.select_related("published_by__person").order_by("-number")
        return Response(ProgrammeVersionSerializer(shown, many=True).data)
