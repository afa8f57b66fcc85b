"""Answers the employee's routes of released feedback."""

from typing import ClassVar
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.rest.views import OrganisationView
from coaching.api.feedback_serializers import FeedbackSerializer
from coaching.queries.documents import feedback_document
from coaching.services.feedback import mark_read, open_feedback


class FeedbackView(OrganisationView):
    serializer_class = FeedbackSerializer

    @extend_schema(operation_id="readFeedback", responses=FeedbackSerializer)
    def get(self, request: Request, organisation: str, attempt: UUID) -> Response:
        """Return the coach's feedback on one's own attempt; from the first answer on it counts as
        read, and one's self-assessment stays as it is. Problems: `not_found` until it is
        released."""
        review = open_feedback(attempt=attempt, employee=self.membership)
        return Response(FeedbackSerializer(feedback_document(review, self.membership)).data)


class FeedbackReadingView(OrganisationView):
    serializer_class = FeedbackSerializer
    without_body: ClassVar = frozenset({"PUT"})

    @extend_schema(operation_id="markFeedbackRead", request=None, responses=FeedbackSerializer)
    def put(self, request: Request, organisation: str, attempt: UUID) -> Response:
        """Say that the employee has read the feedback; repeatable. Problems: `not_found`."""
        review = mark_read(attempt=attempt, employee=self.membership)
        return Response(FeedbackSerializer(feedback_document(review, self.membership)).data)
