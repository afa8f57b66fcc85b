"""Answers the route of judgements that differ far."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from coaching.api.base import CoachView
from coaching.api.queue_serializers import WHOSE, LeaseSerializer
from coaching.models import Review
from coaching.queries.adjudications import open_adjudications


class OpenAdjudicationSerializer(serializers.Serializer[Any]):
    """Describes two judgements that differ far, to a coach who may decide."""

    review = serializers.UUIDField()
    attempt = serializers.UUIDField()
    exercise_title = serializers.CharField()
    person_name = serializers.CharField()
    opened_at = serializers.DateTimeField()
    leased_by = serializers.ChoiceField(choices=WHOSE, allow_null=True)
    lease = LeaseSerializer(allow_null=True, help_text="Only one's own.")


class AdjudicationsView(CoachView):
    serializer_class = OpenAdjudicationSerializer
    pagination_class = None
    queryset = Review.objects.none()

    @extend_schema(
        operation_id="listAdjudications", responses=OpenAdjudicationSerializer(many=True)
    )
    def get(self, request: Request, organisation: str) -> Response:
        """List at most 50 recordings that two coaches scored far apart and the caller may decide
        about, the oldest first. Taking a lease on the review begins one."""
        found = open_adjudications(self.membership)
        return Response(OpenAdjudicationSerializer(found, many=True).data)
