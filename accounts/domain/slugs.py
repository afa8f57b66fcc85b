"""The first part of a path in the client and in the API names an organisation, by its slug."""

RESERVED = frozenset(
    {
        "admin",
        "api",
        "healthz",
        "mailbox",
        "me",
        "organisations",
        "playback",
        "readyz",
        "sign-in",
        "static",
        "unsubscribe",
        "uploads",
        "verify",
    }
)
"""First parts that lead elsewhere: an organisation of this name could not be reached."""


def is_reserved(slug: str) -> bool:
    """Return whether no organisation may have this slug."""
    return slug in RESERVED
