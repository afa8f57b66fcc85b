"""Exports the nouns of coaching: Review of a submission, Lease, Score, Comment, KeptDraft; Phrase;
Tag; Hold and LeadRemark; WaitingSubmission and Turnaround; and CoachScope, Conflict and
CoachingRules, which say who may review what; Anchor and Calibration; PeerInvitation and
PeerComment."""

from coaching.models.anchors import Anchor, AnchorLevel, Calibration, CalibrationScore
from coaching.models.disputes import Dispute
from coaching.models.drafts import KeptDraft
from coaching.models.eligibility import CoachingRules, CoachScope, Conflict, Releasing
from coaching.models.follow_ups import FollowUp
from coaching.models.holds import Hold, LeadRemark
from coaching.models.peers import PeerComment, PeerInvitation, PeerRules, PeerState
from coaching.models.phrases import Phrase
from coaching.models.retakes import RetakeRequest
from coaching.models.reviews import Comment, CommentKind, Lease, Purpose, Review, Score
from coaching.models.tags import Tag
from coaching.models.turnarounds import Turnaround
from coaching.models.waiting import SOMEBODY_WAITS, WaitingSubmission

__all__ = [
    "SOMEBODY_WAITS",
    "Anchor",
    "AnchorLevel",
    "Calibration",
    "CalibrationScore",
    "CoachScope",
    "CoachingRules",
    "Comment",
    "CommentKind",
    "Conflict",
    "Dispute",
    "FollowUp",
    "Hold",
    "KeptDraft",
    "LeadRemark",
    "Lease",
    "PeerComment",
    "PeerInvitation",
    "PeerRules",
    "PeerState",
    "Phrase",
    "Purpose",
    "Releasing",
    "RetakeRequest",
    "Review",
    "Score",
    "Tag",
    "Turnaround",
    "WaitingSubmission",
]
