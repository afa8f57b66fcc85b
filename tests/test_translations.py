"""Every text of Kalm exists in Dutch too."""

import re
from collections.abc import Iterator

import pytest
from django.utils import translation

from accounts.models import Language, Role
from notifications.domain.kinds import Kind, registered, render
from notifications.models import Channel
from tests.catalogues import APPS, catalogue_of, dutch_for, read, said_by_client, said_in

PLACE = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
# The same word in both languages.
SAME = {"coach", "Kalm", "team", "video", "Video", "Team", "rubric"}

# What nobody would say, and other words than ours for one thing, by what stands there instead.
SAID_OTHERWISE = {
    "en": {
        "continue": r"\b(go|goes|went) on\b",
        "discard": r"\bforget it\b",
        "assigned to you": r"\bin (your|my|their) name\b",
        "has no access": r"\blet go\b",
        "“ ”": r"\"",
    },
    "nl": {
        "weggooien": r"\bvergeet het\b",
        "laten staan": r"\bhoud het\b",
        "rubric": r"beoordelingskader",
        "antwoord, antwoorden": r"\breacties?\b|\b(ge)?reage(er|re)",
        "versturen": r"\binsturen\b|\bingestuurd|\b(ver)?stuur (hem|ze|je opnames?) in\b(?! één)",
        "bewaren": r"\bopslaan\b|\bopgeslagen\b",
        "leidinggevende": r"\bmanagers?\b",
        "filmpje": r"\bclips?\b",
        "toestel": r"\bappara(at|ten)\b",
        "sturend": r"\bdirectie(f|ve)\b",
        "‘ ’": r"[“”\"]",
    },
}


@pytest.mark.parametrize("app", APPS)
def test_every_text_of_an_app_has_a_dutch_translation(app: str) -> None:
    said = said_in(app)
    if not said:
        return
    assert catalogue_of(app).exists(), f"{app} has texts and no {catalogue_of(app)}"
    catalogue = read(catalogue_of(app))
    missing = sorted(
        {f"{one.text!r} ({one.place})" for one in said if not dutch_for(catalogue, one)}
    )
    assert not missing, f"{len(missing)} of {app} without Dutch:\n" + "\n".join(missing)


@pytest.mark.parametrize("app", APPS)
def test_a_translation_names_the_same_words(app: str) -> None:
    if not catalogue_of(app).exists():
        return
    wrong = [
        f"{entry.id!r} -> {entry.string!r}"
        for entry in read(catalogue_of(app))
        if entry.id and entry.string and _places(entry.id) != _places(entry.string)
    ]
    assert not wrong, "other placeholders in Dutch:\n" + "\n".join(wrong)


@pytest.mark.parametrize("app", APPS)
def test_no_catalogue_keeps_what_nobody_says(app: str) -> None:
    if not catalogue_of(app).exists():
        return
    said = {one.text if isinstance(one.text, str) else one.text[0] for one in said_in(app)}
    kept = {
        entry.id if isinstance(entry.id, str) else entry.id[0]
        for entry in read(catalogue_of(app))
        if entry.id
    }
    assert not kept - said, f"not said in {app} any more:\n" + "\n".join(sorted(kept - said))


@pytest.mark.parametrize("language", SAID_OTHERWISE)
def test_one_thing_has_one_word_that_people_use(language: str) -> None:
    texts = list(_all_texts(language))
    assert len(texts) > 1500
    found = [
        f"{place}: {text!r} (here we say: {ours})"
        for place, text in texts
        for ours, pattern in SAID_OTHERWISE[language].items()
        if re.search(pattern, text, re.IGNORECASE)
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("label", [*Role, *Language, *Channel], ids=str)
def test_a_label_speaks_dutch_at_run_time(label: Role | Language | Channel) -> None:
    with translation.override("en"):
        english = str(label.label)
    with translation.override("nl"):
        dutch = str(label.label)
    assert dutch != english or english in SAME


@pytest.mark.parametrize("kind", registered().values(), ids=lambda kind: kind.name)
def test_a_message_speaks_dutch_at_run_time(kind: Kind) -> None:
    words = {word: {"nl": "De balie", "en": "The desk"} for word in kind.words}
    for wording in kind.wordings:
        dutch = render(kind, words, "nl", wording=wording)
        english = render(kind, words, "en", wording=wording)
        assert dutch.subject != english.subject
        assert dutch.line != english.line
        assert dutch.action != english.action
        assert (dutch.note == english.note) == (kind.note == "")
        assert ("De balie" in dutch.line) == ("The desk" in english.line) == bool(words)
        assert "balie" not in dutch.subject
    with translation.override("nl"):
        label = str(kind.label)
    with translation.override("en"):
        assert str(kind.label) != label


def _places(text: str | tuple[str, ...] | list[str]) -> set[str]:
    return set(PLACE.findall(text if isinstance(text, str) else " ".join(text)))


def _all_texts(language: str) -> Iterator[tuple[str, str]]:
    """Yield every text of server and client, after its place. What the frameworks say in English,
    and we in Dutch alone, is left out in English."""
    yield from said_by_client(language)
    for app in APPS:
        if language == "en":
            if app != "core":
                yield from ((one.place, part) for one in said_in(app) for part in _parts(one.text))
        elif catalogue_of(app).exists():
            for entry in read(catalogue_of(app)):
                if entry.id:
                    yield from ((app, part) for part in _parts(entry.string or []))


def _parts(text: str | tuple[str, ...] | list[str]) -> list[str]:
    return [text] if isinstance(text, str) else list(text)
