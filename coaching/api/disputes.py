"""Answers the routes of disputed scores, and describes them."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.rest.views import OrganisationView
from coaching.api.base import CoachView, created
from coaching.api.feedback_serializers import FeedbackSerializer
from coaching.api.queue_serializers import WHOSE, LeaseSerializer
from coaching.models import Review
from coaching.queries.disputes import open_disputes
from coaching.queries.documents import feedback_document
from coaching.services.disputes import DISPUTE_REASON_MAX, Disputed, dispute
from coaching.services.feedback import open_feedback
from core.rest.bodies import KnownMembers
from core.rest.fields import TextField


class DisputeScoreSerializer(KnownMembers, serializers.Serializer[Any]):
    criterion = serializers.UUIDField(help_text="Whose level is disputed.")
    reason = TextField(max_length=DISPUTE_REASON_MAX, help_text="The coach who decides reads it.")


class OpenDisputeSerializer(serializers.Serializer[Any]):
    """Describes a dispute that was not decided, to a coach who may decide it."""

    review = serializers.UUIDField()
    attempt = serializers.UUIDField()
    exercise_title = serializers.CharField()
    person_name = serializers.CharField()
    criterion_name = serializers.CharField()
    asked_at = serializers.DateTimeField()
    leased_by = serializers.ChoiceField(choices=WHOSE, allow_null=True)
    lease = LeaseSerializer(allow_null=True, help_text="Only one's own.")


class DisputeView(OrganisationView):
    serializer_class = DisputeScoreSerializer

    @extend_schema(
        operation_id="disputeScore",
        request=DisputeScoreSerializer,
        responses={201: FeedbackSerializer, 200: FeedbackSerializer},
    )
    def put(self, request: Request, organisation: str, attempt: UUID) -> Response:
        """Dispute a score of the feedback on one's own attempt, once: another coach scores the
        submission again. The same again gets the same answer. The feedback stays as it is.

        Problems: `not_found` until the feedback is released, `dispute_too_late`,
        `already_disputed`, `recording_deleted`; `invalid` with `unknown_criterion`.
        """
        body = DisputeScoreSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        _row, new = dispute(
            employee=self.membership, attempt=attempt, disputed=Disputed(**body.validated_data)
        )
        review = open_feedback(attempt=attempt, employee=self.membership)
        answer = feedback_document(review, self.membership)
        return Response(FeedbackSerializer(answer).data, status=created(new))


class DisputesView(CoachView):
    serializer_class = OpenDisputeSerializer
    pagination_class = None
    queryset = Review.objects.none()

    @extend_schema(operation_id="listDisputes", responses=OpenDisputeSerializer(many=True))
    def get(self, request: Request, organisation: str) -> Response:
        """List at most 50 disputes that the caller may decide, the oldest first: not those about
        scores that they gave. Taking a lease on the review begins one."""
        return Response(OpenDisputeSerializer(open_disputes(self.membership), many=True).data)
