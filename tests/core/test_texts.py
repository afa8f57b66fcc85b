"""Texts in several languages: which is shown, and what is no such text."""

import pytest
from django.core.exceptions import ValidationError

from core.texts import pick, shown_in
from scenarios.models import Technique


@pytest.mark.parametrize(
    ("texts", "language", "shown", "named"),
    [
        ({"nl": "Ja", "en": "Yes"}, "en", "Yes", "en"),
        ({"nl": "Ja", "en": ""}, "en", "Ja", "nl"),
        ({"en": "Yes"}, "nl", "Yes", "en"),
        ({"en": "Yes", "nl": "Ja"}, "fr", "Ja", "nl"),
        ({"fr": "Oui"}, "nl", "Oui", "nl"),
        ({}, "nl", "", "nl"),
    ],
)
def test_the_readers_language_comes_first_then_dutch_then_english(
    texts: dict[str, str], language: str, shown: str, named: str
) -> None:
    assert (pick(texts, language), shown_in(texts, language)) == (shown, named)


@pytest.mark.parametrize(("stored", "shown"), [("Ja", "Ja"), (["Ja"], ""), (None, ""), (7, "")])
def test_a_stored_value_that_is_no_object_of_texts_is_shown_as_it_can(
    stored: object, shown: str
) -> None:
    assert pick(stored, "nl") == shown  # type: ignore[arg-type]  # stored by no verb


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ({}, "blank"),
        ([{"nl": "Ja"}], "texts_missing"),
        ("Ja", "texts_missing"),
        ({"fr": "Oui"}, "texts_invalid"),
        ({"nl": " "}, "texts_invalid"),
        ({"nl": "Ja", "en": 7}, "texts_invalid"),
    ],
)
def test_a_row_with_another_value_is_found_invalid(name: object, code: str) -> None:
    row = Technique(code="venting", name=name, description={"nl": "Ja"})
    with pytest.raises(ValidationError) as refused:
        row.clean_fields(exclude=["organisation"])
    [error] = refused.value.error_dict["name"]
    assert error.code == code
