"""Reads texts in several languages, kept as {"nl": "...", "en": "..."}. Pure: no ORM, no clock."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

LANGUAGES = ("nl", "en")


def pick(texts: Mapping[str, str], language: str) -> str:
    """Return the text in `language`, else in Dutch, else in English, else whatever there is; of a
    stored value that is no object of texts, itself or nothing."""
    if not isinstance(texts, Mapping):
        return texts if isinstance(texts, str) else ""
    for code in (language, *LANGUAGES):
        if texts.get(code):
            return texts[code]
    return next((text for text in texts.values() if text), "")


def shown_in(texts: Mapping[str, str], language: str) -> str:
    """Return the language of the text that `pick` returns; `language` itself where there is
    none."""
    return next((code for code in (language, *LANGUAGES) if texts.get(code)), language)


def validate_texts(value: object) -> None:
    """Refuse anything but an object of known language codes to non-empty texts."""
    if not isinstance(value, dict) or not value:
        raise ValidationError(_("Give a text for at least one language."), code="texts_missing")
    for code, text in value.items():
        if code not in LANGUAGES or not isinstance(text, str) or not text.strip():
            raise ValidationError(
                _("Use the languages nl and en, each with a text."), code="texts_invalid"
            )
