"""Refuses a lease on what can't be watched, and to whoever gave what is to be judged."""

from django.db.models import Exists

from accounts.models import Membership
from coaching.errors import OwnJudgement, RecordingDeleted, VideoNotReady
from coaching.models import Purpose, Review
from coaching.queries.disputes import FEEDBACK, judged_by
from coaching.queries.queue import QUEUED, unplayable
from coaching.queries.regrades import is_recording_deleted
from training.models import Submission

JUDGED = {
    Purpose.DISPUTE: FEEDBACK,
    Purpose.ADJUDICATION: QUEUED,
}  # by purpose, what it decides about


def check_playable(submission: Submission) -> None:
    if Submission.objects.filter(Exists(unplayable("pk")), pk=submission.pk).exists():
        raise VideoNotReady


def check_kept(submission: Submission) -> None:
    """Refuse to score what has feedback again once its recording was deleted; without feedback, it
    goes back to its employee instead."""
    if is_recording_deleted(submission):
        raise RecordingDeleted


def check_impartial(review: Review, coach: Membership) -> None:
    """Refuse a coach to decide about levels that they gave, or released."""
    about = JUDGED.get(Purpose(review.purpose), ())
    if Review.objects.filter(judged_by(coach, *about), pk=review.pk).exists():
        raise OwnJudgement
