"""Defines what the routes of one's own feedback give. Instants are ISO 8601 in UTC, durations whole
ms."""

from typing import Any

from rest_framework import serializers

from coaching.api.follow_ups import DiscussionSerializer
from coaching.api.level_serializers import FeedbackScoreSerializer, OwnLevelSerializer
from coaching.api.outcome_serializers import PassOutcomeSerializer
from coaching.api.serializers import (
    BeforeSerializer,
    CommentSerializer,
    PathField,
    ReviewedTakeSerializer,
)


class FeedbackRetakeSerializer(serializers.Serializer[Any]):
    """Describes the other take that the coach asks for."""

    comment = serializers.UUIDField(help_text="The comment that it is because of.")
    done_at = serializers.DateTimeField(allow_null=True, help_text="When it was submitted.")
    done_by = serializers.UUIDField(allow_null=True, help_text="The attempt that it was made in.")


class FeedbackRegradeSerializer(serializers.Serializer[Any]):
    """Describes how a coach scored one's recording again later, by a newer version of the
    rubric."""

    id = serializers.UUIDField()
    rubric_number = serializers.IntegerField()
    reason = serializers.CharField()
    coach_name = serializers.CharField()
    released_at = serializers.DateTimeField()
    scores = FeedbackScoreSerializer(many=True)
    comments = CommentSerializer(many=True)


class DecisionSerializer(serializers.Serializer[Any]):
    """Describes what another coach decided about a disputed score."""

    coach_name = serializers.CharField()
    decided_at = serializers.DateTimeField()
    is_changed = serializers.BooleanField(help_text="The disputed level is another one now.")
    reason = serializers.CharField()
    scores = FeedbackScoreSerializer(many=True)
    comments = CommentSerializer(many=True)


class FeedbackDisputeSerializer(serializers.Serializer[Any]):
    """Describes one's own dispute of a score."""

    criterion = serializers.UUIDField()
    criterion_name = serializers.CharField()
    reason = serializers.CharField()
    asked_at = serializers.DateTimeField()
    is_open = serializers.BooleanField(
        help_text="False once it was decided, or the recording was deleted before."
    )
    decision = DecisionSerializer(allow_null=True)


class FeedbackAdjudicationSerializer(serializers.Serializer[Any]):
    """Describes levels that a third coach changed, after a second one had scored otherwise."""

    coach_name = serializers.CharField()
    decided_at = serializers.DateTimeField()
    scores = FeedbackScoreSerializer(many=True, help_text="Only those that became others.")
    comments = CommentSerializer(many=True)


class FeedbackSerializer(serializers.Serializer[Any]):
    attempt = serializers.UUIDField()
    exercise_title = serializers.CharField()
    coach_name = serializers.CharField()
    released_at = serializers.DateTimeField()
    scores = FeedbackScoreSerializer(many=True)
    own_levels = OwnLevelSerializer(
        many=True, help_text="What one said oneself, of the criteria that one gave a level."
    )
    comments = CommentSerializer(many=True)
    path = PathField()
    takes = ReviewedTakeSerializer(many=True, help_text="In the order of the conversation.")
    before = BeforeSerializer(allow_null=True, help_text="Null at a first attempt.")
    regrades = FeedbackRegradeSerializer(
        many=True, help_text="Later judgements beside this one, in the order of their release."
    )
    retake = FeedbackRetakeSerializer(
        allow_null=True, help_text="Null unless the coach asks for another take."
    )
    discussion = DiscussionSerializer()
    dispute = FeedbackDisputeSerializer(allow_null=True)
    dispute_until = serializers.DateTimeField(
        allow_null=True, help_text="Until when a score can be disputed; null where it can't be."
    )
    adjudication = FeedbackAdjudicationSerializer(
        allow_null=True, help_text="Null unless it changed a level of this feedback."
    )
    outcome = PassOutcomeSerializer(
        allow_null=True, help_text="Whether it passed; null where no pass mark measures it."
    )
