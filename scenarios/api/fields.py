"""Defines the fields that rubric and scenario documents share."""

from datetime import datetime
from typing import Any

from django.core.validators import RegexValidator
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from core.rest.bodies import KnownMembers
from core.rest.fields import LineField, TextField
from core.texts import LANGUAGES, pick
from scenarios.models import ClipRole, ScenarioVersion, Scene, VersionWork

LONGEST_TEXT = 5000
"""Characters."""


class CodeField(LineField):
    """Takes a short name for machines: small letters, digits, - and _."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=50, **kwargs)
        self.validators.append(RegexValidator(r"^[a-z0-9][a-z0-9_-]*$"))


class Document(KnownMembers):
    """Lets a part of a document be read, changed and sent back whole. Mix in before each part."""

    may_repeat_answer = True


class PerLanguage(serializers.Serializer[Any]):
    """Takes an object with a value per language; other keys are refused, so that nothing is
    lost.
    """

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        if isinstance(data, dict) and (unknown := sorted(set(data) - set(LANGUAGES))):
            detail = _("Use the languages nl and en.")
            raise serializers.ValidationError({str(unknown[0]): [detail]}, code="unknown_language")
        values: dict[str, Any] = super().to_internal_value(data)
        return {language: value for language, value in values.items() if value}


class TextsSerializer(PerLanguage):
    """Takes a text per language. In a draft it may still be empty."""

    nl = TextField(required=False, allow_blank=True, max_length=LONGEST_TEXT)
    en = TextField(required=False, allow_blank=True, max_length=LONGEST_TEXT)

    def to_representation(self, instance: Any) -> dict[str, Any]:
        return dict(instance)


class PickedField(serializers.CharField):
    """Shows the text in the reader's language, from texts in several."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(read_only=True, **kwargs)

    def to_representation(self, value: Any) -> str:
        return pick(value, get_language() or "")


class ClipsSerializer(PerLanguage):
    """Takes the id of a scene video per language."""

    role = ClipRole.SCENE
    nl = serializers.UUIDField(required=False)
    en = serializers.UUIDField(required=False)

    def get_attribute(self, instance: Scene) -> Any:
        return instance.clips

    def to_representation(self, instance: Any) -> dict[str, Any]:
        """Return the ids of a scene's clips of this role, by language."""
        return {
            clip.language: str(clip.video_id) for clip in instance.all() if clip.role == self.role
        }


class ExampleClipsSerializer(ClipsSerializer):
    """Takes the id of a spoken example per language."""

    role = ClipRole.EXAMPLE


class KeyField(LineField):
    """Takes the key of a scene: small letters, digits and -."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=40, **kwargs)
        self.validators.append(RegexValidator(r"^[a-z0-9][a-z0-9-]*$"))


class WarningSerializer(serializers.Serializer[Any]):
    """Describes something to look at that did not stop the publication."""

    code = serializers.CharField()
    detail = serializers.CharField()
    attr = serializers.CharField(allow_null=True)


class VersionLineSerializer(serializers.Serializer[Any]):
    """Describes a version in a list; `published_at` is null for the draft."""

    id = serializers.UUIDField()
    number = serializers.IntegerField()
    published_at = serializers.DateTimeField(allow_null=True)


class SaverSerializer(serializers.Serializer[Any]):
    """Describes when a member saved a version last; the name is null for one who is gone."""

    name = serializers.CharField(source="member.shown_name", allow_null=True, default=None)
    at = serializers.DateTimeField()


class WorkedVersionLineSerializer(VersionLineSerializer):
    """Describes a scenario's version in a list, with who worked on it last; a name is null where it
    is not known."""

    created_at = serializers.DateTimeField()
    saved_at = serializers.SerializerMethodField()
    saved_by_name = serializers.SerializerMethodField()
    savers = SaverSerializer(
        source="saved", many=True, help_text="Everybody who saved it, who did last first."
    )
    published_by_name = serializers.SerializerMethodField()

    def get_saved_at(self, version: ScenarioVersion) -> datetime:
        return version.saved[0].at if version.saved else version.created_at

    def get_saved_by_name(self, version: ScenarioVersion) -> str | None:
        return _name_of(version.saved[0]) if version.saved else None

    def get_published_by_name(self, version: ScenarioVersion) -> str | None:
        work = (one for one in version.work.all() if one.kind == VersionWork.Kind.PUBLISHED)
        return _name_of(max(work, key=lambda one: one.at, default=None))


def _name_of(work: VersionWork | None) -> str | None:
    return work.member.shown_name if work and work.member else None


class PublicationSerializer(serializers.Serializer[Any]):
    """Describes a version that was published and never changes again, with warnings for the next
    one."""

    id = serializers.UUIDField()
    published_at = serializers.DateTimeField()
    warnings = WarningSerializer(many=True)
