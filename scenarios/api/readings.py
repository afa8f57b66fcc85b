"""Serves the reading of drafts by colleagues: requests, remarks, and the organisation's rule."""

from typing import Any, ClassVar
from uuid import UUID

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.mixins import ListModelMixin
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Membership, Role
from accounts.rest.views import OrganisationView
from core.queries import one_of
from core.rest.pagination import CursorPages
from scenarios import services
from scenarios.api.reading_serializers import (
    AuthoringRulesSerializer,
    NewReadingSerializer,
    NewRemarkSerializer,
    ReaderSerializer,
    ReadingSerializer,
    ReadingsSerializer,
    RemarkSerializer,
)
from scenarios.queries import (
    LISTING,
    READING,
    needs_reading,
    readers_for,
    scenario_versions_visible_to,
)


class ByName(CursorPages):
    ordering = ("shown", "pk")


class ReadersView(ListModelMixin, OrganisationView):
    allowed = READING
    serializer_class = ReaderSerializer
    pagination_class = ByName
    queryset = Membership.objects.none()

    def get_queryset(self) -> QuerySet[Membership]:
        return readers_for(self.membership)

    @extend_schema(operation_id="listReaders", summary="Colleagues who may read drafts")
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self.list(request)


class ReadingsView(OrganisationView):
    allowed = READING
    serializer_class = ReadingsSerializer

    @extend_schema(operation_id="readReadings", summary="Who reads a version, and their remarks")
    def get(self, request: Request, version: UUID, **kwargs: Any) -> Response:
        """Lists who was asked to read the version, and their remarks. Problems: `not_found`."""
        row = one_of(scenario_versions_visible_to(self.membership), version)
        found = {
            "is_needed": needs_reading(self.membership.organisation_id),
            "readings": row.readings.select_related("reader__person", "asked_by__person"),
            "remarks": row.remarks.select_related("member__person", "resolved_by__person"),
        }
        return Response(ReadingsSerializer(found).data)


class ReadingView(OrganisationView):
    allowed = READING
    allowed_to: ClassVar = {"PUT": frozenset({Role.AUTHOR})}
    serializer_class = ReadingSerializer

    @extend_schema(
        operation_id="askReading",
        summary="Ask a colleague to read a draft, under a client-made id",
        request=NewReadingSerializer,
        responses=ReadingSerializer,
    )
    def put(self, request: Request, version: UUID, reading: UUID, **kwargs: Any) -> Response:
        """Asks a colleague to read the draft, who gets a message; only authors may ask. Repeating
        changes nothing.

        Problems: `already_published`, `already_asked`, `unknown_reference`, `invalid`,
        `not_found`.
        """
        body = NewReadingSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        row = services.ask_reading(
            author=self.membership, version=version, reading=reading, **body.validated_data
        )
        return Response(ReadingSerializer(row).data)


class ReadingCompletionView(OrganisationView):
    allowed = READING
    serializer_class = ReadingSerializer
    without_body: ClassVar = frozenset({"PUT"})

    @extend_schema(
        operation_id="finishReading",
        summary="Say that one has read it",
        request=None,
        responses=ReadingSerializer,
    )
    def put(self, request: Request, version: UUID, reading: UUID, **kwargs: Any) -> Response:
        """Ends the reading of the colleague who was asked; whoever asked gets a message. Repeating
        changes nothing.

        Problems: `not_found`.
        """
        row = services.finish_reading(reader=self.membership, version=version, reading=reading)
        return Response(ReadingSerializer(row).data)


class RemarkView(OrganisationView):
    allowed = READING
    serializer_class = RemarkSerializer

    @extend_schema(
        operation_id="writeRemark",
        summary="Write a remark about a place in a draft, under a client-made id",
        request=NewRemarkSerializer,
        responses=RemarkSerializer,
    )
    def put(self, request: Request, version: UUID, remark: UUID, **kwargs: Any) -> Response:
        """Writes a remark at a place of the draft, or changes one's own. Problems:
        `already_published`, `invalid`, `not_found`."""
        body = NewRemarkSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        row = services.write_remark(
            member=self.membership, version=version, remark=remark, **body.validated_data
        )
        return Response(RemarkSerializer(row).data)

    @extend_schema(
        operation_id="deleteRemark", summary="Delete a remark of one's own", responses={204: None}
    )
    def delete(self, request: Request, version: UUID, remark: UUID, **kwargs: Any) -> Response:
        """Deletes one's own remark; deleting what is not there, or is not one's own, changes
        nothing. Problems: `not_found`."""
        services.delete_remark(member=self.membership, version=version, remark=remark)
        return Response(status=204)


class RemarkResolutionView(OrganisationView):
    allowed = READING
    serializer_class = RemarkSerializer
    without_body: ClassVar = frozenset({"PUT", "DELETE"})

    def answer(self, version: UUID, remark: UUID, *, is_resolved: bool) -> Response:
        row = services.resolve_remark(
            member=self.membership, version=version, remark=remark, is_resolved=is_resolved
        )
        return Response(RemarkSerializer(row).data)

    @extend_schema(
        operation_id="resolveRemark",
        summary="Say that a remark is dealt with",
        request=None,
        responses=RemarkSerializer,
    )
    def put(self, request: Request, version: UUID, remark: UUID, **kwargs: Any) -> Response:
        """Marks the remark as dealt with. Repeating changes nothing. Problems: `not_found`."""
        return self.answer(version, remark, is_resolved=True)

    @extend_schema(
        operation_id="reopenRemark",
        summary="Say that a remark is not dealt with yet",
        responses={200: RemarkSerializer},
    )
    def delete(self, request: Request, version: UUID, remark: UUID, **kwargs: Any) -> Response:
        """Marks the remark as open again. Repeating changes nothing. Problems: `not_found`."""
        return self.answer(version, remark, is_resolved=False)


class AuthoringRulesView(OrganisationView):
    """Everyone who sees the lists reads the rules; admins change them."""

    allowed = LISTING
    allowed_to: ClassVar = {"PUT": frozenset({Role.ADMIN})}
    serializer_class = AuthoringRulesSerializer

    @extend_schema(operation_id="readAuthoringRules", summary="What is asked of authors")
    def get(self, request: Request, **kwargs: Any) -> Response:
        rules = {"needs_reading": needs_reading(self.membership.organisation_id)}
        return Response(AuthoringRulesSerializer(rules).data)

    @extend_schema(operation_id="changeAuthoringRules", summary="Say what is asked of authors")
    def put(self, request: Request, **kwargs: Any) -> Response:
        """Changes the rules; admins may. Problems: `invalid`."""
        body = AuthoringRulesSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        rules = services.change_authoring_rules(admin=self.membership, **body.validated_data)
        return Response(AuthoringRulesSerializer(rules).data)
