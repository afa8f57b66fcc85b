"""Serves the lists of techniques and aggression types, in the reader's language."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.mixins import ListModelMixin
from rest_framework.request import Request
from rest_framework.response import Response

from core.rest.pagination import CursorPages
from scenarios.api.base import AuthoringView
from scenarios.api.lists import AggressionTypeSerializer, TechniqueSerializer
from scenarios.models import AggressionType, Technique
from scenarios.queries import LISTING, aggression_types_visible_to, techniques_visible_to


class InOrder(CursorPages):
    ordering = ("order", "code")


class TechniquesView(ListModelMixin, AuthoringView):
    """Authors, coaches, managers and admins see the list."""

    allowed = LISTING
    serializer_class = TechniqueSerializer
    pagination_class = InOrder
    queryset = Technique.objects.none()

    def get_queryset(self) -> QuerySet[Technique]:
        return techniques_visible_to(self.membership)

    @extend_schema(operation_id="listTechniques", summary="What one can learn to do")
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self.list(request)


class AggressionTypesView(ListModelMixin, AuthoringView):
    """Authors, coaches, managers and admins see the list."""

    allowed = LISTING
    serializer_class = AggressionTypeSerializer
    pagination_class = InOrder
    queryset = AggressionType.objects.none()

    def get_queryset(self) -> QuerySet[AggressionType]:
        return aggression_types_visible_to(self.membership)

    @extend_schema(operation_id="listAggressionTypes", summary="Kinds of aggression")
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self.list(request)
