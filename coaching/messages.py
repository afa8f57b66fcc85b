"""Defines the kinds of message that coaching sends: about an attempt to its employee, about the
queue to coaches and admins, about a review to its coach."""

from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from core import client_paths
from notifications.domain.kinds import Kind, Wording

FEEDBACK_READY = Kind(
    name="feedback_ready",
    label=_("feedback is ready"),
    subject=_("Your coach has answered"),
    line=_("Your coach has watched “%(title)s”. Read the feedback and try again."),
    others=(
        Wording(
            subject=_("There is feedback for you"),
            line=_("There is feedback on “%(title)s”: what went well, and what you could try."),
        ),
    ),
    action=_("Read the feedback"),
    path=client_paths.FEEDBACK,
    is_editable=True,
)

DISPUTE_DECIDED = Kind(
    name="dispute_decided",
    label=_("a second coach looked at your feedback"),
    subject=_("A second coach has looked"),
    line=_("A second coach has looked at your reply in “%(title)s”, as you asked."),
    action=_("Read what they say"),
    path=client_paths.FEEDBACK,
    is_editable=True,
)

ADJUDICATED = Kind(
    name="adjudicated",
    label=_("a level of your feedback changed"),
    subject=_("Another coach has looked too"),
    line=_("Two more coaches looked at your reply in “%(title)s”. Something about it changed."),
    action=_("Read what they say"),
    path=client_paths.FEEDBACK,
    is_editable=True,
)

OUTCOME_DECIDED = Kind(
    name="outcome_decided",
    label=_("another coach has looked, and your result is there"),
    subject=_("Another coach has looked too"),
    line=_("Another coach looked at your reply in “%(title)s” as well. Your result is there now."),
    action=_("See your result"),
    path=client_paths.FEEDBACK,
    is_editable=True,
)

FEEDBACK_ANSWERED = Kind(
    name="feedback_answered",
    label=_("a coach wrote below your feedback"),
    subject=_("Your coach wrote to you"),
    line=_("Your coach wrote something below the feedback on “%(title)s”."),
    action=_("Read it"),
    path=client_paths.FEEDBACK,
    is_editable=True,
)

FEEDBACK_FOLLOWED_UP = Kind(
    name="feedback_followed_up",
    label=_("somebody wrote below your feedback"),
    subject=_("There is a response to your feedback"),
    line=_("Somebody responded to your feedback on “%(title)s”."),
    action=_("Read and answer"),
    path=client_paths.REVIEW,
    roles=frozenset({"coach"}),
)

REVIEW_RETURNED = Kind(
    name="review_returned",
    label=_("a lead coach gave a review back to you"),
    subject=_("A review is back with you"),
    line=_("A lead coach looked at your feedback on “%(title)s”, and asks you to look once more."),
    action=_("Open the review"),
    path=client_paths.REVIEW,
    roles=frozenset({Role.COACH}),
)

FEEDBACK_HELD = Kind(
    name="feedback_held",
    label=_("finished feedback is due soon"),
    subject=_("Finished feedback is due soon"),
    line=_("Feedback that is finished, waits for you to send it and is due soon: %(count)s."),
    action=_("Open the list"),
    path=client_paths.QUEUE,
    words=frozenset({"count"}),
    roles=frozenset({Role.COACH}),
)

REVIEWS_DUE_SOON = Kind(
    name="reviews_due_soon",
    label=_("feedback is due soon"),
    subject=_("Feedback is due soon"),
    line=_("Recordings that wait for feedback and are due soon: %(count)s."),
    action=_("Open the queue"),
    path=client_paths.QUEUE,
    words=frozenset({"count"}),
    roles=frozenset({Role.COACH}),
)

PROMISES_AT_RISK = Kind(
    name="promises_at_risk",
    label=_("a promise of feedback is at risk"),
    subject=_("Feedback may come too late"),
    line=_(
        "Recordings that nobody is reviewing, or whose feedback was not sent, and that are due "
        "soon: %(count)s."
    ),
    action=_("Look at the coaches"),
    path=client_paths.COACHES,
    words=frozenset({"count"}),
    roles=frozenset({Role.ADMIN}),
)

QUEUE_DIGEST = Kind(
    name="queue_digest",
    label=_("what waits for you this morning"),
    subject=_("Your queue this morning"),
    line=_("Recordings that you can review today: %(count)s."),
    action=_("Open the queue"),
    path=client_paths.QUEUE,
    words=frozenset({"count"}),
    roles=frozenset({Role.COACH}),
)

DISPUTE_ASKED = Kind(
    name="dispute_asked",
    label=_("somebody asks for a second coach"),
    subject=_("A second coach is asked for"),
    line=_("Somebody asks that another coach looks at their reply in “%(title)s”."),
    action=_("Open the queue"),
    path=client_paths.QUEUE,
    roles=frozenset({Role.COACH}),
)

ADJUDICATION_ASKED = Kind(
    name="adjudication_asked",
    label=_("two coaches scored differently"),
    subject=_("A decision is asked of you"),
    line=_("Two coaches scored a reply in “%(title)s” differently. Will you decide?"),
    action=_("Open the queue"),
    path=client_paths.QUEUE,
    roles=frozenset({Role.COACH}),
)

LICENCE_ENDS = Kind(
    name="licence_ends",
    label=_("your licence to review ends soon"),
    subject=_("Renew your licence to review"),
    line=_("Your licence to review ends soon. Score the example clips once more to renew it."),
    action=_("Score the example clips"),
    path=client_paths.CALIBRATION,
    words=frozenset(),
    roles=frozenset({Role.COACH}),
)

DISPUTE_WITHOUT_COACH = Kind(
    name="dispute_without_coach",
    label=_("nobody can give a second look that was asked for"),
    subject=_("A second coach is missing"),
    line=_(
        "Somebody asks that another coach looks at their reply in “%(title)s”, and no other coach "
        "may. Let one more coach review them."
    ),
    action=_("Look at the coaches"),
    path=client_paths.COACHES,
    roles=frozenset({Role.ADMIN}),
)

PEER_INVITED = Kind(
    name="peer_invited",
    label=_("a colleague asks you to have a look"),
    subject=_("A colleague asks you something"),
    line=_("A colleague asks you to look at their reply. You may also say no."),
    action=_("Have a look"),
    path=client_paths.PEER_REQUEST,
    words=frozenset(),
    roles=frozenset({Role.EMPLOYEE}),
)

PEER_ANSWERED = Kind(
    name="peer_answered",
    label=_("a colleague has looked at your reply"),
    subject=_("A colleague has answered you"),
    line=_("A colleague has looked at your reply in “%(title)s”, as you asked."),
    action=_("Read what they say"),
    path=client_paths.PEERS,
)

OUTCOME_WITHOUT_COACH = Kind(
    name="outcome_without_coach",
    label=_("a result waits for a coach who is not there"),
    subject=_("One more coach is needed"),
    line=_(
        "A result in “%(title)s” waits for one more coach, and no other coach may look at it. Look "
        "who may review whom."
    ),
    action=_("Look at the coaches"),
    path=client_paths.COACHES,
    roles=frozenset({Role.ADMIN}),
)

KINDS = (
    FEEDBACK_READY,
    FEEDBACK_ANSWERED,
    FEEDBACK_FOLLOWED_UP,
    DISPUTE_DECIDED,
    DISPUTE_ASKED,
    ADJUDICATED,
    ADJUDICATION_ASKED,
    OUTCOME_DECIDED,
    OUTCOME_WITHOUT_COACH,
    LICENCE_ENDS,
    PEER_INVITED,
    PEER_ANSWERED,
    DISPUTE_WITHOUT_COACH,
    REVIEW_RETURNED,
    FEEDBACK_HELD,
    REVIEWS_DUE_SOON,
    PROMISES_AT_RISK,
    QUEUE_DIGEST,
)
