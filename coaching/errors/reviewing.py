"""Defines the refusals of reviews: queue, leases, marks, releases, and what follows them."""

from django.utils.translation import gettext_lazy as _

from core.errors import Refusal


class QueueEmpty(Refusal):
    code = "queue_empty"
    message = _("Nothing is waiting for a coach right now.")


class LeaseTaken(Refusal):
    code = "lease_taken"
    message = _("Another coach is working on this one.")


class Assigned(Refusal):
    """The submission is assigned to another coach for now."""

    code = "assigned"
    message = _("This one is kept for a colleague for now.")


class CoachMayNotReview(Refusal):
    """The coach is bounded to others, has a conflict of interest, or made it themselves."""

    code = "coach_may_not_review"
    message = _("This coach can't review this person. Choose somebody else.")


class OpenCapReached(Refusal):
    """The coach has as many reviews open as their organisation lets one have."""

    code = "open_cap_reached"
    message = _(
        "You have as many recordings as you can have at once. Finish or give back one first."
    )


class DayCapReached(Refusal):
    """The coach took as many reviews today as their organisation lets one take."""

    code = "day_cap_reached"
    message = _("You have reviewed as many recordings today as your organisation asks. Well done.")


class Held(Refusal):
    """The feedback is finished and not released: its coach takes it up again first."""

    code = "held"
    message = _("This one is finished and waits to be sent. Open your list of finished feedback.")


class NotHeld(Refusal):
    """The feedback was taken up again, or given back, before it was released."""

    code = "not_held"
    message = _("This one isn't finished any more. Somebody is working on it again.")


class HeldByAnother(Refusal):
    """A colleague finished the feedback, and releases it."""

    code = "held_by_another"
    status = 403
    message = _("A colleague finished this one, and sends it.")


class LeadFirst(Refusal):
    """The organisation wants that a lead coach looks at feedback before it is released."""

    code = "lead_first"
    message = _("A lead coach looks at this first. Finish it, and it goes to them.")


class ReleaseFailed(Refusal):
    """One of several could not be released, through no fault of the coach; others were."""

    code = "release_failed"
    message = _("Something went wrong with this one. Nothing is lost; try again later.")


class VideoNotReady(Refusal):
    code = "video_not_ready"
    message = _("This recording is still being prepared. Take it when it can be played.")


class LeaseStale(Refusal):
    """The lease has expired, was given back, or was never the caller's. `errors` names the part
    that was not saved by its path below the review, such as comments/{id}."""

    code = "lease_stale"
    message = _(
        "This review is no longer assigned to you. What you sent was not saved; keep your text."
    )


class MarkChanged(Refusal):
    """The score or comment is not what the coach saw when they changed it: another tab, device or
    coach was there. `current` is what stands there now, null where it was removed."""

    code = "mark_changed"
    status = 412
    message = _("This was changed in the meantime. What you sent was not saved; keep your text.")


class ReviewChanged(Refusal):
    """A score or comment of the review is not what the coach saw who releases it."""

    code = "review_changed"
    status = 412
    message = _("Something in this feedback was changed in the meantime. Look at it once more.")


class AlreadyReleased(Refusal):
    code = "already_released"
    message = _("This feedback has been released and can't change any more.")


class ReviewIncomplete(Refusal):
    """The review can't be released yet; `errors` lists what is missing: score_missing per
    criterion, strength_missing, say_instead_missing."""

    code = "review_incomplete"
    message = _("Something is still missing before this can be released.")


class ReviewBegun(Refusal):
    """A coach has begun on the submission, or released feedback: it can't be withdrawn."""

    code = "review_begun"
    message = _("A coach has already begun on this one, so you can't take it back any more.")


class NotReleased(Refusal):
    """Only what has feedback is scored again: until then the first review judges it."""

    code = "not_released"
    message = _("Send the first feedback before you score this again.")


class RubricVersionNotNewer(Refusal):
    """The version is a draft, of another rubric, or no newer than the one of the attempt."""

    code = "rubric_version_not_newer"
    message = _("Choose a newer, published version of the rubric that this was scored by.")


class AlreadyRegraded(Refusal):
    """The submission has a regrade in this rubric version; `errors` names its review."""

    code = "already_regraded"
    message = _("This was scored again by that version of the rubric already.")


class RegradeBegun(Refusal):
    """A regrade is removed only before anybody marked it, and while no colleague has it."""

    code = "regrade_begun"
    message = _("Somebody has begun to score this, so it can't be taken back any more.")


class RecordingDeleted(Refusal):
    """A regrade needs the recording, which was deleted when its term was over."""

    code = "recording_deleted"
    message = _("The recording was deleted, so this can't be scored again.")


class IdInUse(Refusal):
    code = "id_in_use"
    message = _("This was begun already, with something else in it.")


class AlreadyTagged(Refusal):
    """The coach answered this question with another option before, and saw the employee's."""

    code = "already_tagged"
    message = _("You answered this already. Your first answer stays.")


class AlreadyDisputed(Refusal):
    """The feedback has a dispute, of another score or with another reason."""

    code = "already_disputed"
    message = _("You asked a second coach to look at this feedback already.")


class DisputeTooLate(Refusal):
    """A score is disputed within a stated time after the release."""

    code = "dispute_too_late"
    message = _("The time in which a second coach could look at this is over.")


class LicenceRequired(Refusal):
    """The organisation lets only coaches review who are calibrated, and the caller's licence ended
    or never was."""

    code = "licence_required"
    status = 403
    message = _("First score the example clips: your organisation asks that of every coach.")


class TooManyAnchors(Refusal):
    """A calibration stays within a sitting."""

    code = "too_many_anchors"
    message = _("There are as many example clips as fit. Remove one first.")


class CalibrationNotReady(Refusal):
    """A calibration needs a few anchors, whose agreed levels are not all the same one."""

    code = "calibration_not_ready"
    message = _("There are too few example clips yet, or all have the same levels.")


class CalibrationTooSoon(Refusal):
    """After a calibration that gave no licence, a few days pass before the next one; a licence is
    renewed in the last two months of it."""

    code = "calibration_too_soon"
    message = _("You scored these clips not long ago. Try again later.")


class CalibrationFinished(Refusal):
    code = "calibration_finished"
    message = _("This calibration is finished, so nothing in it can change.")


class CalibrationIncomplete(Refusal):
    """Criteria without a level are in `errors`, by the anchor."""

    code = "calibration_incomplete"
    message = _("Score every point of every clip first.")


class OwnJudgement(Refusal):
    """A dispute and an adjudication are decided by a coach who did not give the scores."""

    code = "own_judgement"
    status = 403
    message = _("You gave these levels, so a colleague decides.")


class TooManyFollowUps(Refusal):
    """Employee and coaches write at most so often below one feedback, each side by itself."""

    code = "too_many_follow_ups"
    message = _("This is as much as fits here. Talk about the rest with each other.")


class OwnAttempt(Refusal):
    code = "own_attempt"
    status = 403
    message = _("You can't review your own attempt.")


class PhraseChanged(Refusal):
    """The phrase is not what the coach saw when they changed or removed it; `current` is what it
    is now, null where it was removed."""

    code = "phrase_changed"
    status = 412
    message = _("A colleague changed this phrase in the meantime. Nothing of yours was saved.")


class CoachingRulesChanged(Refusal):
    """The rules of coaching are not what the admin saw who changed them; `current` is what they
    are now."""

    code = "coaching_rules_changed"
    status = 412
    message = _("A colleague changed these rules in the meantime. Nothing of yours was saved.")


class CoachScopeChanged(Refusal):
    """The coach's scope is not the one that the admin saw who changed it; `current` is what it is
    now."""

    code = "coach_scope_changed"
    status = 412
    message = _(
        "A colleague changed what this coach reviews in the meantime. Nothing of yours was saved."
    )


class TooManyPhrases(Refusal):
    code = "too_many_phrases"
    message = _("There are as many phrases as there can be. Remove one that nobody uses.")


class Invalid(Refusal):
    """A value fits its type but not this review; `errors` names the field."""

    code = "invalid"
    status = 400
    message = _("That doesn't fit this review.")
