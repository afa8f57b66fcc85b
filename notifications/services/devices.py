"""Holds the verbs on the browsers that get push notifications."""

from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from uuid import UUID

import structlog
from django.db import connection, transaction
from django.db.models.functions import Now

from accounts.models import Person
from core.errors import NotFound
from core.outgoing import is_acceptable
from notifications.domain.subscriptions import are_keys
from notifications.errors import SubscriptionInvalid
from notifications.models import Device

MOST = 10
"""How many devices a person has; one more replaces the one that was not seen for longest."""

UNSEEN = timedelta(days=180)
log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Subscription:
    """A subscription is what a browser's PushSubscription holds."""

    endpoint: str
    p256dh: str
    auth: str


@transaction.atomic
def register_device(
    *, person: Person, device: UUID, subscription: Subscription, label: str, session: str
) -> tuple[Device, bool]:
    """Let this browser get the person's notifications, and return the row and whether it is new;
    repeatable. Whoever had it before gets nothing there any more: a subscription is the browser's.

    NotFound for an id that is another person's and another browser's; SubscriptionInvalid for an
    address or keys that no browser makes.
    """
    if not (
        is_acceptable(subscription.endpoint) and are_keys(subscription.p256dh, subscription.auth)
    ):
        raise SubscriptionInvalid
    _one_after_the_other(person, subscription.endpoint)
    Device.objects.filter(endpoint=subscription.endpoint).exclude(pk=device).delete()
    known = Device.objects.filter(pk=device).first()
    if known and known.person_id != person.pk and known.endpoint != subscription.endpoint:
        raise NotFound
    row, is_new = Device.objects.update_or_create(
        pk=device,
        defaults={
            "person": person,
            "endpoint": subscription.endpoint,
            "p256dh": subscription.p256dh.rstrip("="),
            "auth": subscription.auth.rstrip("="),
            "label": label,
            "session": hash_of(session),
            "seen_at": Now(),
            "disabled_reason": "",
        },
    )
    row.refresh_from_db()
    kept = Device.objects.filter(person=person).order_by("-seen_at").values_list("pk")[:MOST]
    Device.objects.filter(person=person).exclude(
        pk__in=list(kept.values_list("pk", flat=True))
    ).delete()
    return row, is_new


def remove_device(*, person: Person, device: UUID) -> None:
    """Let a device of the person's own get nothing any more; repeatable. NotFound for another
    person's."""
    found = Device.objects.filter(pk=device).first()
    if found and found.person_id != person.pk:
        raise NotFound
    Device.objects.filter(pk=device, person=person).delete()


def remove_devices_of_session(*, session: str) -> None:
    """Let the browser that signs out get nothing any more."""
    if session:
        Device.objects.filter(session=hash_of(session)).delete()


def remove_devices_of(*, person: Person) -> None:
    """Let no device of the person's get anything until it registers again, as where all its
    sessions end, by a new password or another address: somebody else may have signed in there."""
    Device.objects.filter(person=person).delete()


def remove_gone(*, device: UUID, endpoint: str) -> None:
    """Remove a device whose push service says that the subscription ended, unless it has another
    one by now."""
    Device.objects.filter(pk=device, endpoint=endpoint).delete()


def disable(*, device: UUID, endpoint: str, reason: str) -> None:
    """Send nothing to a device any more, for a reason that will not pass by itself."""
    rows = Device.objects.filter(pk=device, endpoint=endpoint, disabled_reason="")
    if rows.update(disabled_reason=reason[:40]):
        log.warning("device_disabled", id=str(device), reason=reason)


def prune_devices() -> int:
    """Remove the devices that were not seen for half a year, and return how many."""
    return Device.objects.filter(seen_at__lt=Now() - UNSEEN).delete()[0]


def hash_of(session: str) -> str:
    """Return what is kept of a session's key: enough to find its devices, and no key."""
    return sha256(session.encode()).hexdigest() if session else ""


def _one_after_the_other(person: Person, endpoint: str) -> None:
    """Let requests for the same person or the same browser wait for one another."""
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [endpoint])
