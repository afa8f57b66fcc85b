"""Defines how practice looks over HTTP, with texts in the reader's language."""

from typing import Any, ClassVar
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from core.rest.bodies import KnownMembers
from core.texts import pick
from media.rest import VideoSummary
from scenarios.exercise import exercise_in
from scenarios.rest import ExerciseSerializer, ExerciseSummarySerializer
from training.models import (
    Answer,
    Attempt,
    AttemptState,
    Leave,
    StepReview,
    Submission,
    Take,
)
from training.queries.answers import answer_in
from training.queries.reasons import Why
from training.rest import AnswerSerializer


def _language() -> str:
    return get_language() or "en"


class ProgrammeNameSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.SerializerMethodField()

    def get_name(self, programme: Any) -> str:
        name = programme.name
        return name if isinstance(name, str) else pick(name, _language())


class AskedRetakeSerializer(serializers.Serializer[Any]):
    attempt = serializers.UUIDField(help_text="The one whose feedback asks for it.")
    coach_name = serializers.CharField()
    remark = serializers.CharField(help_text="What the coach said to do otherwise.")


class CardSerializer(serializers.Serializer[Any]):
    """Describes one exercise to do, as the client's card shows it."""

    step = serializers.UUIDField()
    programme = ProgrammeNameSerializer()
    exercise = ExerciseSummarySerializer()
    reason = serializers.CharField(help_text="How long and why now, in one line.")
    why = serializers.ChoiceField(
        [one.value for one in Why],
        help_text="Why now: a technique is due, it is the next new one, once more at this level, "
        "it was left open, a coach has it, it was done before, or a coach asked for another take.",
    )
    attempt = serializers.UUIDField(allow_null=True, help_text="The open one to go on with.")
    retake = AskedRetakeSerializer(
        allow_null=True, help_text="Another take that a coach asked for, which was not made yet."
    )


class TheoryCardSerializer(serializers.Serializer[Any]):
    """Describes one text to read, as the client's card shows it."""

    step = serializers.UUIDField()
    programme = ProgrammeNameSerializer()
    title = serializers.CharField()
    minutes = serializers.IntegerField()
    reason = serializers.CharField(help_text="How long it takes, in one line.")


class WaitingSerializer(serializers.Serializer[Any]):
    attempt = serializers.UUIDField()
    title = serializers.CharField()
    submitted_at = serializers.DateTimeField()


class AnsweredSerializer(serializers.Serializer[Any]):
    attempt = serializers.UUIDField()
    title = serializers.CharField()
    released_at = serializers.DateTimeField()
    read = serializers.BooleanField()


class LeaveSerializer(serializers.ModelSerializer[Leave]):
    """Describes days on which the member gets no nudges, both ends included."""

    class Meta:
        model = Leave
        fields: ClassVar = ["id", "first_day", "last_day"]
        read_only_fields: ClassVar = fields


class CalendarSerializer(serializers.Serializer[Any]):
    """Describes when the member wants no nudges."""

    leaves = LeaveSerializer(many=True, help_text="That are not over, the earliest first.")
    leave_until = serializers.DateField(
        allow_null=True, help_text="The last day of the leave that goes on today."
    )
    snoozed_until = serializers.DateTimeField(allow_null=True)


class TodaySerializer(serializers.Serializer[Any]):
    card = CardSerializer(allow_null=True)
    theory = TheoryCardSerializer(
        allow_null=True, help_text="Something to read, where that comes next; then `card` is null."
    )
    waiting = WaitingSerializer(many=True, help_text="Submitted, oldest first.")
    feedback = AnsweredSerializer(many=True, help_text="The ten newest, newest first.")
    next_nudge_at = serializers.DateTimeField(allow_null=True)
    calendar = CalendarSerializer()


def answer_data(answer: Answer) -> dict[str, Any]:
    """Return the answer as the reader's language shows it."""
    return dict(AnswerSerializer(answer_in(answer, _language())).data)


class SelfCheckSerializer(serializers.Serializer[Any]):
    criterion = serializers.UUIDField(source="criterion_id")
    did = serializers.BooleanField()


class TakeSerializer(serializers.ModelSerializer[Take]):
    """Describes one recording; `duration_ms` is what the phone measured until the server has.
    `has_picture` is null while nobody knows. `self_check` is what its owner said of it."""

    scene = serializers.UUIDField(source="scene_id")
    duration_ms = serializers.IntegerField(source="length_ms")
    has_picture = serializers.BooleanField(allow_null=True)
    video = VideoSummary()
    self_check = SelfCheckSerializer(many=True)

    class Meta:
        model = Take
        fields: ClassVar = [
            "id",
            "scene",
            "number",
            "recorded_at",
            "duration_ms",
            "has_picture",
            "video",
            "self_check",
        ]
        read_only_fields: ClassVar = fields


class SubmissionSerializer(serializers.ModelSerializer[Submission]):
    """Describes a submission: one take for each reply, in the order of the conversation."""

    takes = serializers.SerializerMethodField()

    class Meta:
        model = Submission
        fields: ClassVar = ["id", "submitted_at", "scored_at", "with_self_check", "takes"]
        read_only_fields: ClassVar = fields

    def get_takes(self, submission: Submission) -> list[UUID]:
        return [take.id for take in submission.takes.all()]


class AttemptSerializer(serializers.ModelSerializer[Attempt]):
    """Describes an attempt. `review` says whether it is submitted to a coach (`always`), finished
    without one (`never`), or as its owner likes. `follows` is the attempt whose feedback led to
    this one, `next` the first attempt that follows it."""

    step = serializers.UUIDField(source="step_id")
    state = serializers.ChoiceField(choices=AttemptState.choices)
    review = serializers.ChoiceField(source="step.review", choices=StepReview.choices)
    exercise = serializers.SerializerMethodField()
    path = serializers.SerializerMethodField(help_text="The scenes that were met, in order.")
    answers = serializers.SerializerMethodField()
    takes = TakeSerializer(many=True)
    submission = serializers.SerializerMethodField()
    follows = serializers.UUIDField(source="follows_id", allow_null=True)
    next = serializers.SerializerMethodField()

    class Meta:
        model = Attempt
        fields: ClassVar = [
            "id",
            "step",
            "state",
            "number",
            "started_at",
            "finished_at",
            "review",
            "exercise",
            "path",
            "answers",
            "takes",
            "submission",
            "follows",
            "next",
        ]
        read_only_fields: ClassVar = fields

    @extend_schema_field(ExerciseSerializer)
    def get_exercise(self, attempt: Attempt) -> dict[str, Any]:
        return dict(ExerciseSerializer(exercise_in(attempt.scenario_version, _language())).data)

    def get_path(self, attempt: Attempt) -> list[UUID]:
        return [met.scene_id for met in attempt.path.all()]

    @extend_schema_field(AnswerSerializer(many=True))
    def get_answers(self, attempt: Attempt) -> list[dict[str, Any]]:
        return [answer_data(answer) for answer in attempt.answers.all()]

    @extend_schema_field(SubmissionSerializer(allow_null=True))
    def get_submission(self, attempt: Attempt) -> dict[str, Any] | None:
        submission = getattr(attempt, "submission", None)
        return dict(SubmissionSerializer(submission).data) if submission else None

    @extend_schema_field(serializers.UUIDField(allow_null=True))
    def get_next(self, attempt: Attempt) -> Any:
        following = next(iter(attempt.followed_by.all()), None)
        return following.id if following else None


class NewAttemptSerializer(KnownMembers, serializers.Serializer[Any]):
    step = serializers.UUIDField()
    follows = serializers.UUIDField(required=False, allow_null=True, default=None)


class ChoiceSerializer(KnownMembers, serializers.Serializer[Any]):
    options = serializers.ListField(
        child=serializers.UUIDField(),
        allow_empty=False,
        max_length=100,
        help_text="One, or several where the question allows it.",
    )


class PathSerializer(KnownMembers, serializers.Serializer[Any]):
    scenes = serializers.ListField(
        child=serializers.UUIDField(),
        allow_empty=False,
        max_length=200,
        help_text="The scenes that were met so far, all of them, in order.",
    )


class NewTakeSerializer(KnownMembers, serializers.Serializer[Any]):
    scene = serializers.UUIDField()
    upload = serializers.UUIDField(help_text="One's own upload with purpose take.")
    recorded_at = serializers.DateTimeField()
    duration_ms = serializers.IntegerField(min_value=1, max_value=24 * 3600 * 1000)


class NewSubmissionSerializer(KnownMembers, serializers.Serializer[Any]):
    takes = serializers.ListField(
        child=serializers.UUIDField(),
        allow_empty=False,
        max_length=100,
        help_text="One take for each respond scene of the path, in any order.",
    )
    with_self_check = serializers.BooleanField(
        default=False, help_text="Show the coaches what one said of these takes."
    )


class CheckedCriterionSerializer(KnownMembers, serializers.Serializer[Any]):
    criterion = serializers.UUIDField()
    did = serializers.BooleanField()


class NewSelfCheckSerializer(KnownMembers, serializers.Serializer[Any]):
    criteria = CheckedCriterionSerializer(many=True, max_length=50)  # type: ignore[call-arg]  # of ListSerializer

    def validate_criteria(self, criteria: list[dict[str, Any]]) -> dict[UUID, bool]:
        did = {one["criterion"]: one["did"] for one in criteria}
        if len(did) != len(criteria):
            raise serializers.ValidationError(_("Name each criterion once."), code="twice")
        return did


class ExampleSerializer(serializers.Serializer[Any]):
    """Describes an example answer; `video` is null where nothing was recorded."""

    text = serializers.CharField()
    video = serializers.UUIDField(allow_null=True)
