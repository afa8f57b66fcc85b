"""Answers the routes of what is written below released feedback, and describes it."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.rest.views import OrganisationView
from coaching.api.base import CoachView, created
from coaching.queries.follow_ups import show
from coaching.services.follow_ups import FOLLOW_UP_MAX, Said, answer_follow_up, follow_up
from core.rest.bodies import KnownMembers
from core.rest.fields import TextField


class FollowUpSerializer(serializers.Serializer[Any]):
    """Describes what the employee or a coach wrote below released feedback."""

    id = serializers.UUIDField()
    text = serializers.CharField()
    is_question = serializers.BooleanField()
    by_coach = serializers.BooleanField()
    author_name = serializers.CharField()
    is_mine = serializers.BooleanField(help_text="The caller wrote it.")
    written_at = serializers.DateTimeField()


class DiscussionSerializer(serializers.Serializer[Any]):
    follow_ups = FollowUpSerializer(many=True, help_text="The oldest first.")
    left = serializers.IntegerField(help_text="How often the caller's side may still write.")


class WriteFollowUpSerializer(KnownMembers, serializers.Serializer[Any]):
    text = TextField(max_length=FOLLOW_UP_MAX)
    is_question = serializers.BooleanField(default=False, help_text="Waits for an answer.")


class AnswerFollowUpSerializer(KnownMembers, serializers.Serializer[Any]):
    text = TextField(max_length=FOLLOW_UP_MAX)


class FeedbackFollowUpView(OrganisationView):
    serializer_class = WriteFollowUpSerializer

    @extend_schema(
        operation_id="writeFollowUp",
        request=WriteFollowUpSerializer,
        responses={201: FollowUpSerializer, 200: FollowUpSerializer},
    )
    def put(self, request: Request, organisation: str, attempt: UUID, id: UUID) -> Response:
        """Say or ask something about the feedback on one's own attempt, under this client-made id.
        The same again gets the same answer; nothing of it changes afterwards.

        Problems: `not_found` until the feedback is released, `too_many_follow_ups`, `id_in_use`,
        `invalid`.
        """
        body = WriteFollowUpSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        row, new = follow_up(
            employee=self.membership,
            attempt=attempt,
            follow_up=id,
            said=Said(**body.validated_data),
        )
        answer = FollowUpSerializer(show(row, self.membership))
        return Response(answer.data, status=created(new))


class ReviewFollowUpView(CoachView):
    serializer_class = AnswerFollowUpSerializer

    @extend_schema(
        operation_id="answerFollowUp",
        request=AnswerFollowUpSerializer,
        responses={201: FollowUpSerializer, 200: FollowUpSerializer},
    )
    def put(self, request: Request, organisation: str, review: UUID, id: UUID) -> Response:
        """Write below released feedback as a coach, under this client-made id. The same again gets
        the same answer; nothing of it changes afterwards.

        Problems: `not_found`, also before the release; `too_many_follow_ups`, `id_in_use`,
        `invalid`.
        """
        body = AnswerFollowUpSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        row, new = answer_follow_up(
            coach=self.membership, review=review, follow_up=id, **body.validated_data
        )
        answer = FollowUpSerializer(show(row, self.membership))
        return Response(answer.data, status=created(new))
