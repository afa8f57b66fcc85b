"""Defines how readings, remarks and the authoring rules look over HTTP."""

from typing import Any

from django.core.validators import RegexValidator
from rest_framework import serializers

from core.rest.bodies import KnownMembers
from core.rest.fields import LineField, TextField

LONGEST_NOTE, LONGEST_REMARK = 1000, 2000


class NameField(serializers.CharField):
    """Shows a colleague's name; null for one who is gone."""

    def __init__(self, who: str, **kwargs: Any) -> None:
        super().__init__(
            source=f"{who}.shown_name", read_only=True, allow_null=True, default=None, **kwargs
        )


class ReaderSerializer(serializers.Serializer[Any]):
    membership = serializers.UUIDField(source="id")
    name = serializers.CharField(source="shown_name")


class ReadingSerializer(serializers.Serializer[Any]):
    """Describes a request to a colleague; `read_at` is null until they said that they had read
    it."""

    id = serializers.UUIDField()
    reader = serializers.UUIDField(source="reader_id", help_text="A membership.")
    reader_name = NameField("reader")
    asked_by_name = NameField("asked_by")
    note = serializers.CharField()
    asked_at = serializers.DateTimeField()
    read_at = serializers.DateTimeField(allow_null=True)


class NewReadingSerializer(KnownMembers, serializers.Serializer[Any]):
    """Asks a colleague to read a draft."""

    reader = serializers.UUIDField(help_text="A membership of listReaders.")
    note = TextField(required=False, allow_blank=True, max_length=LONGEST_NOTE)


class RemarkSerializer(serializers.Serializer[Any]):
    """Describes a remark; `resolved_at` is null while it is open."""

    id = serializers.UUIDField()
    member = serializers.UUIDField(source="member_id", allow_null=True)
    member_name = NameField("member")
    place = serializers.CharField()
    text = serializers.CharField()
    created_at = serializers.DateTimeField()
    resolved_at = serializers.DateTimeField(allow_null=True)
    resolved_by_name = NameField("resolved_by")


class NewRemarkSerializer(KnownMembers, serializers.Serializer[Any]):
    """Takes a remark about one place in a draft."""

    place = LineField(
        max_length=100,
        validators=[RegexValidator(r"^[a-z0-9_-]+(\.[a-z0-9_-]+)*$")],
        help_text="The field that it is about; scenes by their key: `title`, "
        "`scenes.opening.prompt`.",
    )
    text = TextField(max_length=LONGEST_REMARK)


class ReadingsSerializer(serializers.Serializer[Any]):
    """Describes how far the reading of a version is."""

    is_needed = serializers.BooleanField(
        help_text="The organisation has drafts read before they are published."
    )
    readings = ReadingSerializer(many=True)
    remarks = RemarkSerializer(many=True)


class AuthoringRulesSerializer(KnownMembers, serializers.Serializer[Any]):
    """Says what an organisation asks of its authors."""

    needs_reading = serializers.BooleanField(
        help_text="A colleague has read a draft, and remarks are resolved, before it is published."
    )
