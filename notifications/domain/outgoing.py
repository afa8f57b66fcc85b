"""Defines the plain values of what is to be written and delivered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from notifications.domain.kinds import Kind


@dataclass(frozen=True)
class Outgoing:
    """An outgoing message is one to be written: to a member, or about signing in to a person.

    Two with the same `dedupe_key` are the same message, of which the first stays. `about` is the id
    of what it speaks of, for its link and for `mark_read_about`. What has not left by `not_after`
    (an outage) does not leave; in the app it is there all the same. `address` is where it goes
    instead of to the address that the reader has when it leaves.
    """

    kind: Kind
    dedupe_key: str
    recipient_id: UUID | None = None
    person_id: UUID | None = None
    context: Mapping[str, Any] = field(default_factory=dict)
    about: UUID | None = None
    not_after: datetime | None = None
    address: str = ""


@dataclass(frozen=True)
class NewDelivery:
    """A new delivery is a row of notifications.models.Delivery that nobody tried yet."""

    id: UUID
    message: UUID
    channel: str
    address: str
    fixed_address: str
    state: str
    queued_at: datetime
    due_at: datetime
    not_after: datetime | None
    finished_at: datetime | None
    reason: str
