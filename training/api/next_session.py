"""Serves the live session that a member's programmes have next."""

from typing import Any

from django.utils.translation import get_language
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.rest.views import OrganisationView
from core.texts import pick
from training.queries.next_session import coming_for, next_session


class SessionCardSerializer(serializers.Serializer[Any]):
    """Describes a live session that a programme has next; `workshop_kind` is empty where one of any
    kind does. `registered_for` is the one in which the caller has a seat or a place."""

    step = serializers.UUIDField()
    programme = serializers.CharField()
    title = serializers.CharField(allow_blank=True)
    workshop_kind = serializers.CharField(allow_blank=True)
    registered_for = serializers.UUIDField(allow_null=True)
    starts_at = serializers.DateTimeField(allow_null=True)


class NextSessionSerializer(serializers.Serializer[Any]):
    session = SessionCardSerializer(allow_null=True)


class NextSessionView(OrganisationView):
    serializer_class = NextSessionSerializer

    @extend_schema(operation_id="readNextSession")
    def get(self, request: Request, organisation: str) -> Response:
        """Returns the live session that the caller's programmes have next, once nothing else comes
        before it; null where there is none."""
        step = next_session(self.membership)
        if step is None:
            return Response(NextSessionSerializer({"session": None}).data)
        coming, language = coming_for(self.membership, step), get_language() or ""
        card = {
            "step": step.id,
            "programme": pick(step.programme.name, language),
            "title": pick(step.title, language),
            "workshop_kind": step.workshop_kind,
            "registered_for": coming.id if coming else None,
            "starts_at": coming.starts_at if coming else None,
        }
        return Response(NextSessionSerializer({"session": card}).data)
