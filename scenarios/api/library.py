"""Serves the lists of techniques and aggression types: in the reader's language to read, in all to
change."""

from typing import Any, ClassVar
from uuid import UUID

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.mixins import ListModelMixin
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Role
from accounts.rest.views import OrganisationView
from core.queries import one_of
from core.rest.pagination import CursorPages
from scenarios import services
from scenarios.api.library_serializers import (
    AggressionTypeChangeSerializer,
    AggressionTypeInFullSerializer,
    AggressionTypeSerializer,
    NewAggressionTypeSerializer,
    NewTechniqueSerializer,
    OrderSerializer,
    TechniqueChangeSerializer,
    TechniqueInFullSerializer,
    TechniqueSerializer,
)
from scenarios.models import AggressionType, Technique
from scenarios.queries import LISTING, aggression_types_visible_to, techniques_visible_to

CHANGING = frozenset({Role.AUTHOR, Role.ADMIN})
"""Roles that change the organisation's lists."""


class InOrder(CursorPages):
    ordering = ("order", "code")


class LibraryView(OrganisationView):
    """Authors, coaches, managers and admins read the lists; authors and admins change them."""

    allowed = LISTING
    allowed_to: ClassVar = dict.fromkeys(("POST", "PUT", "PATCH"), CHANGING)


class TechniquesView(ListModelMixin, LibraryView):
    serializer_class = TechniqueSerializer
    pagination_class = InOrder
    queryset = Technique.objects.none()

    def get_queryset(self) -> QuerySet[Technique]:
        return techniques_visible_to(self.membership)

    @extend_schema(operation_id="listTechniques", summary="What one can learn to do")
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Lists the techniques in their order. Hidden ones are there for where they are used; don't
        offer them."""
        return self.list(request)

    @extend_schema(
        operation_id="addTechnique",
        summary="Add a technique, at the end",
        request=NewTechniqueSerializer,
        responses={201: TechniqueInFullSerializer},
    )
    def post(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Adds a technique at the end; authors and admins may. Problems: `code_taken`,
        `invalid`."""
        body = NewTechniqueSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        row = services.add_technique(member=self.membership, **body.validated_data)
        return Response(TechniqueInFullSerializer(row).data, status=201)


class TechniqueView(LibraryView):
    serializer_class = TechniqueInFullSerializer

    @extend_schema(operation_id="readTechnique", summary="A technique in all languages")
    def get(self, request: Request, technique: UUID, **kwargs: Any) -> Response:
        """Returns one technique. Problems: `not_found`."""
        row = one_of(techniques_visible_to(self.membership), technique)
        return Response(TechniqueInFullSerializer(row).data)

    @extend_schema(
        operation_id="changeTechnique",
        summary="Rename, describe anew, hide or show a technique",
        request=TechniqueChangeSerializer,
        responses=TechniqueInFullSerializer,
    )
    def patch(self, request: Request, technique: UUID, **kwargs: Any) -> Response:
        """Changes it wherever it is used; its code stays. Problems: `invalid`, `not_found`."""
        body = TechniqueChangeSerializer(data=request.data, partial=True)
        body.is_valid(raise_exception=True)
        row = services.change_technique(
            member=self.membership, technique=technique, **body.validated_data
        )
        return Response(TechniqueInFullSerializer(row).data)


class TechniqueOrderView(LibraryView):
    serializer_class = OrderSerializer

    @extend_schema(operation_id="orderTechniques", summary="Put all techniques in order")
    def put(self, request: Request, **kwargs: Any) -> Response:
        """Orders the techniques by the ids of all of them, hidden ones too, each once. Problems:
        `list_changed`, `invalid`."""
        body = OrderSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        services.reorder_techniques(member=self.membership, ids=body.validated_data["ids"])
        return Response(body.data)


class AggressionTypesView(ListModelMixin, LibraryView):
    serializer_class = AggressionTypeSerializer
    pagination_class = InOrder
    queryset = AggressionType.objects.none()

    def get_queryset(self) -> QuerySet[AggressionType]:
        return aggression_types_visible_to(self.membership)

    @extend_schema(operation_id="listAggressionTypes", summary="Kinds of aggression")
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Lists the kinds of aggression in their order. Hidden ones are there for where they are
        used; don't offer them."""
        return self.list(request)

    @extend_schema(
        operation_id="addAggressionType",
        summary="Add a kind of aggression, at the end",
        request=NewAggressionTypeSerializer,
        responses={201: AggressionTypeInFullSerializer},
    )
    def post(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Adds a kind of aggression at the end; authors and admins may. Problems: `code_taken`,
        `invalid`."""
        body = NewAggressionTypeSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        row = services.add_aggression_type(member=self.membership, **body.validated_data)
        return Response(AggressionTypeInFullSerializer(row).data, status=201)


class AggressionTypeView(LibraryView):
    serializer_class = AggressionTypeInFullSerializer

    @extend_schema(
        operation_id="readAggressionType", summary="A kind of aggression in all languages"
    )
    def get(self, request: Request, aggression_type: UUID, **kwargs: Any) -> Response:
        """Returns one kind of aggression. Problems: `not_found`."""
        row = one_of(aggression_types_visible_to(self.membership), aggression_type)
        return Response(AggressionTypeInFullSerializer(row).data)

    @extend_schema(
        operation_id="changeAggressionType",
        summary="Rename, describe anew, hide or show a kind of aggression",
        request=AggressionTypeChangeSerializer,
        responses=AggressionTypeInFullSerializer,
    )
    def patch(self, request: Request, aggression_type: UUID, **kwargs: Any) -> Response:
        """Changes it wherever it is used; its code stays. Problems: `invalid`, `not_found`."""
        body = AggressionTypeChangeSerializer(data=request.data, partial=True)
        body.is_valid(raise_exception=True)
        row = services.change_aggression_type(
            member=self.membership, aggression_type=aggression_type, **body.validated_data
        )
        return Response(AggressionTypeInFullSerializer(row).data)


class AggressionTypeOrderView(LibraryView):
    serializer_class = OrderSerializer

    @extend_schema(operation_id="orderAggressionTypes", summary="Put all kinds in order")
    def put(self, request: Request, **kwargs: Any) -> Response:
        """Orders the kinds of aggression by the ids of all of them, hidden ones too, each once.
        Problems: `list_changed`, `invalid`."""
        body = OrderSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        services.reorder_aggression_types(member=self.membership, ids=body.validated_data["ids"])
        return Response(body.data)
