"""Defines the refusals of this app."""

from django.utils.translation import gettext_lazy as _

from core.errors import Refusal


class UnknownKind(ValueError):
    """An app above named a kind that is not registered, or left out a word that it needs."""


class AlwaysComes(Refusal):
    """Nobody switches off what is about signing in, nor the list of messages in the app."""

    code = "always_comes"
    message = _("This message always comes, for you may need it to sign in.")


class SubscriptionInvalid(Refusal):
    """The address is none that a push service has (https, and not in a private network), or the
    keys are none."""

    code = "subscription_invalid"
    status = 400
    message = _("We can't send notifications to this browser.")


class QuietHoursTooLong(Refusal):
    code = "quiet_hours_too_long"
    status = 400
    message = _("Leave at least two hours of the day, or nothing would ever arrive.")


class QuietHoursChanged(Refusal):
    """The quiet hours are not what the caller saw who changes them: another tab or device was
    there. `current` is what stands there now."""

    code = "quiet_hours_changed"
    status = 412
    message = _("Your quiet hours were changed in another tab or on another device.")


class WordingInvalid(Refusal):
    """A text of a message can't be sent like this. `errors` names each fault by its field."""

    code = "wording_invalid"
    status = 400
    message = _("This text can't be sent like this.")


class MessageTextsChanged(Refusal):
    """The texts are not what the caller saw who changes them: a colleague was there first."""

    code = "message_texts_changed"
    status = 412
    message = _("Somebody else changed these texts meanwhile.")
