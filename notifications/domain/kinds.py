"""Registers the kinds of message that apps send: the words of each, and the client's address that
it links to.

An app declares its kinds in its `messages.py` and registers them in `AppConfig.ready`. The words of
a message are a plain text, or {"nl": ..., "en": ...} from which the reader's language is picked. No
kind takes more of a person than its line needs.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any
from uuid import UUID

from django.utils import translation
from django.utils.functional import Promise

from core.texts import pick
from notifications.errors import UnknownKind

Words = Promise | str
IN_APP, MAIL, PUSH, CHAT = "in_app", "mail", "push", "chat"
EVERY_CHANNEL = frozenset({IN_APP, MAIL, PUSH, CHAT})


@dataclass(frozen=True)
class Calendar:
    """A calendar part of a mail puts what the message speaks of into the reader's calendar, or
    takes it out. `method` is that of RFC 5546, such as REQUEST; `text` is iCalendar."""

    method: str
    text: str


Invite = Callable[[Mapping[str, Any], str, str], Calendar | None]
"""Makes the calendar part of a message's context, the reader's mail address and language."""


@dataclass(frozen=True)
class Wording:
    """A wording is one way to say a kind of message."""

    subject: Words
    line: Words


@dataclass(frozen=True)
class Kind:
    """A kind of message has its words and its link. `label` says what it is about, `action` names
    the link. `others` are further wordings, so that what comes often does not wear out.

    `path` is one of core.client_paths. `words` must be in the context of every message;
    `may_lack` are further words, said as nothing where a message lacks them. `note` ends a mail.
    `channels` are those by which it goes, by the values of notifications.models.Channel.
    `roles` are those of accounts.models.Role of which a member needs one to be told; empty for all.
    `calendar` makes the calendar part of its mails, where it has one.
    `can_wait` lets a push offer "not now", where its app has a snooze.
    `always` is for what nobody can switch off and what comes also in quiet hours: about signing in.
    `is_editable` lets an organisation say it in its own words (domain.own_wordings).
    """

    name: str
    label: Words
    subject: Words
    line: Words
    action: Words
    path: str
    words: frozenset[str] = frozenset({"title"})
    may_lack: frozenset[str] = frozenset()
    note: Words = ""
    channels: frozenset[str] = EVERY_CHANNEL
    roles: frozenset[str] = frozenset()
    can_wait: bool = False
    always: bool = False
    calendar: Invite | None = None
    others: tuple[Wording, ...] = ()
    is_editable: bool = False

    @property
    def switchable(self) -> frozenset[str]:
        """Return the channels that a member may switch off."""
        return frozenset() if self.always else self.channels - {IN_APP}

    @property
    def wordings(self) -> tuple[Wording, ...]:
        """Return every way to say it."""
        return (Wording(self.subject, self.line), *self.others)

    def wording_of(self, message: UUID, own: Sequence[Wording] = ()) -> Wording:
        """Return how the message with this id says it: the same whenever and wherever it is read,
        in one of its `own` wordings where it has any."""
        digest = blake2b(message.bytes, digest_size=4).digest()
        wordings = own or self.wordings
        return wordings[int.from_bytes(digest) % len(wordings)]

    def is_for(self, roles: frozenset[str]) -> bool:
        """Tell whether a member with these roles gets this kind."""
        return not self.roles or bool(self.roles & roles)


@dataclass(frozen=True)
class Text:
    """A text is a message rendered in one language; each part is a single line."""

    language: str
    subject: str
    line: str
    action: str
    note: str


_registered: dict[str, Kind] = {}


def register(*kinds: Kind) -> None:
    """Register kinds, once for each process, before any message of theirs is written."""
    for kind in kinds:
        if _registered.setdefault(kind.name, kind) is not kind:
            raise UnknownKind(f"Two kinds of message are named {kind.name!r}.")


def registered() -> Mapping[str, Kind]:
    """Return every kind by its name."""
    return _registered


def choices() -> list[tuple[str, Words]]:
    """Return name and label of the kinds that a member finds among their messages."""
    found = [kind for kind in _registered.values() if IN_APP in kind.channels]
    return sorted((kind.name, kind.label) for kind in found)


def kind_of(name: str) -> Kind:
    """Return the kind with this name; UnknownKind for a row that another version of Kalm wrote."""
    try:
        return _registered[name]
    except KeyError as missing:
        raise UnknownKind(f"No kind of message is named {name!r}.") from missing


def check(kind: Kind, context: Mapping[str, Any], *, about: object) -> None:
    """Raise UnknownKind for an unknown kind or a missing word, when a message is made rather than
    when a worker sends it."""
    if _registered.get(kind.name) is not kind:
        raise UnknownKind(f"Messages of kind {kind.name!r} are registered by no app.")
    if missing := kind.words - context.keys():
        raise UnknownKind(f"Messages of kind {kind.name!r} need {', '.join(sorted(missing))}.")
    if "{id}" in kind.path and about is None:
        raise UnknownKind(f"Messages of kind {kind.name!r} need to say what they are about.")


def render(
    kind: Kind, context: Mapping[str, Any], language: str, *, wording: Wording | None = None
) -> Text:
    """Return the message as its reader sees it, in the kind's first wording where none is given.

    Line breaks in words become spaces, so that nothing can add a header to a mail. UnknownKind for
    a row that lacks a word, or whose words are not texts.
    """
    if not isinstance(context, Mapping):
        raise UnknownKind(f"The words of a message of kind {kind.name!r} are no object.")
    said = wording or kind.wordings[0]
    words = dict.fromkeys(kind.may_lack, "")
    words |= {name: _word(value, language) for name, value in context.items()}
    try:
        with translation.override(language):
            return Text(
                language=language,
                subject=_one_line(str(said.subject) % words),
                line=_one_line(str(said.line) % words),
                action=_one_line(str(kind.action) % words),
                note=_one_line(str(kind.note) % words),
            )
    except KeyError as missing:
        raise UnknownKind(kind.name) from missing


def _word(value: object, language: str) -> str:
    return pick(value, language) if isinstance(value, Mapping) else str(value)


def _one_line(text: str) -> str:
    return " ".join(text.split())
