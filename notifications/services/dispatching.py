"""Dispatches deliveries in batches of the size that suits their channel."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from core.dispatch import dispatch_in_batches
from notifications.channels.table import CHANNELS
from notifications.models import Channel


def dispatch_deliveries(waiting: Iterable[tuple[str, UUID]], **options: Any) -> None:
    """Let workers send these deliveries, each given as channel and id; the order of each channel
    stays."""
    ids: dict[str, list[UUID]] = defaultdict(list)
    for channel, id in waiting:
        ids[channel].append(id)
    for channel, of_channel in ids.items():
        size = CHANNELS[Channel(channel)].batch
        dispatch_in_batches("notifications.deliver", of_channel, size=size, **options)
