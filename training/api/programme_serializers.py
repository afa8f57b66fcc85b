"""Describes programmes, enrolments and participation over HTTP, in the reader's language."""

from datetime import time
from typing import Any, ClassVar

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from core.rest.bodies import KnownMembers
from core.texts import pick
from training.api.days import DaysSerializer
from training.api.serializers import ProgrammeNameSerializer
from training.domain.schedule import Days
from training.models import (
    FIRST_NUDGE,
    LAST_NUDGE,
    MOST_GAP_HOURS,
    Enrolment,
    EnrolmentState,
    Programme,
)
from training.queries.access import may_change_programme
from training.services import RhythmChange
from training.services.programmes.rhythm import rhythm_version

MOST_PAUSES = 30


@extend_schema_field({"type": "string", "pattern": r"^\d{2}:\d{2}:\d{2}$"})
class LocalTimeField(serializers.TimeField):
    """Takes hours, minutes and seconds; OpenAPI's format `time` asks for an offset too."""


class ProgrammeSerializer(serializers.ModelSerializer[Programme]):
    """Describes a programme. A nudge comes `days_between` to `days_at_most` days after the one
    before it, on `weekdays` (ISO numbers), from `nudge_from` to `nudge_until` where the employee
    lives, in no pause week, and `gap_hours` from any other nudge of theirs."""

    name = serializers.SerializerMethodField()
    description = serializers.SerializerMethodField()
    nudge_from = LocalTimeField(read_only=True)
    nudge_until = LocalTimeField(read_only=True)
    pause_weeks = DaysSerializer(source="pauses", many=True, read_only=True)
    rhythm_version = serializers.SerializerMethodField(
        help_text="Names the state of its rhythm; as an ETag, what a change names in If-Match."
    )
    steps_total = serializers.IntegerField()
    may_change = serializers.SerializerMethodField(
        help_text="Whether the caller may change it: admins may, and the manager who made it."
    )

    class Meta:
        model = Programme
        fields: ClassVar = [
            "id",
            "code",
            "name",
            "description",
            "days_between",
            "days_at_most",
            "nudge_from",
            "nudge_until",
            "weekdays",
            "pause_weeks",
            "gap_hours",
            "rhythm_version",
            "review_promise_hours",
            "pass_percent",
            "archived_at",
            "steps_total",
            "may_change",
        ]
        read_only_fields: ClassVar = fields

    def get_rhythm_version(self, programme: Programme) -> str:
        return rhythm_version(programme)

    def get_may_change(self, programme: Programme) -> bool:
        return may_change_programme(self.context["reader"], programme)

    def get_name(self, programme: Programme) -> str:
        return pick(programme.name, get_language() or "en")

    def get_description(self, programme: Programme) -> str:
        return pick(programme.description, get_language() or "en")


def _by_day(at: time) -> None:
    if not FIRST_NUDGE <= at <= LAST_NUDGE:
        raise serializers.ValidationError(
            _("Choose a time between 07:00 and 20:00."), code="not_by_day"
        )


class RhythmSerializer(KnownMembers, serializers.Serializer[Any]):
    """Describes when nudges come; a part left out stays. In `weekdays` 1 is Monday; `pause_weeks`
    are all of them."""

    days_between = serializers.IntegerField(min_value=1, max_value=365, required=False)
    days_at_most = serializers.IntegerField(min_value=1, max_value=365, required=False)
    nudge_from = LocalTimeField(
        validators=[_by_day],
        required=False,
        help_text="Local time where the employee is, from 07:00 to 20:00.",
    )
    nudge_until = LocalTimeField(
        validators=[_by_day],
        required=False,
        help_text="Local time where the employee is, from 07:00 to 20:00.",
    )
    weekdays = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=7),
        allow_empty=False,
        max_length=7,
        required=False,
    )
    pause_weeks = DaysSerializer(  # type: ignore[call-arg]  # of the list that `many` makes
        many=True, required=False, max_length=MOST_PAUSES
    )
    gap_hours = serializers.IntegerField(min_value=0, max_value=MOST_GAP_HOURS, required=False)

    def to_change(self) -> RhythmChange:
        """Return the checked body as the verb takes it."""
        values = dict(self.validated_data)
        if "pause_weeks" in values:
            values["pause_weeks"] = [Days(**one) for one in values["pause_weeks"]]
        return RhythmChange(**values)


class EnrolmentSerializer(serializers.ModelSerializer[Enrolment]):
    """Describes who takes part. `steps_done` and `attempts_submitted` are one's own, and null of
    others. No scores, titles or moments of practice."""

    programme = ProgrammeNameSerializer()
    membership = serializers.UUIDField(source="membership_id")
    person_name = serializers.CharField(source="membership.shown_name")
    state = serializers.ChoiceField(choices=EnrolmentState.choices)
    steps_total = serializers.IntegerField()
    steps_done = serializers.IntegerField(allow_null=True)
    attempts_submitted = serializers.IntegerField(allow_null=True)

    class Meta:
        model = Enrolment
        fields: ClassVar = [
            "id",
            "programme",
            "membership",
            "person_name",
            "state",
            "created_at",
            "steps_total",
            "steps_done",
            "attempts_submitted",
        ]
        read_only_fields: ClassVar = fields


class TeamNameSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()


class FiguresSerializer(serializers.Serializer[Any]):
    """Describes how far people are; `steps_done` is their average."""

    people = serializers.IntegerField()
    steps_done = serializers.FloatField()
    attempts_submitted = serializers.IntegerField()


class TeamParticipationSerializer(serializers.Serializer[Any]):
    """Describes how far a team is; no figures of fewer than five people, nor where a difference
    with another team's, or with those seen before, would speak of fewer."""

    team = TeamNameSerializer()
    figures = FiguresSerializer(allow_null=True)


class ParticipationSerializer(serializers.Serializer[Any]):
    """Describes how far teams are with a programme; `week` is the day on which the oldest of the
    figures were made. Those of a team stay as they are for seven days."""

    week = serializers.DateField()
    teams = TeamParticipationSerializer(many=True)


class NewEnrolmentSerializer(KnownMembers, serializers.Serializer[Any]):
    programme = serializers.UUIDField()
    membership = serializers.UUIDField()


class EnrolmentChangeSerializer(KnownMembers, serializers.Serializer[Any]):
    """Takes a new state; `finished` is none, since an enrolment finishes by itself."""

    state = serializers.ChoiceField(
        choices=[one for one in EnrolmentState.choices if one[0] != EnrolmentState.FINISHED]
    )


class ReminderSerializer(serializers.Serializer[Any]):
    """Describes a reminder that was given by hand."""

    at = serializers.DateTimeField()
