"""Defines the refusals of this app. The only one that a caller meets over HTTP is core's
NotFound.
"""


class UnknownKind(ValueError):
    """An app above named a kind that is not registered, or left out a word that it needs."""
