"""Describes how a programme is made and changed over HTTP: its settings and its steps, in both
languages."""

from dataclasses import asdict
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from core.rest.bodies import KnownMembers
from core.rest.fields import DayField, LineField, TextField
from core.texts import LANGUAGES
from training.domain.programme_drafts import EXERCISE, THEORY, StepDraft
from training.models import (
    FinishRule,
    Programme,
    ProgrammeVersion,
    StepKind,
    StepReview,
    WorkshopKind,
)
from training.queries.versions import Steps
from training.services.programmes.settings import AS_IT_WAS, ProgrammeSettings

MOST_STEPS = 200


class TextsSerializer(KnownMembers, serializers.Serializer[Any]):
    """Takes a text per language; an empty one is left out."""

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        texts: dict[str, Any] = super().to_internal_value(data)
        return {language: text for language, text in texts.items() if text}

    def to_representation(self, instance: Any) -> dict[str, Any]:
        return {language: instance[language] for language in LANGUAGES if instance.get(language)}


class LinesSerializer(TextsSerializer):
    nl = LineField(required=False, allow_blank=True, max_length=200)
    en = LineField(required=False, allow_blank=True, max_length=200)


class LongTextsSerializer(TextsSerializer):
    nl = TextField(required=False, allow_blank=True, max_length=5000)
    en = TextField(required=False, allow_blank=True, max_length=5000)


class ProgrammeSettingsSerializer(KnownMembers, serializers.Serializer[Programme]):
    """Describes what a programme is called and promises, and when it begins and finishes.
    `starts_on` is a local date; null is from each enrolment on. `weeks` may be null, unless
    `finish_rule` is `at_end`."""

    may_repeat_answer = True

    id = serializers.UUIDField(read_only=True)
    name = LinesSerializer()
    description = LongTextsSerializer(default=dict)
    review_promise_hours = serializers.IntegerField(
        min_value=1,
        max_value=720,
        required=False,
        help_text="That of the organisation where it is not given.",
    )
    starts_on = DayField(allow_null=True, default=None)
    weeks = serializers.IntegerField(min_value=1, max_value=260, allow_null=True, default=None)
    finish_rule = serializers.ChoiceField(choices=FinishRule.choices, default=FinishRule.ALL_STEPS)
    pass_percent = serializers.IntegerField(
        min_value=1,
        max_value=100,
        allow_null=True,
        required=False,
        help_text="The share of the points from which a reply passes, of what is sent in from now "
        "on; null for no pass mark, and as it was where this is left out.",
    )
    archived_at = serializers.DateTimeField(read_only=True, allow_null=True)

    def validate_name(self, name: dict[str, str]) -> dict[str, str]:
        if not name:
            raise serializers.ValidationError(
                _("Give a text for at least one language."), code="texts_missing"
            )
        return name

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs["finish_rule"] == FinishRule.AT_END and attrs["weeks"] is None:
            raise serializers.ValidationError(
                {"weeks": [serializers.ErrorDetail(str(_("Say how many weeks.")), "required")]}
            )
        return attrs

    def settings(self, *, promise: int) -> ProgrammeSettings:
        """Return the settings, with the organisation's promise where none was given."""
        unsaid = {"review_promise_hours": promise, "pass_percent": AS_IT_WAS}
        return ProgrammeSettings(**unsaid | self.validated_data)


class StepDocumentSerializer(KnownMembers, serializers.Serializer[Any]):
    """Describes a step. `id` is made by the client and stays with the step for ever. An exercise
    has `scenario` and `review`; a theory step `title`, `text` in Markdown and perhaps `minutes`; a
    workshop perhaps a `title`, and a `workshop_kind` where one of any kind does not do."""

    id = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=StepKind.choices)
    scenario = serializers.UUIDField(allow_null=True, default=None)
    review = serializers.ChoiceField(choices=StepReview.choices, default=StepReview.ALWAYS)
    title = LinesSerializer(default=dict)
    text = LongTextsSerializer(default=dict)
    minutes = serializers.IntegerField(min_value=1, max_value=120, allow_null=True, default=None)
    workshop_kind = serializers.ChoiceField(
        choices=WorkshopKind.choices, allow_blank=True, default=""
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Leave out what steps of this kind don't have."""
        kind = attrs["kind"]
        if kind != EXERCISE:
            attrs |= {"scenario": None, "review": StepReview.ALWAYS}
        if kind != THEORY:
            attrs |= {"text": {}, "minutes": None}
        if kind == EXERCISE:
            attrs["title"] = {}
        if kind != StepKind.WORKSHOP:
            attrs["workshop_kind"] = ""
        return attrs


class StepsDocumentSerializer(KnownMembers, serializers.Serializer[Steps]):
    """Describes the steps of a programme in order: the draft, or without one what is published.
    `number` is the version that publishing makes."""

    may_repeat_answer = True

    number = serializers.IntegerField(read_only=True)
    is_draft = serializers.BooleanField(read_only=True)
    steps = serializers.ListField(child=StepDocumentSerializer(), max_length=MOST_STEPS)

    def to_representation(self, instance: Steps) -> dict[str, Any]:
        return {
            "number": instance.number,
            "is_draft": instance.is_draft,
            "steps": [StepDocumentSerializer(asdict(step)).data for step in instance.steps],
        }

    def drafts(self) -> tuple[StepDraft, ...]:
        return tuple(StepDraft(**step) for step in self.validated_data["steps"])


class ProgrammeVersionSerializer(serializers.Serializer[Any]):
    """Describes a published version; `published_by` is a name, and null for an operator."""

    number = serializers.IntegerField()
    published_at = serializers.DateTimeField()
    published_by = serializers.CharField(
        source="published_by.shown_name", allow_null=True, default=None
    )
    steps_total = serializers.SerializerMethodField()

    def get_steps_total(self, version: ProgrammeVersion) -> int:
        return len(version.steps)
