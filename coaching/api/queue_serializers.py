"""Defines what the routes of the queue, leases, released feedback and regrades take and give."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from coaching.api.loop import LoopSerializer
from coaching.services.regrades import REASON_MAX
from core.rest.bodies import KnownMembers
from core.rest.fields import TextField
from media.models import VideoState

WHOSE = [("me", "me"), ("other", "other")]


class LeaseSerializer(serializers.Serializer[Any]):
    """Describes a coach's right to judge a review. It ends at `expires_at` unless it is renewed
    before."""

    id = serializers.UUIDField()
    review = serializers.UUIDField(source="review_id")
    submission = serializers.UUIDField(source="review.submission_id")
    attempt = serializers.UUIDField(source="review.submission.attempt_id")
    expires_at = serializers.DateTimeField()
    fence = serializers.IntegerField(help_text="Counts the review's leases.")


class TakeLeaseSerializer(KnownMembers, serializers.Serializer[Any]):
    """Names what to take: a submission, or a review that was begun; neither for the free
    one that was promised soonest."""

    submission = serializers.UUIDField(required=False, help_text="Of the queue.")
    review = serializers.UUIDField(
        required=False, help_text="Begun before, such as a regrade. Not beside `submission`."
    )
    resume = serializers.BooleanField(
        default=False, help_text="Beside `review`: take up again what the caller finished."
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if "submission" in attrs and "review" in attrs:
            detail = _("Name either the submission or the review.")
            raise serializers.ValidationError({"review": detail}, code="one_only")
        return attrs


class NewerRubricSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    number = serializers.IntegerField()


class RegradeLineSerializer(serializers.Serializer[Any]):
    """Describes how a submission with feedback was scored again; the id is that of its review."""

    id = serializers.UUIDField()
    rubric_version = serializers.UUIDField()
    rubric_number = serializers.IntegerField()
    released_at = serializers.DateTimeField(
        allow_null=True, help_text="Null while a coach works on it."
    )


class OpenRegradeSerializer(serializers.Serializer[Any]):
    """Describes a regrade that was begun and not released."""

    review = serializers.UUIDField()
    attempt = serializers.UUIDField()
    exercise_title = serializers.CharField()
    person_name = serializers.CharField()
    attempt_number = serializers.IntegerField(help_text="Which attempt at the exercise this is.")
    rubric_number = serializers.IntegerField(help_text="The version that it is scored by.")
    asked_at = serializers.DateTimeField()
    asked_by_name = serializers.CharField()
    leased_by = serializers.ChoiceField(choices=WHOSE, allow_null=True)
    lease = LeaseSerializer(allow_null=True, help_text="Only one's own.")


class AskRegradeSerializer(KnownMembers, serializers.Serializer[Any]):
    submission = serializers.UUIDField()
    rubric_version = serializers.UUIDField(help_text="Newer than the one it was scored by.")
    reason = TextField(max_length=REASON_MAX, help_text="The employee reads it.")


class OpenedRegradeSerializer(serializers.Serializer[Any]):
    """Describes a regrade that was asked for; the id is that of its review."""

    id = serializers.UUIDField()
    submission = serializers.UUIDField()
    rubric_version = serializers.UUIDField()
    reason = serializers.CharField()
    lease = LeaseSerializer(allow_null=True, help_text="The caller's lease, while it is open.")


class QueueLineSerializer(serializers.Serializer[Any]):
    """Describes a submission without released feedback."""

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
    leased_by = serializers.ChoiceField(choices=WHOSE, allow_null=True)
    leased_by_name = serializers.CharField(help_text="Who is on it; blank for nobody.")
    lease = LeaseSerializer(allow_null=True, help_text="Only one's own.")
    assigned_to = serializers.ChoiceField(
        choices=WHOSE, allow_null=True, help_text="For whom it is kept, until `assigned_until`."
    )
    assigned_to_name = serializers.CharField(help_text="Blank for nobody.")
    assigned_until = serializers.DateTimeField(allow_null=True)


class ReleasedReviewSerializer(serializers.Serializer[Any]):
    """Describes feedback that was released."""

    id = serializers.UUIDField()
    submission = serializers.UUIDField()
    attempt = serializers.UUIDField()
    attempt_number = serializers.IntegerField(help_text="Which attempt at the exercise this is.")
    exercise_title = serializers.CharField()
    person_name = serializers.CharField()
    submitted_at = serializers.DateTimeField()
    released_at = serializers.DateTimeField()
    coach_name = serializers.CharField(help_text="Who released it.")
    is_mine = serializers.BooleanField(help_text="The caller released it.")
    regrades = RegradeLineSerializer(many=True, help_text="By the rubric version's number.")
    loop = LoopSerializer()
