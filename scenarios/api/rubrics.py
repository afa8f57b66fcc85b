"""Serves rubrics and their versions over HTTP."""

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
from scenarios.api.lists import NewRubricSerializer, RubricSerializer
from scenarios.api.rubric_documents import RubricVersionSerializer
from scenarios.documents import rubric_document
from scenarios.domain.completeness import rubric_warnings
from scenarios.models import Rubric
from scenarios.queries import (
    LISTING,
    READING,
    rubric_versions_visible_to,
    rubrics_visible_to,
)


class RubricsView(ListModelMixin, AuthoringView):
    """Authors, coaches, managers and admins see the list; authors add to it."""

    allowed = LISTING
    serializer_class = RubricSerializer
    queryset = Rubric.objects.none()

    def get_queryset(self) -> QuerySet[Rubric]:
        return rubrics_visible_to(self.membership)

    @extend_schema(operation_id="listRubrics", summary="Rubrics with their versions")
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self.list(request)

    @extend_schema(
        operation_id="createRubric",
        summary="Make a rubric; its versions come after",
        request=NewRubricSerializer,
        responses={201: RubricSerializer},
    )
    def post(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Starts a rubric with its first draft; authors may. Problems: `code_taken`, `invalid`."""
        body = NewRubricSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        rubric = services.create_rubric(author=self.membership, **body.validated_data)
        return Response(RubricSerializer(rubric).data, status=201)


class RubricVersionView(AuthoringView):
    """Authors, coaches and admins read a rubric version; authors save drafts."""

    allowed = READING
    serializer_class = RubricVersionSerializer

    @extend_schema(
        operation_id="readRubricVersion",
        summary="A rubric version, whole",
        parameters=[ETAG],
        responses=RubricVersionSerializer,
    )
    def get(self, request: Request, version: UUID, **kwargs: Any) -> Response:
        with one_snapshot():
            row = one_of(rubric_versions_visible_to(self.membership), version)
            return document_answer(RubricVersionSerializer(row).data, rubric_document(row))

    @extend_schema(
        operation_id="saveRubricVersion",
        summary="Save a draft, whole, under a client-made id",
        parameters=[IF_MATCH, ETAG],
        responses={
            200: RubricVersionSerializer,
            201: OpenApiResponse(RubricVersionSerializer, description="A new draft"),
        },
    )
    def put(self, request: Request, version: UUID, **kwargs: Any) -> Response:
        """Saves a draft; only authors may. Repeating the request gets the same answer.

        Problems: `if_match_required`, `draft_changed`, `draft_exists`, `already_published`,
        `unknown_reference`, `invalid`, `not_found`.
        """
        body = RubricVersionSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        row, created = services.save_rubric_draft(
            author=self.membership,
            rubric=body.validated_data["rubric_id"],
            version=version,
            draft=body.draft(),
            if_match=request.headers.get("If-Match"),
        )
        data = RubricVersionSerializer(row).data
        return document_answer(data, rubric_document(row), created=created)


class RubricPublicationView(AuthoringView):
    allowed = READING
    serializer_class = PublicationSerializer
    without_body: ClassVar = frozenset({"POST"})

    @extend_schema(
        operation_id="publishRubricVersion",
        summary="Fix a rubric version for ever",
        request=None,
        responses={200: PublicationSerializer},
    )
    def post(self, request: Request, version: UUID, **kwargs: Any) -> Response:
        """Publishes the version; only authors may. Repeating the request answers with the first
        publication.

        Problems: `rubric_incomplete`, whose errors list each gap with its place; `not_found`.
        """
        row = services.publish_rubric_version(author=self.membership, version=version)
        return publication_answer(row, rubric_warnings(rubric_document(row)))
