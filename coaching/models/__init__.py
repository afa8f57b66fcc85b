"""Exports the nouns of coaching: Review of a submission, Lease, Score, Comment;
WaitingSubmission."""

from coaching.models.reviews import Comment, CommentKind, Lease, Purpose, Review, Score
from coaching.models.waiting import WaitingSubmission

__all__ = [
    "Comment",
    "CommentKind",
    "Lease",
    "Purpose",
    "Review",
    "Score",
    "WaitingSubmission",
]
