"""Defines the models: Upload (bytes arriving), Video (a processed recording) and what is made of
it."""

from media.models.clips import LEAST_STRETCH_MS, PosterChoice, PosterState, Trim
from media.models.recordings import (
    Captions,
    Extras,
    Purpose,
    Rendition,
    Upload,
    UploadPiece,
    UploadState,
    Video,
    VideoState,
)

__all__ = [
    "LEAST_STRETCH_MS",
    "Captions",
    "Extras",
    "PosterChoice",
    "PosterState",
    "Purpose",
    "Rendition",
    "Trim",
    "Upload",
    "UploadPiece",
    "UploadState",
    "Video",
    "VideoState",
]
