"""Answers the coach's route of how the loop of feedback stands, and describes it."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from coaching.api.base import CoachView
from coaching.queries.loop import loop_counts


class LoopSerializer(serializers.Serializer[Any]):
    """Describes what became of released feedback."""

    read_at = serializers.DateTimeField(
        allow_null=True, help_text="When the employee first read it."
    )
    asked_at = serializers.DateTimeField(
        allow_null=True, help_text="When another take was asked for; null where none was."
    )
    done_at = serializers.DateTimeField(allow_null=True, help_text="When it was submitted.")
    done_by = serializers.UUIDField(allow_null=True, help_text="The attempt that it was made in.")
    done_review = serializers.UUIDField(
        allow_null=True, help_text="The review of that attempt, once a coach began on it."
    )
    has_question = serializers.BooleanField(help_text="A question waits for an answer.")


class LoopCountsSerializer(serializers.Serializer[Any]):
    days = serializers.IntegerField(help_text="Feedback that was released so long ago is counted.")
    released = serializers.IntegerField()
    read = serializers.IntegerField()
    asked = serializers.IntegerField(help_text="Feedback that asks for another take.")
    done = serializers.IntegerField(help_text="Of these, where it was submitted.")


class AskedLoop(serializers.Serializer[dict[str, object]]):
    mine = serializers.BooleanField(default=False)


class LoopView(CoachView):
    serializer_class = LoopCountsSerializer

    @extend_schema(operation_id="countLoop", parameters=[AskedLoop], responses=LoopCountsSerializer)
    def get(self, request: Request, organisation: str) -> Response:
        """Count the feedback of the last 30 days that was released, read, asks for another take and
        got it; with `mine`, the caller's own. Problems: `invalid`."""
        asked = AskedLoop(data=request.query_params)
        asked.is_valid(raise_exception=True)
        counts = loop_counts(self.membership, **asked.validated_data)
        return Response(LoopCountsSerializer(counts).data)
