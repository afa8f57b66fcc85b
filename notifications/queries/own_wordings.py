"""Reads what organisations say in their own words. A batch of any size takes one statement."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from accounts.models import Membership
from core.errors import NotFound
from core.etags import version_of
from core.texts import LANGUAGES
from notifications.domain import kinds
from notifications.domain.kinds import Kind, Wording
from notifications.domain.own_wordings import (
    Fault,
    OwnWording,
    faults_of,
    of_kalm,
    read,
    to_wording,
)
from notifications.models import Message, OwnWordings


@dataclass(frozen=True)
class OwnTexts:
    """Own texts hold what some organisations say in their own words, as far as it can be sent.
    `invalid` are the ids of rows with a wording that can't be sent any more."""

    wordings: Mapping[tuple[UUID, str, str], tuple[Wording, ...]]
    invalid: tuple[UUID, ...] = ()

    def wording_of(self, kind: Kind, message: Message, language: str) -> Wording:
        """Return how a message is said: by the organisation's own words in this language, where
        there are any, else by Kalm's."""
        recipient = message.recipient
        if recipient is None:
            return kind.wording_of(message.pk)
        own = self.wordings.get((recipient.organisation_id, kind.name, language), ())
        return kind.wording_of(message.pk, own)


@dataclass(frozen=True)
class TextsDocument:
    """A document has the texts of one kind in one language, as an admin reads and changes them.
    `wordings` are what is sent: the own ones where `is_own`, else Kalm's, which `of_kalm` are.
    `faults` has for each wording why it is not sent any more."""

    kind: Kind
    language: str
    own: tuple[OwnWording, ...]

    @property
    def is_own(self) -> bool:
        return bool(self.own)

    @property
    def of_kalm(self) -> tuple[OwnWording, ...]:
        return of_kalm(self.kind, self.language)

    @property
    def wordings(self) -> tuple[OwnWording, ...]:
        return self.own or self.of_kalm

    @property
    def faults(self) -> list[list[Fault]]:
        return [faults_of(self.kind, one) for one in self.own]

    @property
    def version(self) -> str:
        """Return a name for what the organisation wrote."""
        return version_of([vars(one) for one in self.own])


def editable_kinds() -> list[Kind]:
    """Return the kinds whose words an organisation may replace, in the order of registration."""
    return [kind for kind in kinds.registered().values() if kind.is_editable]


def editable_kind(name: str, language: str) -> Kind:
    """Return the kind with this name; NotFound where it can't be edited, or for a language that
    Kalm does not speak."""
    kind = kinds.registered().get(name)
    if kind is None or not kind.is_editable or language not in LANGUAGES:
        raise NotFound
    return kind


def texts_of(membership: Membership, kind: str, language: str) -> TextsDocument:
    """Return the member's organisation's texts of one kind in one language; NotFound where there
    are none to edit."""
    found = editable_kind(kind, language)
    row = OwnWordings.objects.filter(
        organisation=membership.organisation_id, kind=kind, language=language
    ).first()
    return TextsDocument(found, language, tuple(read(row.wordings)) if row else ())


def all_texts_of(membership: Membership) -> list[TextsDocument]:
    """Return the member's organisation's texts of every kind that can be edited, in each
    language."""
    rows = OwnWordings.objects.filter(organisation=membership.organisation_id)
    own = {(row.kind, row.language): tuple(read(row.wordings)) for row in rows}
    return [
        TextsDocument(kind, language, own.get((kind.name, language), ()))
        for kind in editable_kinds()
        for language in LANGUAGES
    ]


def own_texts_of(organisations: Collection[UUID]) -> OwnTexts:
    """Return what these organisations say in their own words, in one statement. A wording that
    can't be sent is left out, so that Kalm's own is said where none is left."""
    found, invalid = {}, []
    for row in OwnWordings.objects.filter(organisation__in=set(organisations)):
        kind = kinds.registered().get(row.kind)
        own = read(row.wordings)
        good = [one for one in own if kind and kind.is_editable and not faults_of(kind, one)]
        found[row.organisation_id, row.kind, row.language] = tuple(map(to_wording, good))
        if len(good) < len(own):
            invalid.append(row.pk)
    return OwnTexts(found, tuple(invalid))
