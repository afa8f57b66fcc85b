"""Serves the coaches' queue, and what it can be narrowed to."""

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Language
from coaching.api.base import CoachView
from coaching.api.queue_serializers import OpenRegradeSerializer, QueueLineSerializer
from coaching.queries.eligibility import scope_of
from coaching.queries.filters import Filters, exercises_in, narrowed, teams_in
from coaching.queries.free import counts
from coaching.queries.holds import held_counts
from coaching.queries.load import released_today
from coaching.queries.queue import COUNTED, IN_ORDER, line, waiting_for, with_details
from coaching.queries.regrades import open_regrades
from core.rest.fields import LineField
from core.rest.pagination import CursorPages
from core.texts import pick

SEARCH_MAX = 200
COUNTS = ("waiting", "free", "released_today", "held")
FILTERS = [
    OpenApiParameter("exercise", OpenApiTypes.UUID, description="Of this exercise alone."),
    OpenApiParameter("team", OpenApiTypes.UUID, description="Of people in this team alone."),
    OpenApiParameter("language", enum=Language.values, description="In this language alone."),
    OpenApiParameter("late", OpenApiTypes.BOOL, description="Past its promise alone."),
    OpenApiParameter("search", OpenApiTypes.STR, description="Words in the person's name."),
]


class FiltersSerializer(serializers.Serializer[dict[str, Any]]):
    exercise = serializers.UUIDField(required=False)
    team = serializers.UUIDField(required=False)
    language = serializers.ChoiceField(choices=Language.choices, required=False)
    late = serializers.BooleanField(default=False)
    search = LineField(default="", allow_blank=True, max_length=SEARCH_MAX)

    def filters(self) -> Filters:
        asked = self.validated_data
        return Filters(
            exercise=asked.get("exercise"),
            team=asked.get("team"),
            language=asked.get("language", ""),
            is_late=asked["late"],
            words=asked["search"],
        )


def filters_of(request: Request) -> Filters:
    """Return what the request narrows the queue to."""
    asked = FiltersSerializer(data=request.query_params)
    asked.is_valid(raise_exception=True)
    return asked.filters()


class SoonestPromisedFirst(CursorPages):
    """Pages what waits in the order of the queue."""

    ordering = IN_ORDER


class QueuePages(SoonestPromisedFirst):
    """Pages the queue; each page says how long all of it is, and which regrades were begun."""

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        page: dict[str, Any] = super().get_paginated_response_schema(schema)
        page["properties"] |= {name: {"type": "integer", "maximum": COUNTED} for name in COUNTS}
        page["properties"]["for_lead"] = {"type": "integer", "nullable": True, "maximum": COUNTED}
        regrade = {"$ref": "#/components/schemas/OpenRegrade"}
        page["properties"]["regrades"] = {"type": "array", "items": regrade}
        page["required"] = [*page.get("required", []), *COUNTS, "for_lead", "regrades"]
        return page


class QueueView(CoachView):
    pagination_class = QueuePages
    serializer_class = QueueLineSerializer
    beside_pages = (OpenRegradeSerializer,)

    @extend_schema(
        operation_id="listQueue",
        parameters=FILTERS,
        responses=QueueLineSerializer(many=True),
        filters=False,
    )
    def get(self, request: Request, organisation: str) -> Response:
        """List what waits for a coach, the soonest promised first; one's own attempts are left out.
        `waiting` counts all that waits, `free` what could be taken at once, `released_today` what
        the caller released on their local day, `held` what they finished and did not release,
        `for_lead` what waits for them as a lead coach (null for who is none): each up to 100, which
        means 100 or more, and none narrowed. `regrades` are at most 50 that were begun and not
        released, the oldest first.

        Problems: `invalid`.
        """
        me = self.membership
        scope = scope_of(me)
        waiting = waiting_for(me, scope)
        rows = narrowed(with_details(waiting), filters_of(request), me.organisation_id)
        page = self.paginate_queryset(rows) or []
        lines = [line(row, me) for row in page]
        answer = self.get_paginated_response(QueueLineSerializer(lines, many=True).data)
        answer.data |= vars(counts(me, scope))
        answer.data["released_today"] = released_today(me)[:COUNTED].count()
        answer.data["held"], answer.data["for_lead"] = held_counts(me, scope)
        answer.data["regrades"] = OpenRegradeSerializer(open_regrades(me), many=True).data
        return answer


class FilterChoiceSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()


class QueueFiltersSerializer(serializers.Serializer[Any]):
    """Describes what the queue can be narrowed to, at most 500 of each."""

    exercises = FilterChoiceSerializer(many=True)
    teams = FilterChoiceSerializer(many=True)


class QueueFiltersView(CoachView):
    serializer_class = QueueFiltersSerializer

    @extend_schema(operation_id="readQueueFilters")
    def get(self, request: Request, organisation: str) -> Response:
        """Serve the exercises and teams that the queue can be narrowed to, in the caller's
        language."""
        me, language = self.membership, self.person.language
        exercises = [
            {"id": one.id, "name": pick(one.published[0].title, language)}
            for one in exercises_in(me.organisation_id)
            if one.published
        ]
        found = {"exercises": exercises, "teams": teams_in(me.organisation_id)}
        return Response(QueueFiltersSerializer(found).data)
