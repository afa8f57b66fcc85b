"""Defines the refusals of programmes and practice."""

from django.utils.translation import gettext_lazy as _

from core.errors import Refusal


class UnknownProgramme(Refusal):
    code = "unknown_programme"
    status = 400
    message = _("That programme is not in your organisation.")


class ProgrammeChanged(Refusal):
    """If-Match names another state of the programme's settings or rhythm than the stored one."""

    code = "programme_changed"
    status = 412
    message = _("Somebody changed this programme in the meantime. Compare, and choose.")


class MadeByAnother(Refusal):
    code = "made_by_another"
    status = 403
    message = _("Only an admin, or who made this, can change it.")


class StepsChanged(Refusal):
    """If-Match names other steps than the stored ones."""

    code = "steps_changed"
    status = 412
    message = _("Somebody changed these steps in the meantime. Compare, and choose.")


class NothingToPublish(Refusal):
    code = "nothing_to_publish"
    message = _("There are no changes to publish.")


class ProgrammeIncomplete(Refusal):
    """`errors` names what each step still lacks, with its place as attr."""

    code = "programme_incomplete"
    message = _("Something is still missing before this programme can be published.")


class ProgrammeArchived(Refusal):
    code = "programme_archived"
    message = _("This programme has ended. Restore it first.")


class StepRemoved(Refusal):
    """The step is in no published version of its programme any more; an open attempt at it may be
    finished."""

    code = "step_removed"
    message = _("This exercise isn't part of your programme any more.")


class UnknownMember(Refusal):
    code = "unknown_member"
    status = 400
    message = _("That person is not an active member of your organisation or your teams.")


class NotAnEmployee(Refusal):
    code = "not_an_employee"
    message = _("Give this person the role of employee first: only employees practise.")


class UnknownScenario(Refusal):
    code = "unknown_scenario"
    status = 400
    message = _("That exercise is not in your organisation.")


class RangeReversed(Refusal):
    """The least of a rhythm is more than its most. `errors` names the upper end as attr."""

    code = "range_reversed"
    status = 400
    message = _("This can't be less than what stands before it.")


class TooManyLeaves(Refusal):
    code = "too_many_leaves"
    message = _("You have many leaves ahead of you already. Delete one first.")


class UntilUnreachable(Refusal):
    """The day until which reminders are to wait is not to come, or more than a year away."""

    code = "until_unreachable"
    status = 400
    message = _("Choose a day from tomorrow on, within a year.")


class IdInUse(Refusal):
    """The caller used this id before, for something else."""

    code = "id_in_use"
    message = _("This id is already in use for something else.")


class ExerciseNotReady(Refusal):
    code = "exercise_not_ready"
    message = _("This exercise isn't ready yet.")


class AttemptOpen(Refusal):
    """The member has an open attempt at this step already. `errors` names its id as attr."""

    code = "attempt_open"
    message = _("You are already practising this. Continue with that one.")


class AttemptClosed(Refusal):
    code = "attempt_closed"
    message = _("You already sent this one in, so it can't change any more.")


class CannotFollow(Refusal):
    code = "cannot_follow"
    message = _("You can record again once your coach has answered.")


class AlreadyAnswered(Refusal):
    code = "already_answered"
    message = _("You already chose an answer here. The first one stays.")


class UnknownOption(Refusal):
    code = "unknown_option"
    status = 400
    message = _("That answer doesn't belong to this question.")


class OneOptionOnly(Refusal):
    code = "one_option_only"
    status = 400
    message = _("Choose one answer to this question.")


class PathUnknown(Refusal):
    """A scene does not follow by the answers that were given. `errors` names it as attr."""

    code = "path_unknown"
    message = _("This part of the exercise doesn't follow by your answers.")


class TakesUsedUp(Refusal):
    """The author allows so many recordings of a reply, deleted ones included."""

    code = "takes_used_up"
    message = _("You have used all recordings of this reply. Choose one of them.")


class TakeWithoutPicture(Refusal):
    code = "take_without_picture"
    message = _("This reply is with picture. Record it once more with your camera on.")


class UnknownCriterion(Refusal):
    code = "unknown_criterion"
    status = 400
    message = _("That criterion doesn't belong to this exercise.")


class UnknownLevel(Refusal):
    code = "unknown_level"
    status = 400
    message = _("That level doesn't belong to this point.")


class SelfAssessmentClosed(Refusal):
    """The member has read the coach's feedback on this attempt."""

    code = "self_assessment_closed"
    message = _("You have read your coach's feedback, so what you said yourself stays as it is.")


class UploadInUse(Refusal):
    code = "upload_in_use"
    message = _("This recording already belongs to another take.")


class UploadNotATake(Refusal):
    code = "upload_not_a_take"
    status = 400
    message = _("This upload was not made for a take.")


class TakeNotArrived(Refusal):
    code = "take_not_arrived"
    message = _("Your recording is still on its way. Send it in once it has arrived.")


class TakeUnusable(Refusal):
    code = "take_unusable"
    message = _("We can't play this recording. Choose another take, or record once more.")


class SubmissionIncomplete(Refusal):
    """A respond scene of the path has no take, or several where one is sent in; or a question that
    decides how the conversation goes on has no answer. `errors` names the scenes as attr, with the
    codes take_missing, take_twice and answer_missing."""

    code = "submission_incomplete"
    message = _("Choose one recording for every reply.")


class AlreadySubmitted(Refusal):
    code = "already_submitted"
    message = _("You already sent in another take.")


class ReviewRequired(Refusal):
    code = "review_required"
    message = _("A coach looks at this exercise. Send your recording in.")


class NoReview(Refusal):
    code = "no_review"
    message = _("No coach looks at this exercise. Finish it yourself.")


class NotSubmitted(Refusal):
    code = "not_submitted"
    message = _("This attempt was not sent in.")
