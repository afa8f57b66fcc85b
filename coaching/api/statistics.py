"""Answers the authors' route of how an exercise is practised and judged."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Role
from accounts.rest.views import OrganisationView
from coaching.queries.statistics import statistics_of
from core.queries import one_of
from scenarios.queries import scenario_versions_visible_to

FEW = "Null for fewer than five people."


class LeftSerializer(serializers.Serializer[Any]):
    scene = serializers.UUIDField()
    attempts = serializers.IntegerField()


class MinutesSerializer(serializers.Serializer[Any]):
    """Describes how many minutes attempts took: a quarter less than `quarter`, half less than
    `half`, three quarters less than `three_quarters`."""

    quarter = serializers.FloatField()
    half = serializers.FloatField()
    three_quarters = serializers.FloatField()


class ChosenSerializer(serializers.Serializer[Any]):
    option = serializers.UUIDField()
    answers = serializers.IntegerField()


class ChoicesSerializer(serializers.Serializer[Any]):
    scene = serializers.UUIDField()
    options = ChosenSerializer(many=True, allow_null=True, help_text=FEW)


class PracticeFiguresSerializer(serializers.Serializer[Any]):
    """Describes the attempts at a version: `left` counts those that nobody went on with for three
    days, by the scene that was met last."""

    people = serializers.IntegerField()
    started = serializers.IntegerField()
    finished = serializers.IntegerField(help_text="Submitted, scored or ended without a coach.")
    left = LeftSerializer(many=True)
    minutes = MinutesSerializer(allow_null=True, help_text=FEW)
    choices = ChoicesSerializer(many=True)


class LevelCountSerializer(serializers.Serializer[Any]):
    value = serializers.IntegerField(help_text="1 is lowest.")
    name = serializers.CharField()
    scores = serializers.IntegerField()


class SpreadSerializer(serializers.Serializer[Any]):
    """Describes how the scores on a criterion are spread; `separates` is false while everybody got
    the same level."""

    criterion = serializers.UUIDField()
    name = serializers.CharField()
    levels = LevelCountSerializer(many=True, allow_null=True, help_text=FEW)
    separates = serializers.BooleanField(allow_null=True, help_text=FEW)


class StatisticsSerializer(serializers.Serializer[Any]):
    version = serializers.UUIDField()
    practice = PracticeFiguresSerializer(allow_null=True, help_text=FEW)
    criteria = SpreadSerializer(many=True, help_text="Empty for fewer than five people.")


class StatisticsView(OrganisationView):
    allowed = frozenset({Role.AUTHOR, Role.ADMIN})
    serializer_class = StatisticsSerializer

    @extend_schema(operation_id="readStatistics")
    def get(self, request: Request, organisation: str, version: UUID) -> Response:
        """Says how a scenario version is practised and judged, in counts of five people or more,
        never by name. For authors and admins.

        Problems: `role_required`, `not_found`.
        """
        found = one_of(scenario_versions_visible_to(self.membership), version)
        figures = statistics_of(found, self.person.language)
        return Response(StatisticsSerializer(figures).data)
