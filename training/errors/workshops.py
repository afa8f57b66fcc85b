"""Defines the refusals of workshops."""

from django.utils.translation import gettext_lazy as _

from core.errors import Refusal


class WorkshopOver(Refusal):
    code = "workshop_over"
    message = _("This live session is over.")


class WorkshopStarted(Refusal):
    code = "workshop_started"
    message = _("This live session has begun.")


class WorkshopIsCancelled(Refusal):
    code = "workshop_cancelled"
    message = _("This live session was cancelled.")


class WorkshopInThePast(Refusal):
    code = "workshop_in_the_past"
    status = 400
    message = _("Choose a time that is still to come.")


class WorkshopChanged(Refusal):
    """Somebody else changed the workshop since the caller read it."""

    code = "workshop_changed"
    status = 412
    message = _("A colleague changed this live session. Look at it again first.")


class WorkshopFull(Refusal):
    code = "workshop_full"
    message = _("All seats of this live session are taken.")


class SeatsTaken(Refusal):
    code = "seats_taken"
    message = _("More people than that are registered already.")


class CheckInClosed(Refusal):
    code = "check_in_closed"
    message = _("You can do this from half an hour before the live session until it has ended.")


class CodeExpired(Refusal):
    code = "code_expired"
    message = _("This code is too old. Scan the one that is on the screen now.")


class TrainingNotAsked(Refusal):
    code = "training_not_asked"
    status = 400
    message = _("A day for the training goes with the risk of physical aggression alone.")
