"""Serves a member's own messages over HTTP."""

from uuid import UUID

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.mixins import ListModelMixin
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.rest.views import OrganisationView
from notifications import queries, services
from notifications.api.serializers import MessageSerializer, UnreadSerializer
from notifications.models import Message


class Messages(ListModelMixin, OrganisationView):
    serializer_class = MessageSerializer
    queryset = Message.objects.none()

    def get_queryset(self) -> QuerySet[Message]:
        return queries.visible_to(self.membership)

    @extend_schema(operation_id="listMessages")
    def get(self, request: Request, organisation: str) -> Response:
        """Lists the caller's own messages, newest first."""
        return self.list(request)


class Unread(OrganisationView):
    serializer_class = UnreadSerializer

    @extend_schema(operation_id="countUnreadMessages")
    def get(self, request: Request, organisation: str) -> Response:
        """Returns how many messages the caller has not read."""
        return Response(self.get_serializer({"count": queries.unread_count(self.membership)}).data)


class Reading(OrganisationView):
    serializer_class = MessageSerializer

    @extend_schema(operation_id="markMessageRead", request=None)
    def put(self, request: Request, organisation: str, message: UUID) -> Response:
        """Marks the message as read. Repeating changes nothing.

        Problems: `not_found`, also for another's message.
        """
        read = services.mark_read(membership=self.membership, message_id=message)
        return Response(self.get_serializer(read).data)
