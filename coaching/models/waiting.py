"""Defines WaitingSubmission, the row of the coaches' queue."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Language, Membership, Organisation
from training.models import Submission


class WaitingSubmission(models.Model):
    """A waiting submission is one without feedback, with what the queue sorts and filters by.

    Triggers on `training_submission` write it with the submission, and delete it once that is
    scored or given back, so it exists exactly while a coach is waited for. It repeats what
    other tables say, because the queue is read by one index of one table, which grows with what
    waits and not with what was ever submitted. `promised_at` is when the programme, as it was on
    submitting, says that there is feedback; `language` is the one that the member used Kalm in.
    """

    submission = models.OneToOneField(
        Submission, models.CASCADE, primary_key=True, related_name="waiting"
    )
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+", db_index=False)
    membership = models.ForeignKey(Membership, models.CASCADE, related_name="+")
    language = models.CharField(max_length=2, choices=Language)
    submitted_at = models.DateTimeField()
    promised_at = models.DateTimeField()

    class Meta:
        verbose_name = _("waiting submission")
        indexes = [
            # The queue, in its order.
            models.Index(
                fields=["organisation", "promised_at", "submission"], name="waiting_by_promise"
            )
        ]

    def __str__(self) -> str:
        return str(self.submission_id)
