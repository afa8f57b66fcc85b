"""Reads how a programme is called, as cards show it."""

from dataclasses import dataclass
from uuid import UUID

from core.texts import pick
from training.models import Programme


@dataclass(frozen=True)
class ProgrammeName:
    id: UUID
    name: str


def programme_name(programme: Programme, language: str) -> ProgrammeName:
    return ProgrammeName(programme.id, pick(programme.name, language))
