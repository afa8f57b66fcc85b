"""Defines what a channel is: a file here with a `DEFINITION`, listed in `table.CHANNELS`.

Below services: no rows and no clock. A channel sends one rendered message and says how it went.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol
from uuid import UUID

from notifications.domain.kinds import Calendar, Text
from notifications.domain.replies import Fault
from notifications.models import DeliveryState


@dataclass(frozen=True)
class Target:
    """A target is the push subscription of a device: a secret address, and two keys."""

    endpoint: str
    p256dh: str
    auth: str


@dataclass(frozen=True)
class Snooze:
    """A snooze is what a notification needs to let messages wait without opening the app: in which
    organisation, and for which membership, so that nobody else's session does it."""

    organisation: str
    member: UUID


@dataclass(frozen=True)
class Rendered:
    """A rendered delivery is ready to be sent: `url` is absolute, `id` is the delivery's;
    `calendar` is for channels that reach a calendar.

    `topic` is the same for every delivery of a message, `ttl` how many seconds it is of use, and
    `target` where a push goes; `snooze` is there where "not now" may be said. `unsubscribe_key` and
    `settings_url` are empty for what nobody can switch off.
    """

    id: UUID
    address: str
    text: Text
    url: str
    calendar: Calendar | None = None
    unsubscribe_key: str = ""
    settings_url: str = ""
    topic: str = ""
    ttl: int = 0
    target: Target | None = None
    snooze: Snooze | None = None


@dataclass(frozen=True)
class Outcome:
    """An outcome says how one attempt at a delivery went. `waiting` asks for another try later;
    `reason` is a code without personal data.

    `fault` is whom a refusal is about; `said` are the server's words where they are about us;
    `wait` is how long the other side asks to wait.
    """

    state: DeliveryState
    reason: str = ""
    provider_id: str = ""
    fault: Fault = Fault.NONE
    said: str = ""
    wait: timedelta | None = None


class Connection(Protocol):
    """A connection sends the messages of one batch."""

    def send(self, message: Rendered) -> Outcome:
        """Send one message. It returns an outcome for every failure that it knows, and raises only
        for others."""


@dataclass(frozen=True)
class Definition:
    """A definition describes a channel: the state of a new delivery through it, and where that is
    `waiting`, how to connect for one batch, sent one by one and at most once when in doubt; or how
    to send a batch at once, each at least once. `is_on` tells whether the operator configured it:
    nothing is written for a channel that is off, and nobody is asked about it. `by_wish` is for one
    by which only they get messages who switched it on. `batch` is how many deliveries one task
    carries, and `longest` how long sending them at once takes at most: the sweep takes a worker for
    lost by it."""

    first_state: DeliveryState
    connect: Callable[[], AbstractContextManager[Connection]] | None = None
    send_batch: Callable[[Sequence[Rendered]], Mapping[UUID, Outcome]] | None = None
    is_on: Callable[[], bool] = lambda: True
    by_wish: bool = False
    batch: int = 100
    longest: timedelta = timedelta(minutes=1)
