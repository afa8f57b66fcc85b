"""Answers the route of the coaching dashboard."""

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Role
from accounts.rest.views import OrganisationView
from coaching.queries.figures import COUNTED, PERIODS, Asked, figures_for
from coaching.queries.filters import MOST, programmes_in, teams_in
from core.texts import pick

FILTERS = [
    OpenApiParameter("days", OpenApiTypes.INT, enum=PERIODS, description="How far back; 90."),
    OpenApiParameter("programme", OpenApiTypes.UUID, description="Of this programme alone."),
    OpenApiParameter("team", OpenApiTypes.UUID, description="Of people in this team alone."),
]


class AskedSerializer(serializers.Serializer[Any]):
    days = serializers.ChoiceField(choices=PERIODS, default=90)
    programme = serializers.UUIDField(required=False)
    team = serializers.UUIDField(required=False)


class TookSerializer(serializers.Serializer[Any]):
    """Describes how long feedback took from its submission, in milliseconds; null of none."""

    released = serializers.IntegerField()
    in_time = serializers.IntegerField(help_text="Released by when the programme promised it.")
    median_ms = serializers.IntegerField(allow_null=True)
    p90_ms = serializers.IntegerField(
        allow_null=True, help_text="Nine of ten took at most so long."
    )


class WeekSerializer(serializers.Serializer[Any]):
    starts_on = serializers.DateField(help_text="A Monday, or the first day of the period.")
    took = TookSerializer()


class DaySerializer(serializers.Serializer[Any]):
    day = serializers.DateField()
    done = serializers.IntegerField()


class CoachLoadSerializer(serializers.Serializer[Any]):
    """Describes one coach: of the period, and what is on their desk now."""

    coach = serializers.UUIDField()
    name = serializers.CharField()
    took = TookSerializer()
    done = serializers.IntegerField(help_text="Reviews of any purpose.")
    open = serializers.IntegerField(help_text="Leases.")
    kept = serializers.IntegerField(help_text="Waiting submissions that are assigned to them.")
    days = DaySerializer(
        many=True, help_text="Local days of the reader; those without are left out."
    )


class ClosingSerializer(serializers.Serializer[Any]):
    """Describes which share of feedback had its loop closed within seven days; of feedback that is
    as old. Null where it would speak of fewer than five people."""

    is_shown = serializers.BooleanField()
    read = serializers.FloatField(allow_null=True)
    retaken = serializers.FloatField(
        allow_null=True, help_text="Of feedback that asks for another take, what got it."
    )
    closed = serializers.FloatField(
        allow_null=True, help_text="Read, and taken again where that was asked."
    )


class ChoiceSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()


class CoachingFiguresSerializer(serializers.Serializer[Any]):
    since = serializers.DateTimeField()
    until = serializers.DateTimeField()
    waiting = serializers.IntegerField(help_text=f"Now, counted up to {COUNTED}.")
    late = serializers.IntegerField(help_text=f"Of these, past its promise, up to {COUNTED}.")
    took = TookSerializer()
    weeks = WeekSerializer(many=True)
    coaches = CoachLoadSerializer(many=True, help_text="By name.")
    loop = ClosingSerializer()
    programmes = ChoiceSerializer(many=True, help_text=f"To choose from, at most {MOST}.")
    teams = ChoiceSerializer(many=True, help_text=f"To choose from, at most {MOST}.")


class CoachingFiguresView(OrganisationView):
    allowed = frozenset({Role.ADMIN, Role.COACH})
    serializer_class = CoachingFiguresSerializer

    @extend_schema(operation_id="readCoachingFigures", parameters=FILTERS)
    def get(self, request: Request, organisation: str) -> Response:
        """Says how long feedback took beside what was promised, who did how much, and whether the
        loop of feedback closes. Admins and lead coaches read of
        all coaches, other coaches of themselves.

        Problems: `invalid`, `role_required`.
        """
        asked = AskedSerializer(data=request.query_params)
        asked.is_valid(raise_exception=True)
        me = self.membership
        found = vars(figures_for(me, Asked(**asked.validated_data)))
        found |= {"programmes": self._programmes(), "teams": teams_in(me.organisation_id)}
        return Response(CoachingFiguresSerializer(found).data)

    def _programmes(self) -> list[dict[str, Any]]:
        named = programmes_in(self.membership.organisation_id)
        return [{"id": one.id, "name": pick(one.name, self.person.language)} for one in named]
