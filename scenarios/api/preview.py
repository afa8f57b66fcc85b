"""Shows a version as an employee would meet it, without an attempt."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Language
from core.queries import one_of
from core.snapshots import one_snapshot
from media.rest import PlaybackSerializer, represent_playback
from media.services import grant_playback
from scenarios.api.base import AuthoringView
from scenarios.exercise import exercise_in
from scenarios.models import ClipRole
from scenarios.queries import READING, clip_of, scenario_versions_visible_to
from scenarios.rest import ExerciseSerializer


class LanguageSerializer(serializers.Serializer[Any]):
    """Takes the language to show; the reader's own where none is named."""

    language = serializers.ChoiceField(choices=Language.choices, required=False)


class ClipSerializer(LanguageSerializer):
    role = serializers.ChoiceField(
        choices=ClipRole.choices, default=ClipRole.SCENE, help_text="Which clip of the scene."
    )


class OfVersion(AuthoringView):
    """Lets authors, coaches and admins see a version as its exercise; nothing is stored."""

    allowed = READING

    def asked(self, request: Request, takes: type[LanguageSerializer]) -> dict[str, Any]:
        """Return what the query asks for."""
        query = takes(data=request.query_params)
        query.is_valid(raise_exception=True)
        return {"language": self.person.language, **query.validated_data}


class PreviewView(OfVersion):
    serializer_class = ExerciseSerializer

    @extend_schema(
        operation_id="previewExercise",
        summary="A version, drafts too, as an employee meets it",
        parameters=[LanguageSerializer],
    )
    def get(self, request: Request, version: UUID, **kwargs: Any) -> Response:
        """Returns the exercise as an employee plays it, without right answers, explanations and
        purposes. Problems: `invalid`, `not_found`."""
        language = self.asked(request, LanguageSerializer)["language"]
        with one_snapshot():
            row = one_of(scenario_versions_visible_to(self.membership), version)
            return Response(ExerciseSerializer(exercise_in(row, language)).data)


class PreviewPlaybackView(OfVersion):
    serializer_class = PlaybackSerializer

    @extend_schema(
        operation_id="playPreviewScene",
        summary="Watch a clip of a scene, of drafts too",
        parameters=[ClipSerializer],
        responses=PlaybackSerializer,
    )
    def get(self, request: Request, version: UUID, scene: UUID, **kwargs: Any) -> Response:
        """Grants a playback of the scene's clip in the language, else in the nearest. Problems:
        `invalid`, `not_found`."""
        row = one_of(scenario_versions_visible_to(self.membership), version)
        asked = self.asked(request, ClipSerializer)
        clip = clip_of(one_of(row.scenes.all(), scene), asked["language"], asked["role"])
        granted = grant_playback(
            video=clip, viewer=self.membership, purpose="preview", session_key=self.session_key
        )
        return Response(represent_playback(granted))
