"""Defines how a rubric version's whole document looks over HTTP."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from scenarios.api.fields import CodeField, Document, TextsSerializer
from scenarios.domain.drafts import CriterionDraft, LevelDraft, RubricDraft

HEAVIEST = 9


# call-arg below: with many=True these are arguments of ListSerializer, which the stubs do not know.


class LevelDocumentSerializer(Document, serializers.Serializer[Any]):
    id = serializers.UUIDField(read_only=True)
    value = serializers.IntegerField(min_value=1, max_value=9, help_text="1 is lowest.")
    name = TextsSerializer()
    description = TextsSerializer()


class CriterionDocumentSerializer(Document, serializers.Serializer[Any]):
    id = serializers.UUIDField(read_only=True)
    order = serializers.IntegerField(read_only=True)
    technique = CodeField(source="technique.code", help_text="A technique's code.")
    name = TextsSerializer()
    description = TextsSerializer()
    weight = serializers.IntegerField(
        min_value=1,
        max_value=HEAVIEST,
        default=1,
        help_text="How much this criterion counts beside the others.",
    )
    levels = LevelDocumentSerializer(many=True, max_length=9)  # type: ignore[call-arg]

    def validate_levels(self, levels: list[dict[str, Any]]) -> list[dict[str, Any]]:
        values = [level["value"] for level in levels]
        if values != sorted(set(values)):
            detail = _("Number the levels upwards, each once.")
            raise serializers.ValidationError(detail, code="levels_not_ascending")
        return levels


class RubricVersionSerializer(Document, serializers.Serializer[Any]):
    """Describes a rubric version as a whole document; the order of criteria is their place in the
    list."""

    id = serializers.UUIDField(read_only=True)
    rubric = serializers.UUIDField(source="rubric_id")
    number = serializers.IntegerField(read_only=True)
    published_at = serializers.DateTimeField(read_only=True, allow_null=True)
    criteria = CriterionDocumentSerializer(many=True, max_length=20)  # type: ignore[call-arg]

    def draft(self) -> RubricDraft:
        """Return the validated document as a value."""
        return RubricDraft(criteria=tuple(map(criterion_draft, self.validated_data["criteria"])))


def criterion_draft(data: dict[str, Any]) -> CriterionDraft:
    """Return a validated criterion as a value."""
    return CriterionDraft(
        technique=data["technique"]["code"],
        name=data["name"],
        description=data["description"],
        weight=data["weight"],
        levels=tuple(LevelDraft(**level) for level in data["levels"]),
    )
