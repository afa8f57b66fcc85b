"""Defines the nouns of live sessions: Workshop -> Attendance."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Organisation
from core.ids import new_id
from core.model_fields import LineField
from core.texts import validate_texts
from core.zones import validate_zone

MOST_SEATS = 500


class WorkshopKind(models.TextChoices):
    WORKSHOP = "workshop", _("workshop")
    PHYSICAL = "physical", _("physical training")


class WorkshopState(models.TextChoices):
    PLANNED = "planned", _("planned")
    CANCELLED = "cancelled", _("cancelled")
    HELD = "held", _("held")


class Workshop(models.Model):
    """A workshop is one live session at a place, with a number of seats.

    `time_zone` is that of the place. `trainer` is a member of the organisation, or `trainer_name`
    somebody else. `seats_taken` counts the attendances that take a seat; a constraint keeps it
    within `seats`, however many register at once. `sequence` rises with each change that calendars
    must take over (RFC 5545, 3.8.7.4). `remind_at` is when the reminder is due; NULL once it was
    sent or where none comes. `planned_by` and admins change it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="workshops")
    title = models.JSONField(validators=[validate_texts])
    description = models.JSONField(default=dict)
    kind = models.CharField(max_length=10, choices=WorkshopKind, default=WorkshopKind.WORKSHOP)
    state = models.CharField(max_length=10, choices=WorkshopState, default=WorkshopState.PLANNED)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    time_zone = models.CharField(max_length=64, validators=[validate_zone])
    place = LineField(max_length=200)
    seats = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(MOST_SEATS)]
    )
    seats_taken = models.PositiveSmallIntegerField(default=0)
    trainer = models.ForeignKey(
        Membership, models.SET_NULL, null=True, related_name="workshops_given"
    )
    trainer_name = LineField(max_length=200, blank=True)
    sequence = models.PositiveIntegerField(default=0)
    remind_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(default=timezone.now)
    planned_by = models.ForeignKey(
        Membership, models.SET_NULL, null=True, related_name="+", db_index=False
    )

    class Meta:
        verbose_name = _("live session")
        constraints = [
            models.CheckConstraint(
                condition=Q(seats_taken__lte=F("seats")), name="workshop_never_overbooked"
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="workshop_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(seats__range=(1, MOST_SEATS)), name="workshop_seats_sensible"
            ),
            models.CheckConstraint(
                condition=Q(state__in=WorkshopState.values), name="workshop_state_known"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=WorkshopKind.values), name="workshop_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(trainer__isnull=True) | Q(trainer_name=""),
                name="workshop_has_one_trainer",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "starts_at"], name="workshop_by_start"),
            models.Index(
                fields=["remind_at"],
                condition=Q(remind_at__isnull=False),
                name="workshop_reminder_due",
            ),
            models.Index(fields=["ends_at"], condition=Q(state="planned"), name="workshop_planned"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class AttendanceState(models.TextChoices):
    REGISTERED = "registered", _("registered")
    WAITING = "waiting", _("on the waiting list")
    ATTENDED = "attended", _("attended")
    ABSENT = "absent", _("absent")
    WITHDRAWN = "withdrawn", _("withdrawn")


SEATED = (AttendanceState.REGISTERED, AttendanceState.ATTENDED)
"""States that take a seat."""


class Attendance(models.Model):
    """An attendance says what a member has to do with one workshop.

    The waiting list is in the order of `number`, which is given anew at each registration.
    `changes` counts the moves between states, so that each has messages of its own.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workshop = models.ForeignKey(
        Workshop, models.CASCADE, related_name="attendances", db_index=False
    )
    membership = models.ForeignKey(Membership, models.CASCADE, related_name="attendances")
    state = models.CharField(max_length=10, choices=AttendanceState)
    number = models.PositiveIntegerField()
    changes = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("attendance")
        constraints = [
            models.UniqueConstraint(fields=["workshop", "membership"], name="attendance_once"),
            models.CheckConstraint(
                condition=Q(state__in=AttendanceState.values), name="attendance_state_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership_id} {self.state} {self.workshop_id}"
