"""Serves the library of clips: what there is, and where it is used."""

from typing import Any
from uuid import UUID

import django_filters
from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.mixins import ListModelMixin
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Language, Role
from core.searching import Plain
from media.models import Video
from media.rest import VideoSummary
from media.services import make_poster_url
from scenarios import services
from scenarios.api.base import AuthoringView
from scenarios.api.fields import PickedField
from scenarios.domain.searching import LONGEST_SEARCH, words_of
from scenarios.models import ClipRole, SceneClip
from scenarios.queries import clip_library

AUTHORS = frozenset({Role.AUTHOR})
OF_CLIP = SceneClip.objects.filter(video=OuterRef("pk"))


class ClipFilter(django_filters.FilterSet):  # type: ignore[misc]  # django-filter ships no types
    """Filters clips; a filter that is left out lets all through."""

    search = django_filters.CharFilter(
        method="with_words",
        max_length=LONGEST_SEARCH,
        help_text="Words, or parts of them, of who made it or of an exercise that uses it: its "
        "title, summary or code.",
    )
    used = django_filters.ChoiceFilter(
        method="that_is_used",
        choices=[("true", "true"), ("false", "false")],
        help_text="By any version, draft or published.",
    )
    captions = django_filters.ChoiceFilter(
        choices=Language.choices, method="with_captions", help_text="In this language."
    )

    class Meta:
        model = Video
        fields: list[str] = []

    def with_words(self, rows: QuerySet[Video], name: str, value: str) -> QuerySet[Video]:
        maker = Coalesce(NullIf("owner__name", Value("")), "owner__person__name")
        rows = rows.annotate(maker=Plain(maker))
        for word in words_of(value):
            titled = OF_CLIP.filter(scene__version__scenario__search_text__contains=word)
            rows = rows.filter(Q(Exists(titled)) | Q(maker__contains=word))
        return rows

    def that_is_used(self, rows: QuerySet[Video], name: str, value: str) -> QuerySet[Video]:
        return rows.filter(Exists(OF_CLIP) if value == "true" else ~Exists(OF_CLIP))

    def with_captions(self, rows: QuerySet[Video], name: str, value: str) -> QuerySet[Video]:
        return rows.filter(captions__language=value)


class ClipUseSerializer(serializers.Serializer[Any]):
    """Says in which scene of which version a clip is, and for which language."""

    scenario = serializers.UUIDField(source="scene.version.scenario_id")
    version = serializers.UUIDField(source="scene.version_id")
    number = serializers.IntegerField(source="scene.version.number")
    title = PickedField(source="scene.version.title")
    is_published = serializers.SerializerMethodField()
    order = serializers.IntegerField(source="scene.order", help_text="The scene's, from 1.")
    prompt = PickedField(source="scene.prompt", help_text="The scene's.")
    role = serializers.ChoiceField(choices=ClipRole.choices)
    language = serializers.ChoiceField(choices=Language.choices)

    def get_is_published(self, use: SceneClip) -> bool:
        return use.scene.version.published_at is not None


class ClipSerializer(VideoSummary):
    """Describes a clip: its length in ms, the languages of its captions, who made it, and each
    place where it is used. `poster_url` opens within this session for half an hour."""

    made_by_name = serializers.CharField(source="owner.shown_name", read_only=True)
    poster_url = serializers.SerializerMethodField()
    captions = serializers.SerializerMethodField()
    uses = ClipUseSerializer(source="scene_clips", many=True, read_only=True)

    class Meta(VideoSummary.Meta):
        ref_name = "Clip"
        fields = [
            *VideoSummary.Meta.fields,
            *("created_at", "duration_ms", "width", "height"),
            *("made_by_name", "poster_url", "captions", "uses"),
        ]
        read_only_fields = fields

    @extend_schema_field(serializers.CharField(allow_null=True))
    def get_poster_url(self, clip: Video) -> str | None:
        view: ClipsView = self.context["view"]
        return make_poster_url(video=clip, viewer=view.membership, session_key=view.session_key)

    @extend_schema_field(
        serializers.ListField(child=serializers.ChoiceField(choices=Language.choices))
    )
    def get_captions(self, clip: Video) -> list[str]:
        return [one.language for one in clip.captions.all()]


class ClipsView(ListModelMixin, AuthoringView):
    """Authors see the clips of their organisation."""

    allowed = AUTHORS
    serializer_class = ClipSerializer
    queryset = Video.objects.none()
    filterset_class = ClipFilter

    def get_queryset(self) -> QuerySet[Video]:
        return clip_library(self.membership)

    @extend_schema(operation_id="listClips", summary="Clips, and where each is used")
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Lists the clips of scenes, and those that were sent for one, newest first. To watch one,
        ask for the playback of the video with the same id."""
        return self.list(request)


class ClipView(AuthoringView):
    allowed = AUTHORS
    serializer_class = ClipSerializer

    @extend_schema(
        operation_id="deleteClip",
        summary="Delete a clip that no exercise uses",
        responses={204: None},
    )
    def delete(self, request: Request, clip: UUID, **kwargs: Any) -> Response:
        """Deletes the clip with its files, for good. Repeating changes nothing.

        Problems: `clip_used`, `not_found`.
        """
        services.delete_clip(author=self.membership, clip=clip)
        return Response(status=204)
