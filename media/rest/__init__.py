"""How a video and its playback look over HTTP, here and in the apps above."""

from media.rest.videos import PlaybackSerializer, VideoSummary, playback_data

__all__ = ["PlaybackSerializer", "VideoSummary", "playback_data"]
