"""Serves the example answer of a respond scene to who practises, when the author shows it."""

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from core.errors import NotFound
from core.queries import one_of
from core.texts import pick
from media.models import Video
from media.rest import PlaybackSerializer, represent_playback
from media.services import grant_playback
from scenarios.models import ClipRole, Scene
from scenarios.queries import clip_of
from training.api.attempts import OwnAttempts
from training.api.serializers import ExampleSerializer
from training.queries.examples import example_scene


class OwnExamples(OwnAttempts):
    """Finds the scene whose example the caller may see now."""

    def scene(self, attempt: UUID, scene: UUID) -> Scene:
        rows = self.get_queryset().select_related("scenario_version")
        return example_scene(one_of(rows, attempt), scene)

    def clip(self, scene: Scene) -> Video:
        return clip_of(scene, self.person.language, ClipRole.EXAMPLE)


class ExampleView(OwnExamples):
    serializer_class = ExampleSerializer

    @extend_schema(operation_id="readExample")
    def get(self, request: Request, organisation: str, attempt: UUID, scene: UUID) -> Response:
        """Returns the example answer: before the recording, after the first one, or after
        submitting or finishing, as the author says; not found until then, and where there is none.
        """
        shown = self.scene(attempt, scene)
        text = pick(shown.example_answer, self.person.language)
        video = self._video(shown)
        if not text and video is None:
            raise NotFound
        return Response(ExampleSerializer({"text": text, "video": video}).data)

    def _video(self, scene: Scene) -> UUID | None:
        try:
            return self.clip(scene).id
        except NotFound:
            return None


class ExamplePlaybackView(OwnExamples):
    serializer_class = PlaybackSerializer

    @extend_schema(operation_id="playExample")
    def get(self, request: Request, organisation: str, attempt: UUID, scene: UUID) -> Response:
        """Returns where to play the example answer, in the caller's language where it exists in
        that one; not found where `example` is not, or has no video."""
        clip = self.clip(self.scene(attempt, scene))
        granted = grant_playback(
            video=clip, viewer=self.membership, purpose="scene", session_key=self.session_key
        )
        return Response(represent_playback(granted))
