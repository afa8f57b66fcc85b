"""Describes workshops and attendances over HTTP, in the reader's language."""

import re
from datetime import UTC, datetime
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from accounts.models import Membership
from core.rest.bodies import KnownMembers
from core.rest.fields import LineField, TextField
from core.texts import pick
from core.zones import validate_zone, zone_named
from training.domain.workshops import may_check_in
from training.models import (
    MOST_SEATS,
    Attendance,
    AttendanceState,
    Workshop,
    WorkshopKind,
    WorkshopState,
)
from training.queries.workshops import Shown, span_of
from training.services.workshops import WorkshopPlan

LOCAL = re.compile(r"20\d\d-\d\d-\d\dT\d\d:\d\d")
LOCAL_SCHEMA = {"type": "string", "pattern": r"^20\d\d-\d\d-\d\dT\d\d:\d\d$"}
LONGEST_DAYS = 7


@extend_schema_field(LOCAL_SCHEMA)
class LocalMinuteField(serializers.Field[Any, Any, Any, Any]):
    """Takes a date and time without an offset, such as 2027-03-02T09:30."""

    default_error_messages: ClassVar = {"invalid": _("Choose a date and a time.")}

    def to_internal_value(self, data: Any) -> datetime:
        if not isinstance(data, str) or not LOCAL.fullmatch(data):
            self.fail("invalid")
        try:
            return datetime.fromisoformat(data)
        except ValueError:
            self.fail("invalid")

    def to_representation(self, value: datetime) -> str:
        return value.strftime("%Y-%m-%dT%H:%M")


class TextsSerializer(KnownMembers, serializers.Serializer[Any]):
    """Describes a text in Dutch, in English, or in both."""

    def to_internal_value(self, data: Any) -> dict[str, str]:
        values: dict[str, str] = super().to_internal_value(data)
        return {language: text for language, text in values.items() if text}

    def to_representation(self, instance: Any) -> dict[str, str]:
        return {language: instance.get(language, "") for language in self.fields}


class TitleSerializer(TextsSerializer):
    nl = LineField(required=False, allow_blank=True, max_length=200)
    en = LineField(required=False, allow_blank=True, max_length=200)

    def validate(self, attrs: dict[str, str]) -> dict[str, str]:
        if not attrs:
            detail = _("Give a title in at least one language.")
            raise serializers.ValidationError(detail, code="texts_missing")
        return attrs


class DescriptionSerializer(TextsSerializer):
    nl = TextField(required=False, allow_blank=True, max_length=4000)
    en = TextField(required=False, allow_blank=True, max_length=4000)


class WorkshopPlanSerializer(KnownMembers, serializers.Serializer[Any]):
    """Describes what makers write of a workshop. `starts_local` and `ends_local` are by the clock
    of the place, in `time_zone`. `trainer` is a member's id; `trainer_name` names somebody else."""

    titles = TitleSerializer()
    descriptions = DescriptionSerializer(required=False)
    kind = serializers.ChoiceField(choices=WorkshopKind.choices)
    starts_local = LocalMinuteField()
    ends_local = LocalMinuteField()
    time_zone = LineField(max_length=64, validators=[validate_zone])
    place = LineField(max_length=200)
    seats = serializers.IntegerField(min_value=1, max_value=MOST_SEATS)
    trainer = serializers.UUIDField(allow_null=True, default=None)
    trainer_name = LineField(max_length=200, allow_blank=True, default="")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs["trainer"] and attrs["trainer_name"]:
            detail = {"trainer_name": [_("Choose a member, or name somebody else: not both.")]}
            raise serializers.ValidationError(detail, code="one_trainer")
        zone = ZoneInfo(attrs["time_zone"])
        attrs["starts_at"], attrs["ends_at"] = (
            attrs[name].replace(tzinfo=zone).astimezone(UTC)
            for name in ("starts_local", "ends_local")
        )
        lasts = attrs["ends_at"] - attrs["starts_at"]
        if not 0 < lasts.total_seconds() <= LONGEST_DAYS * 86400:
            detail = {"ends_local": [_("Choose an end after the start, within a week.")]}
            raise serializers.ValidationError(detail, code="ends_badly")
        return attrs

    def plan(self) -> WorkshopPlan:
        """Return the body as the plan that the verb takes."""
        body = self.validated_data
        same = ("starts_at", "ends_at", "time_zone", "place", "seats", "trainer_name")
        return WorkshopPlan(
            title=body["titles"],
            description=body.get("descriptions", {}),
            kind=WorkshopKind(body["kind"]),
            trainer_id=body["trainer"],
            **{name: body[name] for name in same},
        )


class RegistrationSerializer(serializers.ModelSerializer[Attendance]):
    """Describes one's own attendance; `place` is that in the waiting list, 1 for the first."""

    state = serializers.ChoiceField(choices=AttendanceState.choices)
    place = serializers.SerializerMethodField()

    class Meta:
        model = Attendance
        fields: ClassVar = ["state", "place"]
        read_only_fields: ClassVar = fields

    @extend_schema_field({"type": "integer", "nullable": True})
    def get_place(self, row: Attendance) -> int | None:
        waits = row.state == AttendanceState.WAITING
        return int(getattr(row, "place", 0)) if waits else None


class AttendanceSerializer(RegistrationSerializer):
    """Describes the attendance of one person, for those who run the workshop."""

    membership = serializers.UUIDField(source="membership_id")
    person_name = serializers.CharField(source="membership.shown_name")

    class Meta(RegistrationSerializer.Meta):
        fields: ClassVar = ["membership", "person_name", "state", "place"]
        read_only_fields: ClassVar = fields


class WorkshopSerializer(serializers.Serializer[Shown]):
    """Describes a workshop as one member sees it. `overlaps` are the ids of others that they mean
    to attend at the same time; `runs` says whether they see its people and mark who is there,
    `may_change` whether they may change and cancel it."""

    id = serializers.UUIDField(source="workshop.id")
    title = serializers.SerializerMethodField()
    description = serializers.SerializerMethodField()
    titles = TitleSerializer(source="workshop.title")
    descriptions = DescriptionSerializer(source="workshop.description")
    kind = serializers.ChoiceField(choices=WorkshopKind.choices, source="workshop.kind")
    state = serializers.ChoiceField(choices=WorkshopState.choices)
    starts_at = serializers.DateTimeField(source="workshop.starts_at")
    ends_at = serializers.DateTimeField(source="workshop.ends_at")
    starts_local = serializers.SerializerMethodField()
    ends_local = serializers.SerializerMethodField()
    time_zone = serializers.CharField(source="workshop.time_zone")
    place = serializers.CharField(source="workshop.place")
    seats = serializers.IntegerField(source="workshop.seats")
    seats_left = serializers.SerializerMethodField()
    waiting_total = serializers.IntegerField(source="workshop.waiting_total")
    trainer = serializers.UUIDField(source="workshop.trainer_id", allow_null=True)
    trainer_name = serializers.SerializerMethodField()
    registration = RegistrationSerializer(source="own", allow_null=True)
    overlaps = serializers.ListField(child=serializers.UUIDField())
    runs = serializers.BooleanField()
    may_change = serializers.BooleanField()
    has_begun = serializers.SerializerMethodField()
    may_check_in = serializers.SerializerMethodField()

    def get_title(self, shown: Shown) -> str:
        return pick(shown.workshop.title, get_language() or "")

    def get_description(self, shown: Shown) -> str:
        return pick(shown.workshop.description, get_language() or "")

    @extend_schema_field(LOCAL_SCHEMA)
    def get_starts_local(self, shown: Shown) -> str:
        return _local(shown.workshop, shown.workshop.starts_at)

    @extend_schema_field(LOCAL_SCHEMA)
    def get_ends_local(self, shown: Shown) -> str:
        return _local(shown.workshop, shown.workshop.ends_at)

    def get_seats_left(self, shown: Shown) -> int:
        return shown.workshop.seats - shown.workshop.seats_taken

    def get_trainer_name(self, shown: Shown) -> str:
        row = shown.workshop
        return row.trainer.shown_name if row.trainer else row.trainer_name

    def get_has_begun(self, shown: Shown) -> bool:
        return shown.workshop.starts_at <= shown.now

    def get_may_check_in(self, shown: Shown) -> bool:
        is_on = shown.workshop.state != WorkshopState.CANCELLED
        return is_on and may_check_in(span_of(shown.workshop), shown.now)


class TrainerSerializer(serializers.ModelSerializer[Membership]):
    """Names somebody who may give a live session; `id` is the membership's."""

    name = serializers.CharField(source="shown_name", read_only=True)

    class Meta:
        model = Membership
        fields: ClassVar = ["id", "name"]
        read_only_fields: ClassVar = fields


# `waiting` is none of them, since the seats decide that.
CHANGES = [one for one in AttendanceState.choices if one[0] != AttendanceState.WAITING]


class AttendanceChangeSerializer(KnownMembers, serializers.Serializer[Any]):
    """Takes what others say of an attendance."""

    state = serializers.ChoiceField(choices=CHANGES)


class CheckInSerializer(KnownMembers, serializers.Serializer[Any]):
    code = LineField(max_length=40, help_text="The code on the trainer's screen.")


class WorkshopCodeSerializer(serializers.Serializer[Any]):
    """Describes what the trainer's screen shows until the next code, `next_in_ms` from now: the
    code, and the QR code of the address that marks whoever opens it as present."""

    code = serializers.CharField()
    next_in_ms = serializers.IntegerField()
    qr_size = serializers.IntegerField(help_text="Modules at each side, the margin included.")
    qr_path = serializers.CharField(help_text="The dark modules, as the path of an SVG.")


def _local(workshop: Workshop, at: datetime) -> str:
    return at.astimezone(zone_named(workshop.time_zone) or UTC).strftime("%Y-%m-%dT%H:%M")
