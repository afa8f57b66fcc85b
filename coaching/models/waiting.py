"""Defines WaitingSubmission, the row of the coaches' queue."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Language, Membership, Organisation
from scenarios.models import Scenario
from training.models import Submission

SOMEBODY_WAITS = Q(first_by=None) | Q(is_awaited=True)
"""The condition that somebody waits for what a row is about, so that its promise counts."""


class WaitingSubmission(models.Model):
    """A waiting submission is one without feedback, with what the queue sorts and filters by.

    Triggers on `training_submission` write it with the submission, and delete it once that is
    scored or given back, so it exists exactly while a coach is waited for. It repeats what
    other tables say, because the queue is read by one index of one table, which grows with what
    waits and not with what was ever submitted. `promised_at` is when the programme, as it was on
    submitting, says that there is feedback; `warn_at` is when the coaches are told that this is
    soon, and NULL once they were. `language` is the one that the member used Kalm in.

    `first_by` is who released the feedback, where a second coach scores the submission, unknowing,
    to compare: its row is written on release, and deleted once that is done, or was not begun by
    `promised_at`. Nobody waits for it, so its times are those of the release, and nobody is warned;
    unless it `is_awaited`, because it is to say whether the submission passed: then it is promised
    from the release on, told of, and stays until it is done.

    Until `assigned_until`, which is before the promise is broken, only `assigned_to` takes it.
    """

    submission = models.OneToOneField(
        Submission, models.CASCADE, primary_key=True, related_name="waiting"
    )
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+", db_index=False)
    membership = models.ForeignKey(Membership, models.CASCADE, related_name="+")
    language = models.CharField(max_length=2, choices=Language)
    submitted_at = models.DateTimeField()
    promised_at = models.DateTimeField()
    warn_at = models.DateTimeField(null=True)
    exercise = models.ForeignKey(
        Scenario, models.CASCADE, null=True, related_name="+", db_index=False
    )
    first_by = models.ForeignKey(
        Membership, models.CASCADE, null=True, related_name="+", db_index=False
    )
    is_awaited = models.BooleanField(default=False, db_default=False)
    assigned_to = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    assigned_until = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("waiting submission")
        indexes = [
            # The queue, in its order.
            models.Index(
                fields=["organisation", "promised_at", "submission"], name="waiting_by_promise"
            ),
            # For coaches of one language.
            models.Index(
                fields=["organisation", "language", "promised_at", "submission"],
                name="waiting_of_language",
            ),
            models.Index(
                fields=["organisation", "exercise", "promised_at"], name="waiting_of_exercise"
            ),
            models.Index(
                fields=["promised_at"], condition=Q(first_by__isnull=False), name="waiting_second"
            ),
            models.Index(
                fields=["warn_at"], condition=Q(warn_at__isnull=False), name="waiting_to_warn"
            ),
        ]

    def __str__(self) -> str:
        return str(self.submission_id)

    @property
    def is_assigned(self) -> bool:
        """Tell whether it is kept for `assigned_to` now, of a row that was just read."""
        until = self.assigned_until
        return until is not None and until > timezone.now() and self.assigned_to_id is not None
