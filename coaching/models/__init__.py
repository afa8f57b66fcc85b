"""Exports the nouns of coaching: Review of a submission, Lease, Score, Comment, KeptDraft; Phrase;
WaitingSubmission; and CoachScope, Conflict and CoachingRules, which say who may review what."""

from coaching.models.drafts import KeptDraft
from coaching.models.eligibility import CoachingRules, CoachScope, Conflict
from coaching.models.phrases import Phrase
from coaching.models.reviews import Comment, CommentKind, Lease, Purpose, Review, Score
from coaching.models.waiting import WaitingSubmission

__all__ = [
    "CoachScope",
    "CoachingRules",
    "Comment",
    "CommentKind",
    "Conflict",
    "KeptDraft",
    "Lease",
    "Phrase",
    "Purpose",
    "Review",
    "Score",
    "WaitingSubmission",
]
