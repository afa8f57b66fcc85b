"""Serializers of a video's state and of a playback. Not a door: it has no routes."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from media.errors import REASON_TEXTS
from media.models import Video, VideoState
from media.services import CaptionsLink, Playback


class VideoSummary(serializers.ModelSerializer[Video]):
    """How far a recording is. `reason` is a stable code, `reason_text` says it to people;
    `progress` is in percent."""

    state = serializers.ChoiceField(choices=VideoState.choices, read_only=True)
    reason = serializers.CharField(read_only=True, allow_blank=True)
    reason_text = serializers.SerializerMethodField()

    class Meta:
        model = Video
        fields = ["id", "state", "reason", "reason_text", "progress"]
        read_only_fields = fields

    @extend_schema_field(str)
    def get_reason_text(self, video: Video) -> str:
        return str(REASON_TEXTS.get(video.reason, ""))


class CaptionsLinkSerializer(serializers.Serializer[CaptionsLink]):
    language = serializers.CharField(read_only=True)
    url = serializers.CharField(read_only=True)

    class Meta:
        ref_name = "CaptionsLink"


class PlaybackSerializer(serializers.Serializer[Playback]):
    """Where to watch until `expires_at`. While `state` is not ready, `url` is null."""

    video = serializers.UUIDField(read_only=True)
    state = serializers.ChoiceField(choices=VideoState.choices, read_only=True)
    reason = serializers.CharField(read_only=True, allow_blank=True)
    reason_text = serializers.SerializerMethodField()
    url = serializers.CharField(read_only=True, allow_null=True)
    content_type = serializers.CharField(read_only=True, allow_null=True)
    duration_ms = serializers.IntegerField(read_only=True, allow_null=True)
    width = serializers.IntegerField(read_only=True, allow_null=True)
    height = serializers.IntegerField(read_only=True, allow_null=True)
    poster_url = serializers.CharField(read_only=True, allow_null=True)
    captions = CaptionsLinkSerializer(many=True, read_only=True)
    expires_at = serializers.DateTimeField(read_only=True, allow_null=True)

    @extend_schema_field(str)
    def get_reason_text(self, playback: Playback) -> str:
        return str(REASON_TEXTS.get(playback.reason, ""))


def playback_data(playback: Playback) -> dict[str, Any]:
    """The playback as the API answers it."""
    return dict(PlaybackSerializer(playback).data)
