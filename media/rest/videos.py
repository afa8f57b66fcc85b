"""Serialises a video's state and of a playback, for the API of this app and of those above."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from media.errors import NOTICE_TEXTS, REASON_TEXTS, Notice
from media.models import Extras, Video, VideoState
from media.services import CaptionsLink, Playback, RenditionLink


class VideoSummary(serializers.ModelSerializer[Video]):
    """Describes how far a recording is. `reason` is a stable code, `reason_text` says it to people;
    `progress` is in percent. `notices` (codes, with `notice_texts`) tell of a ready recording what
    its owner should check. While `more_follows`, a ready one may still get notices and files. A
    take is deleted at `delete_after` at the latest; a scene's clip, where it is null, by its owner
    alone."""

    state = serializers.ChoiceField(choices=VideoState.choices, read_only=True)
    reason = serializers.CharField(read_only=True, allow_blank=True)
    reason_text = serializers.SerializerMethodField()
    notices = serializers.ListField(
        child=serializers.ChoiceField(choices=list(Notice)), read_only=True
    )
    notice_texts = serializers.SerializerMethodField()
    more_follows = serializers.SerializerMethodField()

    class Meta:
        model = Video
        fields = [
            *("id", "state", "reason", "reason_text", "progress"),
            *("notices", "notice_texts", "more_follows", "delete_after"),
        ]
        read_only_fields = fields

    @extend_schema_field(str)
    def get_reason_text(self, video: Video) -> str:
        return str(REASON_TEXTS.get(video.reason, ""))

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_notice_texts(self, video: Video) -> list[str]:
        return [str(NOTICE_TEXTS.get(notice, "")) for notice in video.notices]

    def get_more_follows(self, video: Video) -> bool:
        return video.state == VideoState.READY and video.extras in {Extras.WAITING, Extras.MAKING}


class CaptionsLinkSerializer(serializers.Serializer[CaptionsLink]):
    language = serializers.CharField(read_only=True)
    url = serializers.CharField(read_only=True)

    class Meta:
        ref_name = "CaptionsLink"


class RenditionLinkSerializer(serializers.Serializer[RenditionLink]):
    """Describes one file of the recording: `size` in bytes, sides in pixels as shown (0 without
    picture)."""

    name = serializers.CharField(read_only=True)
    url = serializers.CharField(read_only=True)
    content_type = serializers.CharField(read_only=True)
    width = serializers.IntegerField(read_only=True)
    height = serializers.IntegerField(read_only=True)
    size = serializers.IntegerField(read_only=True)

    class Meta:
        ref_name = "RenditionLink"


class PlaybackSerializer(serializers.Serializer[Playback]):
    """Describes where to watch until `expires_at`. While `state` is not ready, `url` is null, and
    `progress` says in percent how far it is. `renditions` are sorted from large to small, and `url`
    is the first; `peaks` (0 to 100) draw the waveform. URLs open within the session that asked for
    them: bring its cookie, or its X-Session-Token, with each request."""

    video = serializers.UUIDField(read_only=True)
    state = serializers.ChoiceField(choices=VideoState.choices, read_only=True)
    reason = serializers.CharField(read_only=True, allow_blank=True)
    reason_text = serializers.SerializerMethodField()
    progress = serializers.IntegerField(read_only=True)
    url = serializers.CharField(read_only=True, allow_null=True)
    content_type = serializers.CharField(read_only=True, allow_null=True)
    duration_ms = serializers.IntegerField(read_only=True, allow_null=True)
    width = serializers.IntegerField(read_only=True, allow_null=True)
    height = serializers.IntegerField(read_only=True, allow_null=True)
    poster_url = serializers.CharField(read_only=True, allow_null=True)
    captions = CaptionsLinkSerializer(many=True, read_only=True)
    renditions = RenditionLinkSerializer(many=True, read_only=True)
    peaks = serializers.ListField(child=serializers.IntegerField(), read_only=True)
    expires_at = serializers.DateTimeField(read_only=True, allow_null=True)

    @extend_schema_field(str)
    def get_reason_text(self, playback: Playback) -> str:
        return str(REASON_TEXTS.get(playback.reason, ""))


def represent_playback(playback: Playback) -> dict[str, Any]:
    """Return the playback as the API answers it."""
    return dict(PlaybackSerializer(playback).data)
