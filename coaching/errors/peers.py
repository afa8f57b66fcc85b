"""Defines the refusals of what colleagues are asked to say about a recording."""

from django.utils.translation import gettext_lazy as _

from core.errors import Refusal


class PeersNotAllowed(Refusal):
    """The organisation has switched off that colleagues look at recordings."""

    code = "peers_not_allowed"
    message = _("Your organisation has switched this off.")


class NothingSent(Refusal):
    """A colleague sees only takes that were submitted, and this attempt has none."""

    code = "nothing_sent"
    message = _("Send your reply in first. What you didn't send is seen by nobody but you.")


class TooManyPeers(Refusal):
    """Few colleagues look at one attempt, and few are asked in all."""

    code = "too_many_peers"
    message = _("You have asked as many colleagues as you can about this one.")


class PeerAskedBefore(Refusal):
    """The colleague was asked about this attempt, and has answered or still may. Who declined is
    not asked again."""

    code = "peer_asked_before"
    message = _("You have asked this colleague about this one already.")


class PeerFeedbackSent(Refusal):
    """Feedback of a colleague was sent, so that neither of both changes it any more."""

    code = "peer_feedback_sent"
    message = _("This was sent already, so it can't change any more.")


class PeerFeedbackEmpty(Refusal):
    """Feedback of a colleague is at least one comment."""

    code = "peer_feedback_empty"
    message = _("Write at least one thing before you send it.")


class PeerFeedbackChanged(Refusal):
    """A comment is not what the colleague saw who sends: another tab or device was there."""

    code = "peer_feedback_changed"
    status = 412
    message = _("Something in it was changed in the meantime. Look at it once more.")


class TooManyPeerComments(Refusal):
    """A colleague says a few things, and no more."""

    code = "too_many_peer_comments"
    message = _("This is as much as fits here. Choose what helps most.")
