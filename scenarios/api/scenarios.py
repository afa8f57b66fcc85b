"""Serves scenarios and their versions over HTTP."""

from typing import Any, ClassVar
from uuid import UUID

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.mixins import ListModelMixin
from rest_framework.request import Request
from rest_framework.response import Response

from core.queries import one_of
from core.rest.conditions import ETAG
from core.snapshots import one_snapshot
from scenarios import services
from scenarios.api.base import IF_MATCH, AuthoringView, document_answer, publication_answer
from scenarios.api.fields import PublicationSerializer
from scenarios.api.filters import ScenarioFilter
from scenarios.api.lists import (
    NewScenarioSerializer,
    ScenarioHistorySerializer,
    ScenarioSerializer,
)
from scenarios.api.scenario_documents import (
    ScenarioDocumentSerializer,
    ScenarioVersionSerializer,
)
from scenarios.documents import scenario_document
from scenarios.domain.completeness import scenario_warnings
from scenarios.models import Scenario
from scenarios.queries import (
    LISTING,
    READING,
    scenario_versions_visible_to,
    scenarios_visible_to,
    with_history,
    with_rows,
)


class ScenariosView(ListModelMixin, AuthoringView):
    """Authors, coaches, managers and admins see the list; authors add to it."""

    allowed = LISTING
    serializer_class = ScenarioSerializer
    queryset = Scenario.objects.none()
    filterset_class = ScenarioFilter

    def get_queryset(self) -> QuerySet[Scenario]:
        return with_rows(scenarios_visible_to(self.membership))

    @extend_schema(operation_id="listScenarios", summary="Scenarios with cards and versions")
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self.list(request)

    @extend_schema(
        operation_id="createScenario",
        summary="Make a scenario; its versions come after",
        request=NewScenarioSerializer,
        responses={201: ScenarioSerializer},
    )
    def post(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Starts a scenario with its first draft; authors may. Problems: `code_taken`,
        `invalid`."""
        body = NewScenarioSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        scenario = services.create_scenario(author=self.membership, **body.validated_data)
        return Response(ScenarioSerializer(scenario).data, status=201)


class ScenarioView(AuthoringView):
    """Authors, coaches, managers and admins see one scenario."""

    allowed = LISTING
    serializer_class = ScenarioHistorySerializer

    @extend_schema(
        operation_id="readScenario", summary="One scenario, and who worked on its versions"
    )
    def get(self, request: Request, scenario: UUID, **kwargs: Any) -> Response:
        """Returns one scenario with its versions. Problems: `not_found`."""
        row = one_of(with_history(scenarios_visible_to(self.membership)), scenario)
        return Response(ScenarioHistorySerializer(row).data)


class ScenarioRetirementView(AuthoringView):
    """Authors retire a scenario and restore it."""

    allowed = LISTING
    serializer_class = ScenarioSerializer
    without_body: ClassVar = frozenset({"PUT", "DELETE"})

    def answer(self, scenario: Scenario) -> Response:
        row = with_rows(scenarios_visible_to(self.membership)).get(pk=scenario.pk)
        return Response(ScenarioSerializer(row).data)

    @extend_schema(
        operation_id="retireScenario",
        summary="Let nobody start this exercise any more",
        request=None,
        responses=ScenarioSerializer,
    )
    def put(self, request: Request, scenario: UUID, **kwargs: Any) -> Response:
        """Open attempts may be finished, and what was sent is kept. Repeating changes nothing.

        Problems: `not_found`.
        """
        return self.answer(services.retire_scenario(author=self.membership, scenario=scenario))

    @extend_schema(
        operation_id="restoreScenario",
        summary="Let people start this exercise again",
        responses={200: ScenarioSerializer},
    )
    def delete(self, request: Request, scenario: UUID, **kwargs: Any) -> Response:
        """Restores the scenario, so that people can start it again. Repeating changes nothing.
        Problems: `not_found`."""
        return self.answer(services.restore_scenario(author=self.membership, scenario=scenario))


class ScenarioVersionView(AuthoringView):
    """Authors, coaches and admins read a scenario version, right answers included; authors save
    drafts."""

    allowed = READING
    serializer_class = ScenarioVersionSerializer

    @extend_schema(
        operation_id="readScenarioVersion",
        summary="A scenario version, whole",
        parameters=[ETAG],
        responses=ScenarioVersionSerializer,
    )
    def get(self, request: Request, version: UUID, **kwargs: Any) -> Response:
        with one_snapshot():
            row = one_of(scenario_versions_visible_to(self.membership), version)
            return document_answer(ScenarioVersionSerializer(row).data, scenario_document(row))

    @extend_schema(
        operation_id="saveScenarioVersion",
        summary="Save a draft, whole, under a client-made id",
        parameters=[IF_MATCH, ETAG],
        request=ScenarioDocumentSerializer,
        responses={
            200: ScenarioVersionSerializer,
            201: OpenApiResponse(ScenarioVersionSerializer, description="A new draft"),
        },
    )
    def put(self, request: Request, version: UUID, **kwargs: Any) -> Response:
        """Saves a draft; only authors may. Repeating the request gets the same answer.

        Problems: `if_match_required`, `draft_changed`, `draft_exists`, `already_published`,
        `unknown_reference`, `invalid`, `not_found`.
        """
        body = ScenarioDocumentSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        row, created = services.save_scenario_draft(
            author=self.membership,
            scenario=body.validated_data["scenario_id"],
            version=version,
            draft=body.draft(),
            if_match=request.headers.get("If-Match"),
        )
        data = ScenarioVersionSerializer(row).data
        return document_answer(data, scenario_document(row), created=created)


class ScenarioPublicationView(AuthoringView):
    allowed = READING
    serializer_class = PublicationSerializer
    without_body: ClassVar = frozenset({"POST"})

    @extend_schema(
        operation_id="publishScenarioVersion",
        summary="Fix a scenario version for ever",
        request=None,
        responses={200: PublicationSerializer},
    )
    def post(self, request: Request, version: UUID, **kwargs: Any) -> Response:
        """Publishes the version; only authors may. Repeating the request answers with the first
        publication.

        Problems: `scenario_incomplete`, whose errors list each gap with its place; `not_found`.
        """
        row = services.publish_scenario_version(author=self.membership, version=version)
        return publication_answer(row, scenario_warnings(scenario_document(row)))
