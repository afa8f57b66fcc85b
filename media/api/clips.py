"""Serves what authors do with a scene's clip: choose its poster, trim it."""

from typing import Any, ClassVar
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Role
from accounts.rest.views import OrganisationView
from core.queries import one_of
from core.rest.bodies import KnownMembers
from media import queries, services
from media.api.serializers import VideoSerializer
from media.models import PosterChoice, PosterState, Video

LATEST = 2**31 - 1
"""The largest number of ms that the database keeps."""


class AuthorView(OrganisationView):
    """Serves the organisation's clips to its authors."""

    allowed: ClassVar = frozenset({Role.AUTHOR})

    def clip(self, video: UUID) -> Video:
        """Return the clip; NotFound for a take, and for another organisation's."""
        return one_of(queries.clips_visible_to(self.membership), video)


class PosterBody(KnownMembers, serializers.Serializer[Any]):
    """Names in `at_ms` the moment of the picture, from the beginning of the clip, in ms."""

    at_ms = serializers.IntegerField(min_value=0, max_value=LATEST)


class PosterChoiceSerializer(serializers.ModelSerializer[PosterChoice]):
    """Says which moment was chosen, in ms, and how far its picture is."""

    state = serializers.ChoiceField(choices=PosterState.choices, read_only=True)

    class Meta:
        model = PosterChoice
        fields = ["at_ms", "state"]
        read_only_fields = fields


class PosterView(AuthorView):
    """Serves the choice of a clip's poster. The picture itself comes with a playback."""

    serializer_class = PosterChoiceSerializer

    @extend_schema(
        operation_id="readPosterChoice",
        summary="Which picture of a clip was chosen as its poster, and how far it is",
    )
    def get(self, request: Request, organisation: str, id: UUID) -> Response:
        """Returns the moment that an author chose for the poster. Problems: `not_found`, also while
        nobody chose: then the poster is a picture from early on."""
        return Response(PosterChoiceSerializer(queries.poster_choice_of(self.clip(id))).data)

    @extend_schema(
        operation_id="choosePoster",
        summary="Choose the moment whose picture is a clip's poster; a worker makes it",
        request=PosterBody,
        responses={202: PosterChoiceSerializer},
    )
    def put(self, request: Request, organisation: str, id: UUID) -> Response:
        """Chooses the moment for the poster, which a worker makes. Until then the clip keeps the
        poster that it has, and also where it can't be made (`missing`). Problems: `moment_outside`,
        `no_picture`, `video_not_ready`, `invalid`, `not_found`."""
        clip = self.clip(id)
        body = PosterBody(data=request.data)
        body.is_valid(raise_exception=True)
        choice = services.choose_poster(video=clip, at_ms=body.validated_data["at_ms"])
        return Response(PosterChoiceSerializer(choice).data, status=202)


class TrimBody(KnownMembers, serializers.Serializer[Any]):
    """Names a clip and a stretch of it of at least a second, in ms from its beginning."""

    # The stubs know `source` as an argument of fields alone.
    source = serializers.UUIDField()  # type: ignore[assignment]
    start_ms = serializers.IntegerField(min_value=0, max_value=LATEST)
    end_ms = serializers.IntegerField(min_value=0, max_value=LATEST)


class TrimView(AuthorView):
    """Makes a clip of a stretch of another, under an id made by the client."""

    serializer_class = VideoSerializer

    @extend_schema(
        operation_id="trimClip",
        summary="Make a clip of a stretch of another; again gives the same answer",
        request=TrimBody,
        responses={200: VideoSerializer, 201: VideoSerializer},
    )
    def put(self, request: Request, organisation: str, id: UUID) -> Response:
        """Begins a clip under this `id` of a stretch of `source`, which stays as it is. A worker
        makes it, with the captions of the stretch. Problems: `moment_outside`, `trim_too_short`,
        `trim_differs`, `video_not_ready`, `quota_exceeded`, `invalid`, `not_found`."""
        body = TrimBody(data=request.data)
        body.is_valid(raise_exception=True)
        video, is_new = services.trim_clip(author=self.membership, id=id, **body.validated_data)
        return Response(VideoSerializer(video).data, status=201 if is_new else 200)
