"""Defines the views of an organisation's teams."""

from typing import ClassVar
from uuid import UUID

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.mixins import ListModelMixin
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import queries, services
from accounts.api.serializers import TeamSerializer
from accounts.models import Role, Team
from accounts.rest.views import OrganisationView
from core.rest.pagination import CursorPages


class ByName(CursorPages):
    ordering = ("name", "id")


class Teams(ListModelMixin, OrganisationView):
    allowed: ClassVar = queries.OVERSEERS
    allowed_to: ClassVar = {"POST": frozenset({Role.ADMIN})}
    serializer_class = TeamSerializer
    pagination_class = ByName
    queryset = Team.objects.none()

    def get_queryset(self) -> QuerySet[Team]:
        return queries.teams_visible_to(self.membership)

    @extend_schema(operation_id="listTeams")
    def get(self, request: Request, organisation: str) -> Response:
        """Lists teams by name: the organisation's for admins, for managers those that they lead."""
        return self.list(request)

    @extend_schema(operation_id="addTeam", responses={201: TeamSerializer})
    def post(self, request: Request, organisation: str) -> Response:
        """Adds a team. For admins. Problems: `team_name_taken`, `invalid`."""
        new = self.get_serializer(data=request.data)
        new.is_valid(raise_exception=True)
        team = services.add_team(
            actor=self.membership,
            organisation=self.membership.organisation,
            name=new.validated_data["name"],
        )
        return Response(self.get_serializer(team).data, status=201)


class OneTeam(OrganisationView):
    allowed: ClassVar = frozenset({Role.ADMIN})
    serializer_class = TeamSerializer

    @extend_schema(operation_id="renameTeam")
    def patch(self, request: Request, organisation: str, team: UUID) -> Response:
        """Renames a team. For admins. Problems: `team_name_taken`, `invalid`."""
        found = queries.team_seen_by(membership=self.membership, team_id=team)
        change = self.get_serializer(data=request.data)
        change.is_valid(raise_exception=True)
        services.rename_team(actor=self.membership, team=found, name=change.validated_data["name"])
        return Response(self.get_serializer(found).data)
