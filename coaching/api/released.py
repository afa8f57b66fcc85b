"""Answers the coach's route of released feedback."""

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from coaching.api.base import CoachView
from coaching.api.queue_serializers import ReleasedReviewSerializer
from coaching.queries.loop import LoopState
from coaching.queries.released import released, released_line
from core.rest.fields import LineField
from core.rest.pagination import CursorPages

SEARCH_MAX = 100  # characters
MINE = OpenApiParameter(
    "mine", OpenApiTypes.BOOL, description="True leaves out what other coaches released."
)
SEARCH = OpenApiParameter(
    "search",
    OpenApiTypes.STR,
    description="Words that are all in the person's name or the exercise's title.",
)
LOOP = OpenApiParameter(
    "loop",
    OpenApiTypes.STR,
    enum=LoopState.values,
    description="Feedback not read, asking for another take, that got it, or with a question.",
)


class Asked(serializers.Serializer[dict[str, object]]):
    mine = serializers.BooleanField(default=False)
    loop = serializers.ChoiceField(choices=LoopState.values, default="", allow_blank=True)
    search = LineField(default="", allow_blank=True, max_length=SEARCH_MAX)


class NewestFirst(CursorPages):
    ordering = ("-released_at", "-id")


class ReleasedReviewsView(CoachView):
    pagination_class = NewestFirst
    serializer_class = ReleasedReviewSerializer

    @extend_schema(
        operation_id="listReleasedReviews",
        parameters=[MINE, SEARCH, LOOP],
        responses=ReleasedReviewSerializer(many=True),
        filters=False,
    )
    def get(self, request: Request, organisation: str) -> Response:
        """List released feedback, newest first; what is about oneself is left out.

        Problems: `invalid`.
        """
        asked = Asked(data=request.query_params)
        asked.is_valid(raise_exception=True)
        rows = released(
            self.membership,
            mine=asked.validated_data["mine"],
            words=asked.validated_data["search"],
            loop=asked.validated_data["loop"],
        )
        page = self.paginate_queryset(rows) or []
        lines = [released_line(review, self.membership) for review in page]
        return self.get_paginated_response(ReleasedReviewSerializer(lines, many=True).data)
