"""Defines messages and their deliveries, and what stops a channel or an address."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Person
from core.ids import new_id


class Message(models.Model):
    """A message tells one member one thing, with a link into the client.

    `kind` names a registered kind, `context` its words; text and link are made when it is read or
    sent, in the reader's language. `about` is the id of the row that it speaks of: when the member
    opens that, the message is read. Mail about signing in belongs to a `person`, who may be in no
    organisation, and has no recipient.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    recipient = models.ForeignKey(Membership, models.CASCADE, null=True, related_name="messages")
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="messages")
    kind = models.CharField(max_length=40)
    context = models.JSONField(default=dict)
    about = models.UUIDField(null=True)
    dedupe_key = models.CharField(max_length=120, unique=True)
    created_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("message")
        constraints = [
            models.CheckConstraint(
                condition=Q(recipient__isnull=False, person__isnull=True)
                | Q(recipient__isnull=True, person__isnull=False),
                name="message_has_one_reader",
            )
        ]
        indexes = [models.Index(fields=["recipient", "-id"], name="message_by_recipient")]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"

    @property
    def reader(self) -> Person:
        """Return the person who reads it, as a member or as a person."""
        reader = self.recipient.person if self.recipient else self.person
        assert reader is not None  # noqa: S101  # by the constraint message_has_one_reader
        return reader


class Channel(models.TextChoices):
    IN_APP = "in_app", _("in the app")
    MAIL = "mail", _("mail")
    PUSH = "push", _("notification")
    CHAT = "chat", _("text")


class DeliveryState(models.TextChoices):
    WAITING = "waiting"
    SENDING = "sending"  # claimed by a worker; on a crash it ends as unknown, never sent twice
    SENT = "sent"
    SKIPPED = "skipped"
    FAILED = "failed"
    UNKNOWN = "unknown"


class Delivery(models.Model):
    """A delivery is one message through one channel to one address.

    `address` is empty until a worker claims it, and is then the reader's address at that moment, or
    `fixed_address` where it has one. Of a push it is the id of a device, from the start.
    `reason` says why it was skipped or failed, or what it waits
    for. Past `not_after`, or some days after `queued_at`, it is not sent any more.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    message = models.ForeignKey(Message, models.CASCADE, related_name="deliveries")
    channel = models.CharField(max_length=10, choices=Channel)
    address = models.CharField(max_length=320, blank=True)
    fixed_address = models.CharField(max_length=320, blank=True, default="")
    state = models.CharField(max_length=10, choices=DeliveryState, default=DeliveryState.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    queued_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now)
    not_after = models.DateTimeField(null=True)
    claimed_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    provider_id = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        constraints = [
            models.UniqueConstraint(fields=["message", "channel", "address"], name="delivery_once"),
            models.CheckConstraint(
                condition=Q(state__in=DeliveryState.values), name="delivery_state_known"
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=Q(state="waiting"),
                name="delivery_waiting",
            )
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.state}"


class Outage(models.Model):
    """An outage says that nothing gets through a channel, for a reason that lies with the server or
    with us.

    The row exists while the outage lasts; everything in the outbox waits, except for a probe at
    `next_try_at`.
    """

    channel = models.CharField(primary_key=True, max_length=10, choices=Channel)
    reason = models.CharField(max_length=200)
    since = models.DateTimeField(default=timezone.now)
    failed_at = models.DateTimeField(default=timezone.now)
    failures = models.PositiveIntegerField(default=1)
    next_try_at = models.DateTimeField()

    class Meta:
        verbose_name = _("outage")

    def __str__(self) -> str:
        return f"{self.channel} {self.reason}"


class RefusedAddress(models.Model):
    """A refused address is one of which a server said that there is no such mailbox. After several
    refusals nothing is sent there any more, until an address is corrected or an operator sends
    again. `is_reported` says that a mail service told so of a mail that it had taken: that it takes
    another proves nothing."""

    channel = models.CharField(max_length=10, choices=Channel)
    address = models.CharField(max_length=320)
    refusals = models.PositiveIntegerField(default=1)
    first_delivery = models.UUIDField()
    reason = models.CharField(max_length=200)
    refused_at = models.DateTimeField(default=timezone.now)
    stopped_at = models.DateTimeField(null=True)
    is_reported = models.BooleanField(default=False, db_default=False)

    class Meta:
        verbose_name = _("refused address")
        verbose_name_plural = _("refused addresses")
        constraints = [
            models.UniqueConstraint(fields=["channel", "address"], name="refused_address_once")
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.pk}"
