"""Serves the enrolling of many, and the rules that enrol new members, to managers and admins."""

from typing import Any, ClassVar
from uuid import UUID

from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Membership
from accounts.queries import OVERSEERS
from accounts.rest.views import OrganisationView
from core.queries import one_of
from core.rest.bodies import KnownMembers
from training import services
from training.api.programme_serializers import TeamNameSerializer
from training.models import EnrolmentRule
from training.queries.access import programmes_visible_to, rules_seen_by

MOST = 2000


class WantedSerializer(KnownMembers, serializers.Serializer[Any]):
    """Names whom to enrol: memberships, teams, or every active employee whom the caller
    oversees."""

    members = serializers.ListField(child=serializers.UUIDField(), default=list, max_length=MOST)
    teams = serializers.ListField(child=serializers.UUIDField(), default=list, max_length=200)
    everyone = serializers.BooleanField(default=False)


class NamedSerializer(serializers.Serializer[Any]):
    membership = serializers.UUIDField()
    name = serializers.CharField()


class EnrolledSerializer(serializers.Serializer[Any]):
    """Says what became of each that was named; `unknown` are ids of nobody and of no team that the
    caller oversees, and `left` who was taken out before and is named by their team alone."""

    enrolled = NamedSerializer(many=True)
    already = NamedSerializer(many=True)
    left = NamedSerializer(many=True)
    not_employees = NamedSerializer(many=True)
    inactive = NamedSerializer(many=True)
    unknown = serializers.ListField(child=serializers.UUIDField())


class NewRuleSerializer(KnownMembers, serializers.Serializer[Any]):
    team = serializers.UUIDField(allow_null=True)


class RuleSerializer(serializers.Serializer[Any]):
    """Describes a rule: whoever becomes a member of the team is enrolled; without a team, whoever
    becomes an employee."""

    id = serializers.UUIDField()
    team = TeamNameSerializer(allow_null=True)
    created_at = serializers.DateTimeField()


class EnrolManyView(OrganisationView):
    allowed: ClassVar = OVERSEERS
    serializer_class = EnrolledSerializer

    @extend_schema(
        operation_id="enrolMany",
        request=WantedSerializer,
        responses={200: EnrolledSerializer},
    )
    def post(self, request: Request, organisation: str, programme: UUID) -> Response:
        """Enrols people, teams or everyone, and says what became of each: whoever can't be enrolled
        is named, and the others are. Repeating enrols nobody twice. For admins, and for managers of
        the people in teams that they lead.

        Problems: `role_required`, `not_found`, `programme_archived`.
        """
        body = WantedSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        wanted = services.Wanted(
            members=frozenset(body.validated_data["members"]),
            teams=frozenset(body.validated_data["teams"]),
            everyone=body.validated_data["everyone"],
        )
        outcome = services.enrol_many(actor=self.membership, programme=programme, wanted=wanted)
        return Response(EnrolledSerializer(self._named(outcome)).data)

    def _named(self, outcome: services.Enrolled) -> dict[str, Any]:
        groups = vars(outcome)
        ids = {id for name, group in groups.items() if name != "unknown" for id in group}
        rows = Membership.objects.filter(organisation=self.membership.organisation_id, pk__in=ids)
        names = {row.pk: row.shown_name for row in rows.select_related("person")}
        said = {
            name: sorted(
                ({"membership": id, "name": names[id]} for id in group),
                key=lambda one: (one["name"].casefold(), one["membership"]),
            )
            for name, group in groups.items()
            if name != "unknown"
        }
        return {**said, "unknown": outcome.unknown}


class EnrolmentRulesView(OrganisationView):
    allowed: ClassVar = OVERSEERS
    serializer_class = RuleSerializer
    pagination_class = None
    queryset = EnrolmentRule.objects.none()

    @extend_schema(operation_id="listEnrolmentRules", responses=RuleSerializer(many=True))
    def get(self, request: Request, organisation: str, programme: UUID) -> Response:
        """Lists the rules by which new members are enrolled: all for admins, for managers those of
        teams that they lead.

        Problems: `role_required`, `not_found`.
        """
        found = one_of(programmes_visible_to(self.membership), programme)
        rules = rules_seen_by(self.membership, found)
        rows = rules.select_related("team").order_by("created_at", "id")
        return Response(RuleSerializer(rows, many=True).data)

    @extend_schema(
        operation_id="addEnrolmentRule",
        request=NewRuleSerializer,
        responses={
            200: RuleSerializer,
            201: OpenApiResponse(RuleSerializer, description="A new rule"),
        },
    )
    def post(self, request: Request, organisation: str, programme: UUID) -> Response:
        """Lets whoever becomes a member of a team from now on be enrolled; without a team, whoever
        becomes an employee, which is for admins alone. Repeating changes nothing. For managers, of
        teams that they lead.

        Problems: `role_required`, `not_found`, `unknown_team`, `programme_archived`.
        """
        body = NewRuleSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        row, is_new = services.add_rule(
            actor=self.membership, programme=programme, **body.validated_data
        )
        return Response(RuleSerializer(row).data, status=201 if is_new else 200)


class EnrolmentRuleView(OrganisationView):
    allowed: ClassVar = OVERSEERS
    serializer_class = RuleSerializer

    @extend_schema(operation_id="removeEnrolmentRule", responses={204: None})
    def delete(self, request: Request, organisation: str, programme: UUID, rule: UUID) -> Response:
        """Ends a rule; whom it enrolled stays in. For admins, and for managers of the teams that
        they lead.

        Problems: `role_required`, `not_found`.
        """
        services.remove_rule(actor=self.membership, programme=programme, rule=rule)
        return Response(status=204)
