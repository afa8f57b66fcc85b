"""Serialises uploads, videos and captions for the API."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from core.rest.bodies import KnownMembers
from core.rest.fields import LineField
from media import queries, services
from media.models import Purpose, Upload, UploadState, Video
from media.rest.videos import VideoSummary


class NewUpload(KnownMembers, serializers.Serializer[Any]):
    """Announces an upload: `length` in bytes, `content_type` as the recorder names it, parameters
    allowed."""

    length = serializers.IntegerField()
    content_type = LineField(max_length=200)
    purpose = serializers.ChoiceField(choices=Purpose.choices, default=Purpose.TAKE)


class UploadSerializer(serializers.ModelSerializer[Upload]):
    """Represents arriving bytes, which a client sends to `location` with tus 1.0. Sizes are in
    bytes."""

    id = serializers.UUIDField(source="pk", read_only=True)
    state = serializers.ChoiceField(choices=UploadState.choices, read_only=True)
    offset = serializers.SerializerMethodField()
    location = serializers.SerializerMethodField()

    class Meta:
        model = Upload
        fields = ["id", "state", "length", "offset", "location", "expires_at"]
        read_only_fields = fields

    @extend_schema_field(int)
    def get_offset(self, upload: Upload) -> int:
        return queries.offset_of(upload)

    @extend_schema_field(str)
    def get_location(self, upload: Upload) -> str:
        return services.make_location(upload)


class VideoSerializer(VideoSummary):
    """Represents a recording: `duration_ms` in ms, sizes in pixels as shown, `loudness` in LUFS
    (EBU R128); null until known."""

    class Meta(VideoSummary.Meta):
        model = Video
        fields = [
            *VideoSummary.Meta.fields,
            *("duration_ms", "width", "height", "has_sound", "loudness"),
        ]
        read_only_fields = fields
