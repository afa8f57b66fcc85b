"""Serves a member's own first and newest takes of an exercise, side by side."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.rest.views import OrganisationView
from training.models import Attempt
from training.queries.comparisons import comparison_of, comparisons_of


class ComparedTakeSerializer(serializers.Serializer[Any]):
    """Names one recording, which plays as any take of one's own."""

    attempt = serializers.UUIDField()
    take = serializers.UUIDField()
    recorded_at = serializers.DateTimeField()
    duration_ms = serializers.IntegerField()


class ComparedReplySerializer(serializers.Serializer[Any]):
    prompt = serializers.CharField(help_text="What the reply was asked by.")
    first = ComparedTakeSerializer()
    last = ComparedTakeSerializer()


class ComparisonSerializer(serializers.Serializer[Any]):
    """Describes an exercise that was practised more than once: each of its replies as it was first
    and as it is now, in order."""

    exercise = serializers.UUIDField()
    title = serializers.CharField()
    replies = ComparedReplySerializer(many=True)


class ComparisonsView(OrganisationView):
    serializer_class = ComparisonSerializer
    pagination_class = None
    queryset = Attempt.objects.none()

    @extend_schema(operation_id="listComparisons", responses=ComparisonSerializer(many=True))
    def get(self, request: Request, organisation: str) -> Response:
        """Lists the exercises that the caller practised more than once, newest first, with the
        first and the newest take of each reply. Recordings that were deleted are passed over."""
        return Response(ComparisonSerializer(comparisons_of(self.membership), many=True).data)


class ComparisonView(OrganisationView):
    serializer_class = ComparisonSerializer

    @extend_schema(operation_id="readComparison")
    def get(self, request: Request, organisation: str, exercise: UUID) -> Response:
        """Returns the first and the newest take of each reply of an exercise that the caller
        practised more than once.

        Problems: `not_found`.
        """
        return Response(ComparisonSerializer(comparison_of(self.membership, exercise)).data)
