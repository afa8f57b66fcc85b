"""What coaching's routes take and give. Instants are ISO 8601 in UTC, durations whole ms."""

from typing import Any

from rest_framework import serializers

from coaching.models import CommentKind
from coaching.services.marks import TEXT_MAX
from core.rest.bodies import KnownMembers
from core.rest.fields import TextField
from media.models import VideoState
from scenarios.rest import ExerciseSerializer, RubricDocumentSerializer

HOLDERS = [("me", "me"), ("other", "other")]
REVIEW_STATES = [("open", "open"), ("released", "released")]
MISSING = [(code, code) for code in ("score_missing", "strength_missing", "say_instead_missing")]


class LeaseSerializer(serializers.Serializer[Any]):
    """A hold on a review. It ends at `expires_at` unless it is renewed before."""

    id = serializers.UUIDField()
    review = serializers.UUIDField(source="review_id")
    submission = serializers.UUIDField(source="review.submission_id")
    attempt = serializers.UUIDField(source="review.submission.attempt_id")
    expires_at = serializers.DateTimeField()


class TakeLeaseSerializer(KnownMembers, serializers.Serializer[Any]):
    submission = serializers.UUIDField(
        required=False, help_text="Which one to take; left out, the oldest that is free."
    )


class QueueLineSerializer(serializers.Serializer[Any]):
    """A submission without released feedback."""

    submission = serializers.UUIDField()
    attempt = serializers.UUIDField()
    exercise_title = serializers.CharField()
    person_name = serializers.CharField()
    submitted_at = serializers.DateTimeField()
    promised_at = serializers.DateTimeField(help_text="When the programme says feedback is there.")
    attempt_number = serializers.IntegerField(help_text="Which attempt at the exercise this is.")
    video_state = serializers.ChoiceField(
        choices=VideoState.choices, help_text="`ready` once every recording can be played."
    )
    held_by = serializers.ChoiceField(choices=HOLDERS, allow_null=True)
    lease = LeaseSerializer(allow_null=True, help_text="Only one's own.")


class ScoreSerializer(serializers.Serializer[Any]):
    criterion = serializers.UUIDField(source="criterion_id")
    level = serializers.UUIDField(source="level_id")
    note = serializers.CharField()


class SaveScoreSerializer(KnownMembers, serializers.Serializer[Any]):
    lease = serializers.UUIDField()
    level = serializers.UUIDField()
    note = TextField(required=False, allow_blank=True, max_length=TEXT_MAX, default="")


class CommentSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    take = serializers.UUIDField(source="take_id")
    at_ms = serializers.IntegerField(help_text="From the start of the take.")
    kind = serializers.ChoiceField(choices=CommentKind.choices)
    text = serializers.CharField()


class SaveCommentSerializer(KnownMembers, serializers.Serializer[Any]):
    lease = serializers.UUIDField()
    take = serializers.UUIDField(help_text="The submitted take that it is about.")
    at_ms = serializers.IntegerField(min_value=0, help_text="From the start of the take.")
    kind = serializers.ChoiceField(choices=CommentKind.choices)
    text = TextField(max_length=TEXT_MAX)


class NameLeaseSerializer(KnownMembers, serializers.Serializer[Any]):
    lease = serializers.UUIDField(help_text="The caller's open lease on this review.")


class ReviewedAnswerSerializer(serializers.Serializer[Any]):
    scene = serializers.UUIDField()
    option = serializers.UUIDField()
    is_right = serializers.BooleanField()
    explanation = serializers.CharField()


class ReviewedAttemptSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    number = serializers.IntegerField()
    submitted_at = serializers.DateTimeField()
    answers = ReviewedAnswerSerializer(many=True)
    person_name = serializers.CharField()


class ReviewedTakeSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    scene = serializers.UUIDField(help_text="The respond scene that it replies to.")
    duration_ms = serializers.IntegerField()


class ReviewSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    submission = serializers.UUIDField()
    state = serializers.ChoiceField(choices=REVIEW_STATES)
    attempt = ReviewedAttemptSerializer()
    exercise = ExerciseSerializer()
    takes = ReviewedTakeSerializer(many=True, help_text="In the order of the conversation.")
    rubric = RubricDocumentSerializer()
    scores = ScoreSerializer(many=True)
    comments = CommentSerializer(many=True)
    held_by = serializers.ChoiceField(choices=HOLDERS, allow_null=True)
    lease = LeaseSerializer(allow_null=True, help_text="The caller's hold, while it is open.")
    missing = serializers.ListField(
        child=serializers.ChoiceField(choices=MISSING),
        help_text="Why it can't be released yet, each code once.",
    )


class FeedbackLevelSerializer(serializers.Serializer[Any]):
    value = serializers.IntegerField(help_text="1 is lowest.")
    of = serializers.IntegerField(help_text="The highest that the criterion has.")
    name = serializers.CharField()
    description = serializers.CharField()


class FeedbackScoreSerializer(serializers.Serializer[Any]):
    criterion = serializers.UUIDField()
    name = serializers.CharField()
    level = FeedbackLevelSerializer()
    note = serializers.CharField()


class FeedbackSerializer(serializers.Serializer[Any]):
    attempt = serializers.UUIDField()
    exercise_title = serializers.CharField()
    coach_name = serializers.CharField()
    released_at = serializers.DateTimeField()
    scores = FeedbackScoreSerializer(many=True)
    comments = CommentSerializer(many=True)
    takes = ReviewedTakeSerializer(many=True, help_text="In the order of the conversation.")
