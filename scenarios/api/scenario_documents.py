"""Defines how a scenario version's whole document looks over HTTP."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from scenarios.api.fields import (
    ClipsSerializer,
    CodeField,
    Document,
    TextsSerializer,
)
from scenarios.domain.drafts import OptionDraft, ScenarioDraft, SceneDraft
from scenarios.models import ScenarioVersion, SceneKind

LONGEST_TAKE_MS = 600_000


class OptionDocumentSerializer(Document, serializers.Serializer[Any]):
    id = serializers.UUIDField(read_only=True)
    order = serializers.IntegerField(read_only=True)
    text = TextsSerializer()
    is_right = serializers.BooleanField()
    explanation = TextsSerializer()


class SceneDocumentSerializer(Document, serializers.Serializer[Any]):
    """Describes a scene. Clips belong to watch scenes, options to choose scenes, a time cap and an
    example to respond scenes."""

    id = serializers.UUIDField(read_only=True)
    order = serializers.IntegerField(read_only=True)
    kind = serializers.ChoiceField(choices=SceneKind.choices)
    prompt = TextsSerializer()
    max_take_ms = serializers.IntegerField(
        min_value=1000, max_value=LONGEST_TAKE_MS, allow_null=True, default=None
    )
    example_answer = TextsSerializer(default=dict)
    clips = ClipsSerializer(default=dict)
    options = OptionDocumentSerializer(  # type: ignore[call-arg]
        many=True, max_length=10, default=list
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        kind = attrs["kind"]
        if kind != SceneKind.WATCH and attrs["clips"]:
            raise _refused("clips", "clips_on_watch", _("Only a scene to watch has clips."))
        if kind != SceneKind.CHOOSE and attrs["options"]:
            raise _refused("options", "options_on_choose", _("Only a question has options."))
        if (kind == SceneKind.RESPOND) != (attrs["max_take_ms"] is not None):
            detail = _("A scene to respond to, and no other, has a longest time.")
            raise _refused("max_take_ms", "time_cap_on_respond", detail)
        if sum(option["is_right"] for option in attrs["options"]) > 1:
            raise _refused("options", "one_right_option", _("Mark one option as right."))
        return attrs


class ScenarioVersionSerializer(Document, serializers.Serializer[Any]):
    """Describes a scenario version as a whole document; the order of scenes and options is their
    place in the list."""

    id = serializers.UUIDField(read_only=True)
    scenario = serializers.UUIDField(source="scenario_id")
    number = serializers.IntegerField(read_only=True)
    published_at = serializers.DateTimeField(read_only=True, allow_null=True)
    title = TextsSerializer()
    summary = TextsSerializer()
    content_warning = TextsSerializer(default=dict)
    minutes = serializers.IntegerField(min_value=1, max_value=60, default=3)
    rubric_version = serializers.UUIDField(
        source="rubric_version_id", allow_null=True, default=None
    )
    aggression_type = CodeField(source="aggression_type.code", allow_null=True, default=None)
    techniques = serializers.SerializerMethodField(help_text="Codes.")
    scenes = SceneDocumentSerializer(many=True, max_length=20)  # type: ignore[call-arg]

    def get_techniques(self, version: ScenarioVersion) -> list[str]:
        return [one.code for one in version.techniques.all()]


class ScenarioDocumentSerializer(ScenarioVersionSerializer):
    """Takes a scenario version's document from an author."""

    aggression_type = CodeField(allow_null=True, default=None)
    techniques = serializers.ListField(  # type: ignore[assignment]
        child=CodeField(), max_length=20, default=list
    )

    def draft(self) -> ScenarioDraft:
        """Return the validated document as a value."""
        data = dict(self.validated_data)
        del data["scenario_id"]
        return ScenarioDraft(
            rubric_version=data.pop("rubric_version_id"),
            techniques=tuple(data.pop("techniques")),
            scenes=tuple(map(_scene, data.pop("scenes"))),
            **data,
        )


def _scene(data: dict[str, Any]) -> SceneDraft:
    options = tuple(OptionDraft(**option) for option in data["options"])
    return SceneDraft(**(data | {"options": options}))


def _refused(attr: str, code: str, detail: str | Promise) -> serializers.ValidationError:
    return serializers.ValidationError({attr: [serializers.ErrorDetail(str(detail), code)]})
