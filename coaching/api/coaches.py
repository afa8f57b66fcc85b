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
from coaching.models import Conflict
from coaching.queries.coaches import coaches_in, own_conflicts
from coaching.queries.eligibility import Scope
from coaching.services import eligibility
from core.etags import etag
from core.problem import CONTENT_TYPE
from core.queries import one_of
from core.rest.bodies import KnownMembers, NoMembers
from core.rest.conditions import ETAG, IF_MATCH, read_precondition
from core.rest.pagination import CursorPages
from core.rest.schema import Problem

MOST_TEAMS = 200
CHANGED = (412, CONTENT_TYPE)


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
    is_lead = serializers.SerializerMethodField(help_text="A lead coach; bounds nothing.")
    scope_version = serializers.SerializerMethodField(
        help_text="Names teams, languages and `is_lead` as they are; as an ETag, what a change of "
        "them names in If-Match."
    )
    licensed_until = serializers.DateTimeField(
        allow_null=True, help_text="Until when their licence to review is valid; null without one."
    )
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

    def get_scope_version(self, coach: Membership) -> str:
        teams = frozenset(UUID(team["id"]) for team in self.get_teams(coach))
        languages = frozenset(self.get_languages(coach))
        return Scope(teams, languages, self.get_is_lead(coach)).version

    def get_is_lead(self, coach: Membership) -> bool:
        scope = getattr(coach, "coach_scope", None)
        return scope is not None and scope.is_lead


class CoachScopeSerializer(serializers.Serializer[Any]):
    teams = ScopeTeamSerializer(many=True)
    languages = serializers.ListField(child=serializers.ChoiceField(choices=Language.choices))
    is_lead = serializers.BooleanField()
    scope_version = serializers.CharField()


class CoachScopeChangedSerializer(Problem):
    """Describes `coach_scope_changed`: `current` is what bounds the coach now."""

    current = CoachScopeSerializer()


class ScopeSerializer(KnownMembers, serializers.Serializer[Any]):
    teams = serializers.ListField(
        child=serializers.UUIDField(), max_length=MOST_TEAMS, help_text="None for every team."
    )
    languages = serializers.ListField(
        child=serializers.ChoiceField(choices=Language.choices),
        max_length=len(Language.values),
        help_text="None for every language.",
    )
    is_lead = serializers.BooleanField(
        required=False, help_text="A lead coach; as it was where this is left out."
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

    @extend_schema(
        operation_id="setCoachScope",
        parameters=[IF_MATCH, ETAG],
        request=ScopeSerializer,
        responses={200: CoachSerializer, CHANGED: CoachScopeChangedSerializer},
    )
    def put(self, request: Request, organisation: str, coach: UUID) -> Response:
        """Bound a coach to people of these teams and to these languages, and make them a lead coach
        or none. What they have open and may not review any more goes back to the queue.
        `If-Match` names what was seen, by its `scope_version`. For admins. Repeatable.

        Problems: `coach_scope_changed` with what bounds the coach now, `if_match_required`,
        `unknown_team`, `role_required`, `not_found`.
        """
        body = ScopeSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        eligibility.set_scope(
            actor=self.membership,
            coach=coach,
            seen=read_precondition(request),
            **body.validated_data,
        )
        data = CoachSerializer(one_of(coaches_in(self.membership), coach)).data
        return Response(data, headers={"ETag": etag(data["scope_version"])})


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
