"""Defines the refusals about certificates, reminders and moments."""

from django.utils.translation import gettext_lazy as _

from core.errors import Refusal


class NotFinished(Refusal):
    code = "not_finished"
    message = _("There is a certificate once this programme is finished.")


class CertificateRevoked(Refusal):
    code = "certificate_revoked"
    message = _("This certificate is no longer valid. Ask an admin of your organisation.")


class RemindedAlready(Refusal):
    """The person was reminded within the last week, by anybody and of any programme. Retry-After
    says when they may be again."""

    code = "reminded_already"
    message = _("This person was reminded this week already.")


class NothingToRemind(Refusal):
    code = "nothing_to_remind"
    message = _("Nothing is planned for this person, so there is nothing to remind of.")


class NotAtThisHour(Refusal):
    code = "not_at_this_hour"
    message = _("This isn't a moment to disturb this person. Try again on one of the days, by day.")


class MomentsNotAllowed(Refusal):
    code = "moments_not_allowed"
    message = _("Your organisation has switched this off.")
