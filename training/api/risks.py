"""Serves over HTTP what the work of teams asks, and of oneself."""

from typing import Any, ClassVar
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Role, Team
from accounts.queries import OVERSEERS
from accounts.rest.views import OrganisationView
from core.errors import NotFound
from core.rest.bodies import KnownMembers
from core.rest.fields import DayField
from training.api.programme_serializers import TeamNameSerializer
from training.models import RiskProfile
from training.queries.risks import duties_seen_by, own_duty
from training.services.risks import set_risk


class LackingSerializer(serializers.Serializer[Any]):
    """Describes somebody without the training; `registered_for` is when theirs begins."""

    membership = serializers.UUIDField()
    person_name = serializers.CharField()
    registered_for = serializers.DateTimeField(allow_null=True)


class TeamDutySerializer(serializers.Serializer[Any]):
    """Describes what a team meets in its work, and who lacks the physical training that is asked by
    `physical_by`. `profile` is null for a team that nobody judged yet."""

    team = TeamNameSerializer()
    profile = serializers.ChoiceField(choices=RiskProfile.choices, allow_null=True)
    physical_by = serializers.DateField(allow_null=True)
    people = serializers.IntegerField()
    lacking = LackingSerializer(many=True)


class TeamRiskSerializer(KnownMembers, serializers.Serializer[Any]):
    profile = serializers.ChoiceField(choices=RiskProfile.choices)
    physical_by = DayField(
        allow_null=True,
        default=None,
        help_text="The day by which each has had a physical training; none where it is not asked.",
    )


class OwnDutySerializer(serializers.Serializer[Any]):
    """Describes what is asked of oneself; `physical_by` is null where nothing is."""

    physical_by = serializers.DateField(allow_null=True)
    team = serializers.CharField(allow_blank=True)
    is_met = serializers.BooleanField()
    registered_for = serializers.DateTimeField(allow_null=True)


class TeamDutiesView(OrganisationView):
    allowed: ClassVar = OVERSEERS
    serializer_class = TeamDutySerializer
    pagination_class = None
    queryset = Team.objects.none()

    @extend_schema(operation_id="listTeamDuties", responses=TeamDutySerializer(many=True))
    def get(self, request: Request, organisation: str) -> Response:
        """Lists what the work of each team asks, and who lacks the training: all teams for admins,
        for managers the teams that they lead."""
        found = duties_seen_by(self.membership)
        return Response([TeamDutySerializer(one).data for one in found])


class TeamRiskView(OrganisationView):
    allowed: ClassVar = frozenset({Role.ADMIN})
    serializer_class = TeamDutySerializer

    @extend_schema(
        operation_id="setTeamRisk", request=TeamRiskSerializer, responses=TeamDutySerializer
    )
    def put(self, request: Request, organisation: str, team: UUID) -> Response:
        """Sets what a team meets in its work, and by which day each has had a physical training.
        For admins. Repeating changes nothing.

        Problems: `role_required`, `not_found`, `training_not_asked`.
        """
        body = TeamRiskSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        set_risk(
            actor=self.membership,
            team=team,
            profile=RiskProfile(body.validated_data["profile"]),
            physical_by=body.validated_data["physical_by"],
        )
        for duty in duties_seen_by(self.membership):
            if duty.team.id == team:
                return Response(TeamDutySerializer(duty).data)
        raise NotFound


class OwnDutyView(OrganisationView):
    serializer_class = OwnDutySerializer

    @extend_schema(operation_id="readOwnDuty")
    def get(self, request: Request, organisation: str) -> Response:
        """Says which training the work of the caller's teams asks of the caller, and whether they
        had it."""
        nothing = {"physical_by": None, "team": "", "is_met": True, "registered_for": None}
        return Response(OwnDutySerializer(own_duty(self.membership) or nothing).data)
