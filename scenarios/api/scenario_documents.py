"""Defines how a scenario version's whole document looks over HTTP."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from scenarios.api.fields import (
    ClipsSerializer,
    CodeField,
    Document,
    ExampleClipsSerializer,
    KeyField,
    TextsSerializer,
)
from scenarios.documents import scenario_document
from scenarios.domain.drafts import (
    DEFAULTS,
    MEMBERS,
    OptionDraft,
    ScenarioDraft,
    SceneDraft,
    key_at,
)
from scenarios.domain.duration import estimated_minutes
from scenarios.domain.graph import END
from scenarios.models import (
    Channel,
    ExampleShown,
    Medium,
    QuestionPurpose,
    ScenarioVersion,
    SceneKind,
    Sector,
)
from scenarios.queries import clip_lengths

LONGEST_TAKE_MS = 600_000
LONGEST_PREPARATION_MS = 120_000
MOST_TAKES = 20
MOST_SCENES = 40

# What to tell about members that have a code of their own; others are `not_of_this_kind`.
OTHER_KIND = {
    "clips": ("clips_on_watch", _("Only a scene to watch or to read has clips.")),
    "options": ("options_on_choose", _("Only a question has options.")),
}
NOT_OF_THIS_KIND = ("not_of_this_kind", _("A scene of this kind doesn't have this."))


# call-arg below: with many=True these are arguments of ListSerializer, which the stubs do not know.
# assignment below: a document is written with another field than it is read with.


class OptionDocumentSerializer(Document, serializers.Serializer[Any]):
    id = serializers.UUIDField(read_only=True)
    order = serializers.IntegerField(read_only=True)
    text = TextsSerializer()
    is_right = serializers.BooleanField()
    explanation = TextsSerializer()
    next = KeyField(
        source="next_key",
        allow_null=True,
        default=None,
        help_text='The key of the scene that choosing it leads to, "end", or null: as the scene '
        "says.",
    )


class SceneDocumentSerializer(Document, serializers.Serializer[Any]):
    """Describes a scene. Clips belong to watch and info scenes, a body to info scenes, options and
    a purpose to choose scenes; a time cap and what says how to respond, to respond scenes."""

    id = serializers.UUIDField(read_only=True)
    order = serializers.IntegerField(read_only=True)
    key = KeyField(
        required=False,
        help_text="The scene's name in the document, made by the client; else s1, s2...",
    )
    kind = serializers.ChoiceField(choices=SceneKind.choices)
    prompt = TextsSerializer()
    next = KeyField(
        source="next_key",
        allow_null=True,
        default=None,
        help_text='The key of the scene that follows, "end", or null: the next in order.',
    )
    clips = ClipsSerializer(default=dict)
    body = TextsSerializer(default=dict, help_text="Markdown.")
    purpose = serializers.ChoiceField(
        choices=QuestionPurpose.choices, default=DEFAULTS["purpose"], help_text="What it asks for."
    )
    several = serializers.BooleanField(
        default=False, help_text="More than one option is right and may be chosen."
    )
    options = OptionDocumentSerializer(  # type: ignore[call-arg]
        many=True, max_length=10, default=list
    )
    max_take_ms = serializers.IntegerField(
        min_value=1000, max_value=LONGEST_TAKE_MS, allow_null=True, default=None
    )
    preparation_ms = serializers.IntegerField(
        min_value=0, max_value=LONGEST_PREPARATION_MS, default=0
    )
    max_takes = serializers.IntegerField(
        min_value=1, max_value=MOST_TAKES, allow_null=True, default=None
    )
    medium = serializers.ChoiceField(choices=Medium.choices, default=DEFAULTS["medium"])
    autocue = TextsSerializer(default=dict)
    autocue_editable = serializers.BooleanField(default=False)
    example_answer = TextsSerializer(default=dict)
    example_clips = ExampleClipsSerializer(default=dict)
    example_shown = serializers.ChoiceField(
        choices=ExampleShown.choices, default=DEFAULTS["example_shown"]
    )
    self_check = serializers.BooleanField(default=False)

    def validate_key(self, key: str) -> str:
        if key == END:
            detail = _("A scene can't be called end.")
            raise serializers.ValidationError(detail, code="key_reserved")
        return key

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        kind = attrs["kind"]
        if (kind == SceneKind.RESPOND) != (attrs["max_take_ms"] is not None):
            detail = _("A scene to respond to, and no other, has a longest time.")
            raise _refused("max_take_ms", "time_cap_on_respond", detail)
        for member, kinds in MEMBERS.items():
            if kind not in kinds and attrs[member] != _default(member):
                raise _refused(member, *OTHER_KIND.get(member, NOT_OF_THIS_KIND))
        if attrs["several"]:
            for option in attrs["options"]:
                if option["next_key"] is not None:
                    detail = _("An option leads somewhere only where one is chosen.")
                    raise _refused("options", "next_on_several", detail)
        elif sum(option["is_right"] for option in attrs["options"]) > 1:
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
    intensity = serializers.IntegerField(
        min_value=1, max_value=5, allow_null=True, default=None, help_text="1 is mild."
    )
    sector = serializers.ChoiceField(choices=Sector.choices, allow_null=True, default=None)
    channel = serializers.ChoiceField(choices=Channel.choices, allow_null=True, default=None)
    minutes = serializers.IntegerField(
        min_value=1, max_value=60, allow_null=True, default=None, help_text="Null: as estimated."
    )
    estimated_minutes = serializers.SerializerMethodField(
        help_text="By the content: clips, reading, answers, preparation, replies."
    )
    rubric_version = serializers.UUIDField(
        source="rubric_version_id", allow_null=True, default=None
    )
    aggression_type = CodeField(source="aggression_type.code", allow_null=True, default=None)
    techniques = serializers.SerializerMethodField(help_text="Codes.")
    scenes = SceneDocumentSerializer(many=True, max_length=MOST_SCENES)  # type: ignore[call-arg]

    def get_estimated_minutes(self, version: ScenarioVersion) -> int:
        document = scenario_document(version)
        return estimated_minutes(document, clip_lengths(document))

    def get_techniques(self, version: ScenarioVersion) -> list[str]:
        return [one.code for one in version.techniques.all()]


class ScenarioDocumentSerializer(ScenarioVersionSerializer):
    """Takes a scenario version's document from an author."""

    aggression_type = CodeField(allow_null=True, default=None)
    techniques = serializers.ListField(  # type: ignore[assignment]
        child=CodeField(), max_length=20, default=list
    )

    def validate_scenes(self, scenes: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Name the scenes that have no key by their place, and refuse a name given twice."""
        refused: list[dict[str, Any]] = []
        keys = [scene.get("key") or key_at(place) for place, scene in enumerate(scenes)]
        for place, key in enumerate(keys):
            taken = key in keys[:place]
            detail = serializers.ErrorDetail(str(_("Another scene has this name.")), "key_taken")
            refused.append({"key": [detail]} if taken else {})
        if any(refused):
            raise serializers.ValidationError(refused)
        return scenes

    def draft(self) -> ScenarioDraft:
        """Return the validated document as a value."""
        data = dict(self.validated_data)
        del data["scenario_id"]
        return scenario_draft(data)


def scenario_draft(data: dict[str, Any]) -> ScenarioDraft:
    """Return a validated document as a value."""
    rest = dict(data)
    return ScenarioDraft(
        rubric_version=rest.pop("rubric_version_id"),
        techniques=tuple(rest.pop("techniques")),
        scenes=tuple(map(_scene, rest.pop("scenes"))),
        **rest,
    )


def _scene(data: dict[str, Any]) -> SceneDraft:
    options = tuple(OptionDraft(**_with_next(option)) for option in data["options"])
    return SceneDraft(**(_with_next(data) | {"options": options}))


def _with_next(data: dict[str, Any]) -> dict[str, Any]:
    """Return the members under the names of the document, where columns are named otherwise."""
    rest = {name: value for name, value in data.items() if name != "next_key"}
    return rest | {"next": data["next_key"]}


def _default(member: str) -> object:
    return [] if member == "options" else DEFAULTS[member]


def _refused(attr: str, code: str, detail: str | Promise) -> serializers.ValidationError:
    return serializers.ValidationError({attr: [serializers.ErrorDetail(str(detail), code)]})
