"""Defines the browsers that get push notifications."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from core.ids import new_id


class Device(models.Model):
    """A device is a browser that a person let show notifications, with its push subscription.

    `endpoint` is a secret address of the browser's maker, `p256dh` and `auth` the keys for which
    messages are encrypted; none of them is ever shown. Only the session (a hash of its key) that
    registered it may end it by signing out. `disabled_reason` says why nothing is sent there any
    more, until the browser registers again.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="devices")
    endpoint = models.CharField(max_length=1000, unique=True)
    p256dh = models.CharField(max_length=100)
    auth = models.CharField(max_length=40)
    label = models.CharField(max_length=60, blank=True)
    session = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now)
    disabled_reason = models.CharField(max_length=40, blank=True)

    class Meta:
        verbose_name = _("device")
        indexes = [models.Index(fields=["seen_at"], name="device_by_seen")]

    def __str__(self) -> str:
        return self.label or str(self.pk)
