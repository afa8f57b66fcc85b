"""Serves what bounds the coaches, to the admins who bound them and to coaches who declare a
conflict of interest themselves."""

from typing import Any, ClassVar
from uuid import UUID

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Language, Membership, Role
from accounts.rest.views import OrganisationView
from coaching.api.base import CoachView
from coaching.domain.rules import Rules
from coaching.models import Conflict
from coaching.queries.coaches import coaches_in, own_conflicts, rules_of
from coaching.services import eligibility, rules
from core.queries import one_of
from core.rest.bodies import KnownMembers, NoMembers
from core.rest.pagination import CursorPages

MOST_TEAMS, MOST_CAPPED = 200, 1000


class ScopeTeamSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()


class ConflictSerializer(serializers.Serializer[Any]):
    """Describes whose submissions a coach does not review."""

    member = serializers.UUIDField(source="member_id")
    member_name = serializers.CharField(source="member.shown_name")
    by_coach = serializers.SerializerMethodField(help_text="The coach declared it themselves.")
    declared_at = serializers.DateTimeField()

    def get_by_coach(self, one: Any) -> bool:
        return bool(one.declared_by_id == one.coach_id)


class CoachSerializer(serializers.Serializer[Any]):
    """Describes a coach and what bounds them: no team and no language bound nothing."""

    membership = serializers.UUIDField(source="id")
    name = serializers.CharField(source="shown_name")
    teams = serializers.SerializerMethodField()
    languages = serializers.SerializerMethodField()
    conflicts = ConflictSerializer(source="declared", many=True)

    @extend_schema_field(ScopeTeamSerializer(many=True))
    def get_teams(self, coach: Membership) -> list[dict[str, Any]]:
        scope = getattr(coach, "coach_scope", None)
        teams = sorted(scope.teams.all(), key=lambda team: team.name) if scope else []
        return [dict(ScopeTeamSerializer(team).data) for team in teams]

    @extend_schema_field(
        serializers.ListField(child=serializers.ChoiceField(choices=Language.choices))
    )
    def get_languages(self, coach: Membership) -> list[str]:
        scope = getattr(coach, "coach_scope", None)
        return list(scope.languages) if scope else []


class ScopeSerializer(KnownMembers, serializers.Serializer[Any]):
    teams = serializers.ListField(
        child=serializers.UUIDField(), max_length=MOST_TEAMS, help_text="None for every team."
    )
    languages = serializers.ListField(
        child=serializers.ChoiceField(choices=Language.choices),
        max_length=len(Language.values),
        help_text="None for every language.",
    )


class CoachingRulesSerializer(KnownMembers, serializers.Serializer[Any]):
    """Describes an organisation's rules of coaching."""

    leaders_review = serializers.BooleanField(
        help_text="Coaches review people whose team they lead as a manager."
    )
    most_open = serializers.IntegerField(
        min_value=1, max_value=MOST_CAPPED, allow_null=True, help_text="At a time; null for any."
    )
    most_a_day = serializers.IntegerField(
        min_value=1, max_value=MOST_CAPPED, allow_null=True, help_text="A coach's own local day."
    )
    promise_hours = serializers.IntegerField(
        min_value=1, max_value=720, help_text="What a new programme promises."
    )


class ByName(CursorPages):
    ordering = ("sort_name", "id")


class CoachesView(OrganisationView):
    allowed: ClassVar = frozenset({Role.ADMIN})
    serializer_class = CoachSerializer
    pagination_class = ByName
    queryset = Membership.objects.none()

    @extend_schema(operation_id="listCoaches", responses=CoachSerializer(many=True), filters=False)
    def get(self, request: Request, organisation: str) -> Response:
        """List the active coaches by name, with what bounds each. For admins."""
        page = self.paginate_queryset(coaches_in(self.membership)) or []
        return self.get_paginated_response(CoachSerializer(page, many=True).data)


class CoachScopeView(OrganisationView):
    allowed: ClassVar = frozenset({Role.ADMIN})
    serializer_class = ScopeSerializer

    @extend_schema(operation_id="setCoachScope", request=ScopeSerializer, responses=CoachSerializer)
    def put(self, request: Request, organisation: str, coach: UUID) -> Response:
        """Bound a coach to people of these teams and to these languages. What they have open and
        may not review any more goes back to the queue. For admins. Repeatable.

        Problems: `unknown_team`, `role_required`, `not_found`.
        """
        body = ScopeSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        eligibility.set_scope(actor=self.membership, coach=coach, **body.validated_data)
        return Response(CoachSerializer(one_of(coaches_in(self.membership), coach)).data)


class ConflictView(OrganisationView):
    allowed: ClassVar = frozenset({Role.ADMIN})
    serializer_class = NoMembers

    @extend_schema(operation_id="declareConflict", request=NoMembers, responses={204: None})
    def put(self, request: Request, organisation: str, coach: UUID, member: UUID) -> Response:
        """Keep a coach from everything that a member submits. For admins. Repeatable.

        Problems: `own_attempt` for both in one; `role_required`, `not_found`.
        """
        NoMembers(data=request.data).is_valid(raise_exception=True)
        eligibility.declare_conflict(actor=self.membership, coach=coach, member=member)
        return Response(status=204)

    @extend_schema(operation_id="removeConflict", responses={204: None})
    def delete(self, request: Request, organisation: str, coach: UUID, member: UUID) -> Response:
        """Let a coach review a member again. For admins. Repeatable.

        Problems: `role_required`, `not_found`.
        """
        eligibility.remove_conflict(actor=self.membership, coach=coach, member=member)
        return Response(status=204)


class OwnConflictView(CoachView):
    serializer_class = NoMembers

    @extend_schema(operation_id="declareOwnConflict", request=NoMembers, responses={204: None})
    def put(self, request: Request, organisation: str, submission: UUID) -> Response:
        """Keep oneself from everything of whoever made this submission of the queue; a lease on it
        ends. An admin can undo it. Repeatable.

        Problems: `not_found`.
        """
        NoMembers(data=request.data).is_valid(raise_exception=True)
        eligibility.declare_own_conflict(coach=self.membership, submission=submission)
        return Response(status=204)


class OwnConflictsView(CoachView):
    serializer_class = ConflictSerializer
    pagination_class = None
    queryset = Conflict.objects.none()

    @extend_schema(operation_id="listOwnConflicts", responses=ConflictSerializer(many=True))
    def get(self, request: Request, organisation: str) -> Response:
        """List whose submissions the caller said not to review, the newest first."""
        found: QuerySet[Any] = own_conflicts(self.membership)
        return Response(ConflictSerializer(found, many=True).data)


class CoachingRulesView(OrganisationView):
    allowed: ClassVar = frozenset({Role.ADMIN})
    serializer_class = CoachingRulesSerializer

    @extend_schema(operation_id="readCoachingRules")
    def get(self, request: Request, organisation: str) -> Response:
        """Serve the organisation's rules of coaching, to admins."""
        return Response(CoachingRulesSerializer(rules_of(self.membership)).data)

    @extend_schema(operation_id="setCoachingRules")
    def put(self, request: Request, organisation: str) -> Response:
        """Set the organisation's rules of coaching. For admins. Repeatable.

        Problems: `role_required`.
        """
        body = CoachingRulesSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        found = rules.set_rules(actor=self.membership, rules=Rules(**body.validated_data))
        return Response(CoachingRulesSerializer(found).data)
