"""Serves a member's own attempts over HTTP. Another member's attempt answers 404, whatever the
caller's roles."""

from typing import ClassVar
from uuid import UUID

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.mixins import ListModelMixin
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.rest.views import OrganisationView
from core.queries import one_of
from core.rest.pagination import CursorPages
from media.rest import PlaybackSerializer, represent_playback
from media.services import grant_playback
from scenarios.queries import clip_of
from training import services
from training.api.serializers import (
    AttemptSerializer,
    ChoiceSerializer,
    NewAttemptSerializer,
    NewSubmissionSerializer,
    PathSerializer,
    answer_data,
)
from training.models import Attempt
from training.queries.access import attempts_visible_to, with_details
from training.rest import AnswerSerializer


class OwnAttempts(OrganisationView):
    """Finds the caller's own attempt for each view of one attempt."""

    def get_queryset(self) -> QuerySet[Attempt]:
        return attempts_visible_to(self.membership)

    def document(self, attempt: UUID, status: int = 200) -> Response:
        row = one_of(with_details(self.get_queryset()), attempt)
        return Response(AttemptSerializer(row).data, status=status)


class LatestFirst(CursorPages):
    """Sorts attempts by the server's instants, because phones make the ids and their clocks may be
    wrong."""

    ordering = ("-started_at", "-id")


class AttemptsView(ListModelMixin, OwnAttempts):
    serializer_class = AttemptSerializer
    pagination_class = LatestFirst
    queryset = Attempt.objects.none()

    def get_queryset(self) -> QuerySet[Attempt]:
        return with_details(super().get_queryset())

    @extend_schema(operation_id="listAttempts")
    def get(self, request: Request, organisation: str) -> Response:
        """Lists the caller's own attempts, newest first."""
        return self.list(request)


class AttemptView(OwnAttempts):
    serializer_class = AttemptSerializer

    @extend_schema(operation_id="readAttempt")
    def get(self, request: Request, organisation: str, attempt: UUID) -> Response:
        """Returns one attempt with its exercise, answers and takes."""
        return self.document(attempt)

    @extend_schema(
        operation_id="startAttempt",
        request=NewAttemptSerializer,
        responses={
            200: AttemptSerializer,
            201: OpenApiResponse(AttemptSerializer, description="A new attempt"),
        },
    )
    def put(self, request: Request, organisation: str, attempt: UUID) -> Response:
        """Starts an exercise under a client-made id; repeating the request gets the same answer.

        `follows` is one's own scored attempt at the same step. Problems: `attempt_open` (one is
        open already; errors[0].attr is its id), `cannot_follow`, `exercise_not_ready`,
        `exercise_retired`, `step_removed`, `id_in_use`, `role_required` for who is no employee any
        more, `not_found`.
        """
        body = NewAttemptSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        row, is_new = services.start(member=self.membership, attempt=attempt, **body.validated_data)
        return self.document(row.id, 201 if is_new else 200)


class AnswerView(OwnAttempts):
    serializer_class = AnswerSerializer

    @extend_schema(operation_id="giveAnswer", request=ChoiceSerializer, responses=AnswerSerializer)
    def put(self, request: Request, organisation: str, attempt: UUID, scene: UUID) -> Response:
        """Chooses an option, or several where the question allows it; the answer says whether that
        was right, and why. The first choice stays.

        Problems: `already_answered`, `unknown_option`, `one_option_only`, `path_unknown` (the
        answers given do not lead to this question), `attempt_closed`, `not_found`.
        """
        body = ChoiceSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        given = services.answer(
            member=self.membership, attempt=attempt, scene=scene, **body.validated_data
        )
        return Response(answer_data(given))


class PathView(OwnAttempts):
    serializer_class = AttemptSerializer

    @extend_schema(operation_id="followPath", request=PathSerializer, responses=AttemptSerializer)
    def put(self, request: Request, organisation: str, attempt: UUID) -> Response:
        """Records which scenes the caller met: the whole path so far, in order. A beginning of what
        is known changes nothing.

        Problems: `path_unknown` (errors name the scene that does not follow by the answers given),
        `attempt_closed`, `not_found`.
        """
        body = PathSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        services.follow_path(member=self.membership, attempt=attempt, **body.validated_data)
        return self.document(attempt)


class SubmissionView(OwnAttempts):
    serializer_class = AttemptSerializer

    @extend_schema(
        operation_id="submitAttempt", request=NewSubmissionSerializer, responses=AttemptSerializer
    )
    def post(self, request: Request, organisation: str, attempt: UUID) -> Response:
        """Submits takes to the organisation's coaches, all of them or none. Repeating changes
        nothing.

        Problems: `submission_incomplete` (errors name the scenes), `already_submitted` (other
        takes), `no_review` (no coach looks at this step), `take_not_arrived`, `take_unusable`,
        `take_without_picture`, `attempt_closed`, `role_required` for who is no employee any more,
        `not_found`.
        """
        body = NewSubmissionSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        services.submit(member=self.membership, attempt=attempt, **body.validated_data)
        return self.document(attempt)


class CompletionView(OwnAttempts):
    serializer_class = AttemptSerializer
    without_body: ClassVar = frozenset({"PUT"})

    @extend_schema(operation_id="finishAttempt", request=None, responses=AttemptSerializer)
    def put(self, request: Request, organisation: str, attempt: UUID) -> Response:
        """Ends an attempt without a coach; its takes stay the caller's own. Repeating changes
        nothing.

        Problems: `review_required` (a coach always reviews this step), `submission_incomplete`
        (errors name the scenes), `attempt_closed`, `not_found`.
        """
        services.finish(member=self.membership, attempt=attempt)
        return self.document(attempt)


class ScenePlaybackView(OwnAttempts):
    serializer_class = PlaybackSerializer

    @extend_schema(operation_id="playScene")
    def get(self, request: Request, organisation: str, attempt: UUID, scene: UUID) -> Response:
        """Returns where to play the customer's clip, in the caller's language where it exists in
        that one."""
        row = one_of(self.get_queryset().select_related("scenario_version"), attempt)
        shown = one_of(row.scenario_version.scenes.all(), scene)
        clip = clip_of(shown, self.person.language)
        granted = grant_playback(
            video=clip, viewer=self.membership, purpose="scene", session_key=self.session_key
        )
        return Response(represent_playback(granted))
