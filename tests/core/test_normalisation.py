"""Texts are equal when they look the same, and empty when they show nothing."""

import pytest

from core.normalisation import compared, identifier, is_visible, normal, normal_line, secret

UNSEEN = {
    "nothing": "",
    "spaces": " \t\n",
    "no-break space": "\u00a0",
    "zero-width space": "\u200b",
    "joiners": "\u200c\u200d",
    "byte order mark": "\ufeff",
    "Hangul filler": "\u3164",
    "Hangul choseong filler": "\u115f",
    "halfwidth Hangul filler": "\uffa0",
    "braille blank": "\u2800",
    "tags": "\U000e0041\U000e007f",
    "selectors": "\ufe0f\U000e0100",
    "a mark on nothing": "\u0301\u20dd",
    "direction": "\u202e\u2066",
    "private use": "\ue000",
    "controls": "\x07\x1b",
}


@pytest.mark.parametrize("text", UNSEEN.values(), ids=UNSEEN)
def test_what_shows_nothing_is_empty(text: str) -> None:
    assert not is_visible(text)
    assert (normal(text), normal_line(text)) == ("", "")


@pytest.mark.parametrize("text", ["Emma", "李", "Ωmega", "?", "7", "🙂", "❤\ufe0f", "\u05d0", "é"])
def test_what_shows_something_is_kept(text: str) -> None:
    assert is_visible(text)
    assert (normal(text), normal_line(text)) == (text, text)


@pytest.mark.parametrize(
    "name",
    [
        "Jose\u0301 de\u00a0Vries",
        "\u200bJosé\u2009de  Vries\ufeff",
        "Jos\u00e9\tde\nVries ",
        "Jo\u00ads\u00e9 de\u2060 Vries",
        "José\u200d de Vr\ufe0fies",
        "\u202eJosé de Vries",
    ],
)
def test_names_that_look_the_same_are_the_same(name: str) -> None:
    assert normal_line(name) == "Jos\u00e9 de Vries"


def test_joiners_stay_where_they_change_what_is_seen() -> None:
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
    persian = "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"
    assert (normal_line(family), normal_line(persian)) == (family, persian)


def test_a_text_keeps_its_lines_and_its_spaces() -> None:
    assert normal("\ufeff Eerst\u00a0dit.\r\n\r\n  Dan dat.\v") == "Eerst\u00a0dit.\n\n  Dan dat."


def test_a_nul_is_left_for_validators() -> None:
    assert (normal("a\0b"), normal_line("a\0b")) == ("a\0b", "a\0b")


def test_an_identifier_is_one_in_every_spelling() -> None:
    assert identifier(" \uff25mma@Haven.EXAMPLE\u200b") == "emma@haven.example"
    assert identifier("\u017fam") == "sam"


@pytest.mark.parametrize("typed", ["wachtwoorde\u0301\u00e9n", "wachtwoord\u00e9e\u0301n "])
def test_a_password_is_one_from_every_keyboard(typed: str) -> None:
    assert secret(typed) == "wachtwoord\u00e9\u00e9n"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Desk", "DESK"),
        ("Stra\u00dfe", "STRASSE"),
        ("\u01c6", "d\u017e"),
        ("\uff24\uff45sk", "Desk"),
        ("Caf\u00e9", "Cafe\u0301"),
        ("Front  desk", "front\u00a0desk"),
        ("\u2764\ufe0f", "\u2764"),
        ("\u03a3\u03a3", "\u03c3\u03c2"),
    ],
)
def test_names_that_look_the_same_compare_as_equal(one: str, other: str) -> None:
    assert compared(one) == compared(other) == compared(compared(one))


@pytest.mark.parametrize(("one", "other"), [("Desk", "Disk"), ("Desk 1", "Desk1"), ("e", "\u00e9")])
def test_names_that_look_different_compare_as_such(one: str, other: str) -> None:
    assert compared(one) != compared(other)
