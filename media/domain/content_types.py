"""Lists the kinds of file that may be uploaded; the probe decides what the bytes really are."""

# What a client says of a file whose kind it doesn't know, and what we note where it says nothing.
UNKNOWN = "application/octet-stream"

ACCEPTED = frozenset(
    {
        "video/mp4",
        "video/quicktime",
        "video/webm",
        "video/x-matroska",
        "video/x-m4v",
        "video/3gpp",
        "video/3gpp2",
        "audio/mp4",
        "audio/m4a",
        "audio/x-m4a",
        "audio/aac",
        "audio/mpeg",
        "audio/webm",
        "audio/ogg",
        "audio/wav",
        "audio/x-wav",
        "audio/3gpp",
        UNKNOWN,
    }
)


def bare(content_type: str) -> str:
    """Return the type without parameters: recorders say `video/webm;codecs=vp8,opus`."""
    return content_type.split(";", 1)[0].strip().lower()
