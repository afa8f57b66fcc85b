"""Serialises a video and its playback, for this app's API and those of the apps above."""

from media.rest.videos import PlaybackSerializer, VideoSummary, represent_playback

__all__ = ["PlaybackSerializer", "VideoSummary", "represent_playback"]
