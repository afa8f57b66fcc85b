"""Says which files a package holds, and how large they may be. Pure."""

import re

from scenarios.domain.packages.shapes import MANIFEST

MOST_SCENARIOS = 100
MOST_FILES = 2000
MANIFEST_BYTES = 4 * 1024 * 1024
CAPTIONS_BYTES = 1024 * 1024
DIRECTORY_BYTES = 512 * 1024  # of the ZIP's list of entries
UNPACKED_TIMES = 4  # as large as the largest package, all entries together
RATIO, RATIO_FROM = 100, 1024 * 1024  # an entry that unpacks to this many times itself, from there

_PATH = re.compile(r"(media/[0-9a-f]{64}\.(mp4|m4a)|captions/[0-9a-f]{64}\.vtt)")


def media_path(sha256: str, *, has_picture: bool) -> str:
    return f"media/{sha256}.{'mp4' if has_picture else 'm4a'}"


def captions_path(sha256: str) -> str:
    return f"captions/{sha256}.vtt"


def is_path(path: str) -> bool:
    """Return whether a file beside package.json may have this path."""
    return _PATH.fullmatch(path) is not None


def sha256_of(path: str) -> str:
    """Return the digest that a file's name says."""
    return path.partition("/")[2].partition(".")[0]


def leads_outside(path: str) -> bool:
    """Return whether unpacking this path could write outside of a folder, on any system."""
    parts = re.split(r"[/\\]", path)
    return path.startswith(("/", "\\")) or ".." in parts or ":" in path or "\0" in path


def most_bytes(path: str, most: int) -> int:
    """Return how large the entry at `path` may be, where a package may have `most` bytes."""
    if path == MANIFEST:
        return MANIFEST_BYTES
    return CAPTIONS_BYTES if path.startswith("captions/") else most
