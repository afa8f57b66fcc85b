"""Serves a member's own takes over HTTP. Another member's take answers 404, whatever the caller's
roles."""

from uuid import UUID

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.rest.views import OrganisationView
from core.queries import one_of
from media.rest import PlaybackSerializer, represent_playback
from media.services import grant_playback
from training import services
from training.api.serializers import NewSelfCheckSerializer, NewTakeSerializer, TakeSerializer
from training.models import Take
from training.queries.access import takes_visible_to
from training.services import NewTake


class OwnTakes(OrganisationView):
    """Finds the caller's own take for each view of one take."""

    def takes_of(self, attempt: UUID) -> QuerySet[Take]:
        return takes_visible_to(self.membership).filter(attempt=attempt)


class TakeView(OwnTakes):
    serializer_class = TakeSerializer

    @extend_schema(operation_id="readTake")
    def get(self, request: Request, organisation: str, attempt: UUID, take: UUID) -> Response:
        """Returns a take and how far the processing of its video is."""
        return Response(TakeSerializer(one_of(self.takes_of(attempt), take)).data)

    @extend_schema(
        operation_id="keepTake",
        request=NewTakeSerializer,
        responses={
            200: TakeSerializer,
            201: OpenApiResponse(TakeSerializer, description="A new take"),
        },
    )
    def put(self, request: Request, organisation: str, attempt: UUID, take: UUID) -> Response:
        """Registers a recording under a client-made id; its bytes may still be arriving. Repeating
        the request gets the same answer.

        Problems: `path_unknown` (the answers given do not lead to this reply), `takes_used_up` (as
        many were made as the author allows), `attempt_closed`, `upload_in_use`,
        `upload_not_a_take`, `id_in_use`, `not_found`.
        """
        body = NewTakeSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        new = NewTake(id=take, **body.validated_data)
        row, is_new = services.register_take(member=self.membership, attempt=attempt, take=new)
        return Response(TakeSerializer(row).data, status=201 if is_new else 200)

    @extend_schema(operation_id="deleteTake", responses={204: None})
    def delete(self, request: Request, organisation: str, attempt: UUID, take: UUID) -> Response:
        """Deletes a take of an open attempt, with its video.

        Problems: `attempt_closed`, `not_found`.
        """
        services.delete_take(member=self.membership, attempt=attempt, take=take)
        return Response(status=204)


class SelfCheckView(OwnTakes):
    serializer_class = TakeSerializer

    @extend_schema(
        operation_id="checkSelf", request=NewSelfCheckSerializer, responses=TakeSerializer
    )
    def put(self, request: Request, organisation: str, attempt: UUID, take: UUID) -> Response:
        """Saves what the caller says of a take, criterion by criterion, in place of what was said
        before. Nobody else reads it, unless it is submitted with the take.

        Problems: `unknown_criterion`, `attempt_closed`, `not_found` (also where the scene has no
        self-check).
        """
        body = NewSelfCheckSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        did = body.validated_data["criteria"]
        services.check_self(member=self.membership, attempt=attempt, take=take, did=did)
        return Response(TakeSerializer(one_of(self.takes_of(attempt), take)).data)


class TakePlaybackView(OwnTakes):
    serializer_class = PlaybackSerializer

    @extend_schema(operation_id="playTake")
    def get(self, request: Request, organisation: str, attempt: UUID, take: UUID) -> Response:
        """Returns where to play the caller's own take."""
        row = one_of(self.takes_of(attempt).select_related("video__organisation"), take)
        granted = grant_playback(
            video=row.video,
            viewer=self.membership,
            purpose="own_take",
            session_key=self.session_key,
        )
        return Response(represent_playback(granted))
