"""Folds texts so that people find them however they type. Pure."""

import unicodedata
from collections.abc import Iterable

LONGEST_SEARCH = 100
MOST_WORDS = 10


def folded(texts: Iterable[str]) -> str:
    """Return the texts as one line in which searching looks: small letters without accents, one
    space between words."""
    apart = unicodedata.normalize("NFKD", " ".join(texts).casefold())
    plain = "".join(one for one in apart if not unicodedata.combining(one))
    return " ".join(plain.split())


def words_of(search: str) -> list[str]:
    """Return the words that a text must have, each somewhere in it: parts of words count, since
    Dutch writes compounds as one word."""
    return folded([search]).split(" ")[:MOST_WORDS] if search.strip() else []
