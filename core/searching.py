"""Compares what is searched for with what is stored, without accents and capitals, as the client
does in its own tables (web/src/lib/kit/tables/rows.ts)."""

import unicodedata

from django.db.models import Func, TextField


def plain(text: str) -> str:
    """Return the text in small letters without accents, to be looked for in a `Plain` column."""
    parts = unicodedata.normalize("NFD", text)
    return "".join(one for one in parts if not "\u0300" <= one <= "\u036f").lower()


class Plain(Func):
    """Computes in PostgreSQL what `plain` computes of a text."""

    template = r"lower(regexp_replace(normalize(%(expressions)s, NFD), '[\u0300-\u036f]', '', 'g'))"
    output_field = TextField()
    arity = 1
