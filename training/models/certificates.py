"""Defines the certificate of a finished programme."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.ids import new_id
from training.models.programmes import Enrolment


class Certificate(models.Model):
    """A certificate says that somebody finished a programme, in the words of the day on which it
    was issued: names that change later stay as they were. `code` is what anyone verifies it by. An
    enrolment has one valid certificate at most."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="certificates")
    code = models.CharField(max_length=16, unique=True)
    name = models.CharField(max_length=200)
    organisation_name = models.CharField(max_length=200)
    programme_name = models.JSONField()
    finished_on = models.DateField()
    issued_at = models.DateTimeField(default=timezone.now)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("certificate")
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment"],
                condition=Q(revoked_at__isnull=True),
                name="certificate_one_valid",
            )
        ]

    def __str__(self) -> str:
        return f"certificate of {self.enrolment_id}"
