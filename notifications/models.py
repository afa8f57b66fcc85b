"""Nouns: Message (what is said to whom) and Delivery (each way it goes out; the outbox)."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from core.ids import new_id


class Message(models.Model):
    """One line to one member, with a link into the client. `kind` names its template, `context`
    its words; the text is rendered in the reader's language when it is read or sent."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    recipient = models.ForeignKey(Membership, models.CASCADE, related_name="messages")
    kind = models.CharField(max_length=40)
    context = models.JSONField(default=dict)
    link = models.CharField(max_length=300)
    dedupe_key = models.CharField(max_length=120, unique=True)
    created_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("message")
        indexes = [models.Index(fields=["recipient", "-id"], name="message_by_recipient")]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class Channel(models.TextChoices):
    IN_APP = "in_app", _("in the app")
    MAIL = "mail", _("mail")


class DeliveryState(models.TextChoices):
    WAITING = "waiting"
    SENDING = "sending"  # claimed by a worker; on a crash it ends as unknown, never sent twice
    SENT = "sent"
    SKIPPED = "skipped"
    FAILED = "failed"
    UNKNOWN = "unknown"


class Delivery(models.Model):
    """One message through one channel. `reason` says why it was skipped or failed; past
    `not_after` it is not sent any more."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    message = models.ForeignKey(Message, models.CASCADE, related_name="deliveries")
    channel = models.CharField(max_length=10, choices=Channel)
    state = models.CharField(max_length=10, choices=DeliveryState, default=DeliveryState.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
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
            models.UniqueConstraint(fields=["message", "channel"], name="delivery_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=DeliveryState.values), name="delivery_state_known"
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=models.Q(state="waiting"),
                name="delivery_waiting",
            )
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.state}"
