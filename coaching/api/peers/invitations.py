"""Answers the owner's routes: whom one invites to look along, and what they said."""

from typing import ClassVar
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.rest.views import OrganisationView
from coaching.api.base import created
from coaching.api.peers.serializers import InvitePeerSerializer, PeerPageSerializer
from coaching.queries.peers import peer_page
from coaching.services import peers


class PeerInvitationsView(OrganisationView):
    serializer_class = PeerPageSerializer

    @extend_schema(operation_id="readPeers", responses=PeerPageSerializer)
    def get(self, request: Request, organisation: str, attempt: UUID) -> Response:
        """Return whom the caller invited to look at their own attempt, what these sent, and whom
        else they can invite. Nobody but its owner reads it. Problems: `not_found`."""
        return Response(PeerPageSerializer(peer_page(self.membership, attempt)).data)


class PeerInvitationView(OrganisationView):
    serializer_class = InvitePeerSerializer

    @extend_schema(
        operation_id="invitePeer",
        request=InvitePeerSerializer,
        responses={201: PeerPageSerializer, 200: PeerPageSerializer},
    )
    def put(self, request: Request, organisation: str, attempt: UUID, id: UUID) -> Response:
        """Invite a colleague of one's own team to look at one's own submitted takes, under this
        client-made id. They get a message, and may look until they sent something or declined, the
        caller ends it, or 14 days passed. The same again changes nothing.

        Problems: `peers_not_allowed`, `nothing_sent`, `video_not_ready`, `recording_deleted`,
        `too_many_peers`, `peer_asked_before`, `id_in_use`, `not_found`; `invalid` with
        `unknown_colleague`.
        """
        body = InvitePeerSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        _row, new = peers.invite(
            owner=self.membership, attempt=attempt, invitation=id, **body.validated_data
        )
        page = PeerPageSerializer(peer_page(self.membership, attempt))
        return Response(page.data, status=created(new))

    @extend_schema(operation_id="withdrawPeerInvitation", responses={204: None})
    def delete(self, request: Request, organisation: str, attempt: UUID, id: UUID) -> Response:
        """End an invitation: its colleague sees nothing more at once, and what they wrote is
        deleted unread. Repeatable. Problems: `peer_feedback_sent`, `not_found`."""
        peers.withdraw_invitation(owner=self.membership, attempt=attempt, invitation=id)
        return Response(status=status.HTTP_204_NO_CONTENT)


class PeerFeedbackView(OrganisationView):
    serializer_class = PeerPageSerializer

    @extend_schema(operation_id="removePeerFeedback", responses={204: None})
    def delete(self, request: Request, organisation: str, attempt: UUID, id: UUID) -> Response:
        """Delete what a colleague sent about one's own attempt. Repeatable. Problems:
        `not_found`."""
        peers.remove_feedback(owner=self.membership, attempt=attempt, invitation=id)
        return Response(status=status.HTTP_204_NO_CONTENT)


class PeersReadingView(OrganisationView):
    serializer_class = PeerPageSerializer
    without_body: ClassVar = frozenset({"PUT"})

    @extend_schema(operation_id="markPeersRead", request=None, responses={204: None})
    def put(self, request: Request, organisation: str, attempt: UUID) -> Response:
        """Say that the owner reads what colleagues sent; repeatable. Problems: `not_found`."""
        peers.mark_peers_read(owner=self.membership, attempt=attempt)
        return Response(status=status.HTTP_204_NO_CONTENT)
