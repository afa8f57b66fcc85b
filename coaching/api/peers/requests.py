"""Answers the routes of the colleague who was invited to look along."""

from typing import ClassVar
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.rest.views import OrganisationView
from coaching.api.base import created
from coaching.api.peers.serializers import (
    MarkedPeerCommentSerializer,
    PeerCommentChangedSerializer,
    PeerRequestLineSerializer,
    PeerRequestSerializer,
    PeerSentSerializer,
    SavePeerCommentSerializer,
)
from coaching.models import PeerInvitation
from coaching.queries.peers import (
    PURPOSE,
    peer_request,
    request_line,
    request_of,
    requests_to,
    scenes_shown,
    takes_shown,
)
from coaching.services import peers
from core.etags import etag
from core.problem import CONTENT_TYPE
from core.queries import one_of
from core.rest.conditions import ETAG, IF_MATCH, IF_NONE_MATCH, read_precondition
from media.rest import PlaybackSerializer, represent_playback
from media.services import grant_playback
from scenarios.queries import clip_of

CHANGED = (412, CONTENT_TYPE)
MOST_LISTED = 20


class PeerRequestsView(OrganisationView):
    serializer_class = PeerRequestLineSerializer
    pagination_class = None
    queryset = PeerInvitation.objects.none()

    @extend_schema(operation_id="listPeerRequests", responses=PeerRequestLineSerializer(many=True))
    def get(self, request: Request, organisation: str) -> Response:
        """Return what colleagues ask the caller to look at now, what ends soonest first; at most
        20."""
        rows = requests_to(self.membership)[:MOST_LISTED]
        lines = [request_line(one, self.membership) for one in rows]
        return Response(PeerRequestLineSerializer(lines, many=True).data)


class PeerRequestView(OrganisationView):
    serializer_class = PeerRequestSerializer

    @extend_schema(operation_id="readPeerRequest", responses=PeerRequestSerializer)
    def get(self, request: Request, organisation: str, id: UUID) -> Response:
        """Return the takes that a colleague invited the caller to look at, and what the caller
        wrote so far. Problems: `not_found`, also once it was sent, declined, withdrawn or ended."""
        found = request_of(self.membership, id)
        return Response(PeerRequestSerializer(peer_request(found, self.membership)).data)


class PeerTakePlaybackView(OrganisationView):
    serializer_class = PlaybackSerializer

    @extend_schema(operation_id="playPeerTake", responses=PlaybackSerializer)
    def get(self, request: Request, organisation: str, id: UUID, take: UUID) -> Response:
        """Return where to play a take that one was invited to look at; it ends with the invitation.
        Problems: `not_found`."""
        shown = takes_shown(request_of(self.membership, id))
        granted = grant_playback(
            video=one_of(shown, take).video,
            viewer=self.membership,
            purpose=PURPOSE,
            session_key=self.session_key,
        )
        return Response(represent_playback(granted))


class PeerScenePlaybackView(OrganisationView):
    serializer_class = PlaybackSerializer

    @extend_schema(operation_id="playPeerScene", responses=PlaybackSerializer)
    def get(self, request: Request, organisation: str, id: UUID, scene: UUID) -> Response:
        """Return where to play the customer's clip that was replied to, in the caller's language
        where it exists in that one. Problems: `not_found`, also for a scene that the colleague
        never met."""
        shown = scenes_shown(request_of(self.membership, id))
        clip = clip_of(one_of(shown, scene), self.person.language)
        granted = grant_playback(
            video=clip, viewer=self.membership, purpose="scene", session_key=self.session_key
        )
        return Response(represent_playback(granted))


class PeerCommentView(OrganisationView):
    serializer_class = SavePeerCommentSerializer

    @extend_schema(
        operation_id="savePeerComment",
        parameters=[IF_MATCH, IF_NONE_MATCH, ETAG],
        request=SavePeerCommentSerializer,
        responses={
            200: MarkedPeerCommentSerializer,
            201: MarkedPeerCommentSerializer,
            CHANGED: PeerCommentChangedSerializer,
        },
    )
    def put(self, request: Request, organisation: str, id: UUID, comment: UUID) -> Response:
        """Save a comment under this client-made id; nobody else reads it until it is sent. The same
        again gets the same answer.

        Problems: `mark_changed` with what stands there now, `if_match_required`,
        `peer_feedback_sent`, `too_many_peer_comments`; `invalid` with `unknown_take` or with
        `after_the_end`; `not_found`, also once the invitation ended.
        """
        asked = SavePeerCommentSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        saved, new = peers.save_peer_comment(
            peer=self.membership,
            invitation=id,
            comment=comment,
            remark=peers.PeerRemark(**asked.validated_data),
            seen=read_precondition(request),
        )
        answer = MarkedPeerCommentSerializer(saved).data
        return Response(answer, status=created(new), headers={"ETag": etag(saved.version)})

    @extend_schema(
        operation_id="removePeerComment",
        parameters=[IF_MATCH],
        responses={204: None, CHANGED: PeerCommentChangedSerializer},
    )
    def delete(self, request: Request, organisation: str, id: UUID, comment: UUID) -> Response:
        """Remove a comment that was not sent; repeatable.

        Problems: `mark_changed` with what stands there now, `if_match_required`,
        `peer_feedback_sent`, `not_found`.
        """
        peers.remove_peer_comment(
            peer=self.membership, invitation=id, comment=comment, seen=read_precondition(request)
        )
        return Response(status=status.HTTP_204_NO_CONTENT)


class PeerSendingView(OrganisationView):
    serializer_class = PeerSentSerializer
    without_body: ClassVar = frozenset({"PUT"})

    @extend_schema(
        operation_id="sendPeerFeedback",
        parameters=[IF_MATCH],
        request=None,
        responses=PeerSentSerializer,
    )
    def put(self, request: Request, organisation: str, id: UUID) -> Response:
        """Send all comments, in the version that was seen, to the colleague who asked. Nothing of
        them changes afterwards. Repeatable.

        Problems: `peer_feedback_empty`, `peer_feedback_changed`, `if_match_required`, `not_found`.
        """
        row = peers.send(peer=self.membership, invitation=id, seen=read_precondition(request))
        return Response(PeerSentSerializer(row).data)


class PeerRefusalView(OrganisationView):
    serializer_class = PeerSentSerializer
    without_body: ClassVar = frozenset({"PUT"})

    @extend_schema(operation_id="declinePeerRequest", request=None, responses={204: None})
    def put(self, request: Request, organisation: str, id: UUID) -> Response:
        """Decline, without a reason; what was written is deleted. Repeatable. Problems:
        `peer_feedback_sent`, `not_found`."""
        peers.decline(peer=self.membership, invitation=id)
        return Response(status=status.HTTP_204_NO_CONTENT)
