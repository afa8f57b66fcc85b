"""Refusals of this app. The only one a caller meets over HTTP is accounts' NotFound."""


class UnknownKind(ValueError):
    """An app above named a kind that has no template, or left out a word that it needs."""
