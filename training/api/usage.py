"""Serves where a scenario is used, for its authors. The route is here, because scenarios is a layer
below and knows of no programmes."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Role
from accounts.rest.views import OrganisationView
from core.queries import one_of
from scenarios.models import Scenario
from scenarios.queries import scenarios_visible_to
from training.api.serializers import ProgrammeNameSerializer
from training.queries.usage import usage_of


class UsageSerializer(serializers.Serializer[Any]):
    programme = ProgrammeNameSerializer()
    places = serializers.ListField(
        child=serializers.IntegerField(), help_text="Of its steps, from 1."
    )


class UsageView(OrganisationView):
    allowed = frozenset({Role.AUTHOR, Role.ADMIN})
    serializer_class = UsageSerializer
    pagination_class = None
    queryset = Scenario.objects.none()

    @extend_schema(operation_id="readUsage", responses=UsageSerializer(many=True))
    def get(self, request: Request, organisation: str, scenario: UUID) -> Response:
        """Lists the programmes that use a scenario, to look at before it is retired. For authors
        and admins.

        Problems: `role_required`, `not_found`.
        """
        found = one_of(scenarios_visible_to(self.membership), scenario)
        return Response(UsageSerializer(usage_of(found), many=True).data)
