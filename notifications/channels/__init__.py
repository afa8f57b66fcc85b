"""Ways out, one file each. Below services: no rows, no clock; a channel sends and says how it went.

A channel module has `BORN`, the state of a new delivery through it, and where that is `waiting`
also `connect()`, a context manager that gives a Line for one batch.
"""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from notifications.domain.kinds import Text
from notifications.models import DeliveryState


@dataclass(frozen=True)
class Parcel:
    """One delivery, ready to go: `url` is absolute, `id` the delivery's."""

    id: UUID
    address: str
    text: Text
    url: str


@dataclass(frozen=True)
class Outcome:
    """How it went. `waiting` asks for another try later; `reason` holds no personal data."""

    state: DeliveryState
    reason: str = ""
    provider_id: str = ""


class Line(Protocol):
    def send(self, parcel: Parcel) -> Outcome:
        """Sends one; answers for everything it knows, and raises only what it does not."""


class Sender(Protocol):
    def connect(self) -> AbstractContextManager[Line]:
        """A Line for one batch."""
