"""Refusals of this app."""

from django.utils.translation import gettext_lazy as _

from core.errors import Refusal


class QueueEmpty(Refusal):
    code = "queue_empty"
    message = _("Nothing is waiting for a coach right now.")


class LeaseHeld(Refusal):
    code = "lease_held"
    message = _("Another coach is working on this one.")


class VideoNotReady(Refusal):
    code = "video_not_ready"
    message = _("This recording is still being prepared. Take it when it can be played.")


class LeaseStale(Refusal):
    """The hold has expired, was given back, or was never the caller's. `errors` names the part
    that was not saved by its path below the review, such as comments/{id}."""

    code = "lease_stale"
    message = _("You no longer hold this review. What you sent was not saved; keep your text.")


class AlreadyReleased(Refusal):
    code = "already_released"
    message = _("This feedback has been released and can't change any more.")


class ReviewIncomplete(Refusal):
    """`errors` lists what is missing: score_missing per criterion, strength_missing,
    say_instead_missing."""

    code = "review_incomplete"
    message = _("Something is still missing before this can be released.")


class OwnAttempt(Refusal):
    code = "own_attempt"
    status = 403
    message = _("You can't review your own attempt.")


class Invalid(Refusal):
    """A value that fits its type but not this review; `errors` names the field."""

    code = "invalid"
    status = 400
    message = _("That doesn't fit this review.")
