"""Defines what the routes of reviews and feedback take and give. Instants are ISO 8601 in UTC,
durations whole ms."""

from typing import Any

from rest_framework import serializers

from coaching.api.call_serializers import CallSerializer
from coaching.api.examples import ReviewExampleSerializer
from coaching.api.follow_ups import DiscussionSerializer
from coaching.api.hold_serializers import HoldFieldsSerializer, ReleaseSerializer
from coaching.api.level_serializers import FeedbackScoreSerializer, OwnLevelSerializer
from coaching.api.outcome_serializers import PassOutcomeSerializer
from coaching.api.queue_serializers import (
    WHOSE,
    LeaseSerializer,
    NewerRubricSerializer,
    RegradeLineSerializer,
)
from coaching.models import CommentKind, Purpose
from coaching.services.marks import TEXT_MAX
from core.rest.bodies import KnownMembers
from core.rest.fields import TextField
from core.rest.schema import Problem
from scenarios.rest import ExerciseSerializer, RubricDocumentSerializer
from training.rest import AnswerSerializer

MOMENT_MAX = 2**31 - 1  # ms; the most that the column takes
REVIEW_STATES = [("open", "open"), ("released", "released")]
MISSING_CODES = (
    *("score_missing", "strength_missing", "say_instead_missing", "reason_missing"),
    *("recording_not_ready", "recording_failed"),
)
MISSING = [(code, code) for code in MISSING_CODES]


class ScoreSerializer(serializers.Serializer[Any]):
    criterion = serializers.UUIDField(source="criterion_id")
    level = serializers.UUIDField(source="level_id")
    note = serializers.CharField()


class MarkedScoreSerializer(ScoreSerializer):
    version = serializers.CharField(
        help_text="Names this state; as an ETag, what a change names in If-Match."
    )


class SaveScoreSerializer(KnownMembers, serializers.Serializer[Any]):
    lease = serializers.UUIDField()
    level = serializers.UUIDField()
    note = TextField(required=False, allow_blank=True, max_length=TEXT_MAX, default="")


class CommentSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    take = serializers.UUIDField(source="take_id")
    at_ms = serializers.IntegerField(help_text="From the start of the take.")
    until_ms = serializers.IntegerField(
        allow_null=True, help_text="The end of a stretch; null where it is about a moment."
    )
    criterion = serializers.UUIDField(
        source="criterion_id", allow_null=True, help_text="Null where it is about none of them."
    )
    kind = serializers.ChoiceField(choices=CommentKind.choices)
    text = serializers.CharField(help_text="Empty where it was recorded alone.")
    recording = serializers.UUIDField(
        source="recording_id", allow_null=True, help_text="The coach's own recording, if any."
    )


class MarkedCommentSerializer(CommentSerializer):
    version = serializers.CharField(
        help_text="Names this state; as an ETag, what a change names in If-Match."
    )


class SaveCommentSerializer(KnownMembers, serializers.Serializer[Any]):
    lease = serializers.UUIDField()
    take = serializers.UUIDField(help_text="The submitted take that it is about.")
    at_ms = serializers.IntegerField(
        min_value=0, max_value=MOMENT_MAX, help_text="From the start of the take."
    )
    until_ms = serializers.IntegerField(
        required=False,
        allow_null=True,
        default=None,
        min_value=1,
        max_value=MOMENT_MAX,
        help_text="The end of a stretch, after its start; null for a moment.",
    )
    criterion = serializers.UUIDField(
        required=False,
        allow_null=True,
        default=None,
        help_text="A criterion of the review's rubric that it is about, if any.",
    )
    kind = serializers.ChoiceField(choices=CommentKind.choices)
    text = TextField(
        max_length=TEXT_MAX,
        required=False,
        allow_blank=True,
        default="",
        help_text="Needed where there is no recording.",
    )
    recording = serializers.UUIDField(
        required=False,
        allow_null=True,
        default=None,
        help_text="An upload of the coach's own with the purpose `comment`.",
    )


class ScoreChangedSerializer(Problem):
    """Describes `mark_changed`: `current` is the score as it is now, null where there is none."""

    current = MarkedScoreSerializer(allow_null=True)


class CommentChangedSerializer(Problem):
    """Describes `mark_changed`: `current` is the comment as it is now, null where it was
    removed."""

    current = MarkedCommentSerializer(allow_null=True)


class RetakeRequestSerializer(serializers.Serializer[Any]):
    comment = serializers.UUIDField(source="comment_id")
    version = serializers.CharField(
        help_text="Names this state; as an ETag, what a change names in If-Match."
    )


class SaveRetakeRequestSerializer(KnownMembers, serializers.Serializer[Any]):
    lease = serializers.UUIDField()
    comment = serializers.UUIDField(help_text="The comment of this review that it is because of.")


class RetakeRequestChangedSerializer(Problem):
    """Describes `mark_changed`: `current` is the request as it is now, null where there is none."""

    current = RetakeRequestSerializer(allow_null=True)


class NameLeaseSerializer(KnownMembers, serializers.Serializer[Any]):
    lease = serializers.UUIDField(help_text="The caller's open lease on this review.")


class PathField(serializers.ListField):
    """Shows the scenes that the employee met."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            child=serializers.UUIDField(), help_text="The scenes that were met, in order.", **kwargs
        )


class ReviewedAttemptSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    number = serializers.IntegerField()
    submitted_at = serializers.DateTimeField()
    path = PathField()
    answers = AnswerSerializer(
        many=True, help_text="Without those to `calls` that the coach has not answered yet."
    )
    calls = CallSerializer(many=True, help_text="Empty where it is judged again.")
    person_name = serializers.CharField()


class ReviewedCheckSerializer(serializers.Serializer[Any]):
    criterion = serializers.UUIDField()
    did = serializers.BooleanField()


class ReviewedTakeSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    scene = serializers.UUIDField(help_text="The respond scene that it replies to.")
    duration_ms = serializers.IntegerField()
    self_check = ReviewedCheckSerializer(
        many=True,
        allow_null=True,
        help_text="For its owner, theirs; for a coach, null until the release, and unless it was "
        "submitted too.",
    )


class BeforeSerializer(serializers.Serializer[Any]):
    """Describes the attempt that this one builds on: its takes, and the levels that feedback gave
    them."""

    review = serializers.UUIDField(help_text="Under which a coach plays its takes.")
    attempt = serializers.UUIDField(help_text="Under which its employee plays its takes.")
    number = serializers.IntegerField(help_text="Which attempt at the exercise it was.")
    submitted_at = serializers.DateTimeField()
    takes = ReviewedTakeSerializer(many=True, help_text="In the order of the conversation.")
    scores = FeedbackScoreSerializer(many=True)


class FirstJudgementSerializer(serializers.Serializer[Any]):
    """Describes the released feedback that a regrade stands beside."""

    review = serializers.UUIDField()
    rubric_number = serializers.IntegerField()
    coach_name = serializers.CharField(help_text="Who released it.")
    released_at = serializers.DateTimeField()
    scores = FeedbackScoreSerializer(many=True)


class AskedRegradeSerializer(serializers.Serializer[Any]):
    rubric_number = serializers.IntegerField(help_text="The version that it is scored by.")
    reason = serializers.CharField()
    asked_at = serializers.DateTimeField()
    asked_by_name = serializers.CharField()
    is_mine = serializers.BooleanField(help_text="The caller asked for it.")
    first = FirstJudgementSerializer()


class AskedDisputeSerializer(serializers.Serializer[Any]):
    """Describes which level the employee does not agree with, and why."""

    criterion = serializers.UUIDField()
    criterion_name = serializers.CharField()
    reason = serializers.CharField()
    asked_at = serializers.DateTimeField()
    first = FirstJudgementSerializer()


class AdjudicatedCaseSerializer(serializers.Serializer[Any]):
    """Describes both judgements where they differ, criterion by criterion, without names."""

    first = FeedbackScoreSerializer(many=True)
    second = FeedbackScoreSerializer(many=True)


class ReviewSerializer(HoldFieldsSerializer):
    id = serializers.UUIDField()
    submission = serializers.UUIDField()
    purpose = serializers.ChoiceField(choices=Purpose.choices)
    state = serializers.ChoiceField(choices=REVIEW_STATES)
    released = ReleaseSerializer(allow_null=True)
    attempt = ReviewedAttemptSerializer()
    exercise = ExerciseSerializer()
    takes = ReviewedTakeSerializer(many=True, help_text="In the order of the conversation.")
    examples = ReviewExampleSerializer(
        many=True,
        help_text="The author's examples of these replies, whenever an employee sees them.",
    )
    before = BeforeSerializer(allow_null=True, help_text="Null at a first attempt.")
    rubric = RubricDocumentSerializer()
    scores = MarkedScoreSerializer(many=True)
    comments = MarkedCommentSerializer(many=True)
    version = serializers.CharField(
        help_text="Names all of these marks; as an ETag, what a release names in If-Match."
    )
    leased_by = serializers.ChoiceField(choices=WHOSE, allow_null=True)
    lease = LeaseSerializer(allow_null=True, help_text="The caller's lease, while it is open.")
    missing = serializers.ListField(
        child=serializers.ChoiceField(choices=MISSING),
        help_text="Why it can't be released yet, each code once.",
    )
    regrade = AskedRegradeSerializer(allow_null=True, help_text="Null unless it is one.")
    regrades = RegradeLineSerializer(
        many=True, help_text="How released feedback was scored again, by version."
    )
    newer_rubric = NewerRubricSerializer(
        allow_null=True, help_text="The newest version by which it can be scored again."
    )
    retake_request = RetakeRequestSerializer(
        allow_null=True, help_text="Another take that the coach asks for with this feedback."
    )
    discussion = DiscussionSerializer(help_text="Below released feedback; empty before.")
    dispute = AskedDisputeSerializer(allow_null=True, help_text="Null unless it decides one.")
    adjudication = AdjudicatedCaseSerializer(
        allow_null=True,
        help_text="Null unless it decides between two judgements; the rubric then has only the "
        "criteria on which they differ.",
    )
    own_levels = OwnLevelSerializer(
        many=True,
        allow_null=True,
        help_text="What the employee said themselves; null unless the caller has released these "
        "levels.",
    )
    adjudicated = serializers.UUIDField(
        allow_null=True, help_text="The review in which a third coach decided, once released."
    )
    outcome = PassOutcomeSerializer(
        allow_null=True, help_text="Whether it passed, of released feedback where a mark says so."
    )
