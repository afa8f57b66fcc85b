"""Reads the browsers that get push notifications."""

from collections import defaultdict
from collections.abc import Collection
from uuid import UUID

from django.db.models import QuerySet

from accounts.models import Membership, Person
from notifications.models import Device


def devices_of(memberships: Collection[UUID | None]) -> dict[UUID, list[UUID]]:
    """Return the ids of the devices that get a member's notifications, by membership, in one
    statement. A device gets those of each organisation that its person is in."""
    found: dict[UUID, list[UUID]] = defaultdict(list)
    pairs = Membership.objects.filter(
        pk__in={one for one in memberships if one is not None},
        person__devices__disabled_reason="",
    ).values_list("pk", "person__devices__pk")
    for member, device in pairs:
        found[member].append(device)
    return found


def own_devices(person: Person) -> QuerySet[Device]:
    """Return the person's own devices, the one that was seen last first."""
    return Device.objects.filter(person=person).order_by("-seen_at")
