"""Answers the coach's route of example answers."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from coaching.api.base import CoachView
from coaching.queries.reviews import review_for, scene_of
from media.rest import PlaybackSerializer, represent_playback
from media.services import grant_playback
from scenarios.models import ClipRole
from scenarios.queries import clip_of


class ReviewExampleSerializer(serializers.Serializer[Any]):
    scene = serializers.UUIDField(help_text="The respond scene that it replies to.")
    text = serializers.CharField(help_text="Empty where it was recorded alone.")
    has_video = serializers.BooleanField()


class ReviewExamplePlaybackView(CoachView):
    serializer_class = PlaybackSerializer

    @extend_schema(operation_id="playReviewExample", responses=PlaybackSerializer)
    def get(self, request: Request, organisation: str, review: UUID, scene: UUID) -> Response:
        """Return where to play the example answer of a scene, in the coach's language where it
        exists in that one; not found where it has no video."""
        shown = scene_of(review_for(self.membership, review), scene)
        clip = clip_of(shown, self.person.language, ClipRole.EXAMPLE)
        grant = grant_playback(
            video=clip, viewer=self.membership, purpose="scene", session_key=self.session_key
        )
        return Response(represent_playback(grant))
