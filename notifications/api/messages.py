"""Serves a member's own messages over HTTP."""

from typing import ClassVar
from uuid import UUID

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.mixins import ListModelMixin
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.rest.views import OrganisationView
from notifications import queries, services
from notifications.api.serializers import AboutSerializer, MessageSerializer, UnreadSerializer
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


class ReadingAbout(OrganisationView):
    serializer_class = UnreadSerializer

    @extend_schema(operation_id="markMessagesAboutRead", request=AboutSerializer)
    def put(self, request: Request, organisation: str) -> Response:
        """Marks the caller's messages about something as read, because the caller opened it.

        Returns how many messages are still unread. Repeating changes nothing.

        Problems: `invalid`.
        """
        body = AboutSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        services.mark_read_about(reader=self.membership, about=body.validated_data["about"])
        return Response(self.get_serializer({"count": queries.unread_count(self.membership)}).data)


class Reading(OrganisationView):
    serializer_class = MessageSerializer
    without_body: ClassVar = frozenset({"PUT"})

    @extend_schema(operation_id="markMessageRead", request=None)
    def put(self, request: Request, organisation: str, message: UUID) -> Response:
        """Marks the message as read. Repeating changes nothing.

        Problems: `not_found`, also for another's message.
        """
        read = services.mark_read(membership=self.membership, message_id=message)
        return Response(self.get_serializer(read).data)
