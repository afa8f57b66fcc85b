"""Serialises a video and its playback, for this app's API and those of the apps above."""

from media.rest.videos import PlaybackSerializer, VideoSummary, playback_data

__all__ = ["PlaybackSerializer", "VideoSummary", "playback_data"]
