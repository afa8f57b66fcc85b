"""Defines how techniques and aggression types look over HTTP."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from core.rest.bodies import KnownMembers
from scenarios.api.fields import CodeField, PickedField, TextsSerializer
from scenarios.models import Style

MOST_ORDERED = 500


# assignment below: `style` is an attribute of fields, too; here it is one of the answer.


class SomeTextsSerializer(TextsSerializer):
    """Takes a text in at least one language."""

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if not attrs:
            detail = _("Give a text for at least one language.")
            raise serializers.ValidationError(detail, code="texts_missing")
        return attrs


class TechniqueSerializer(serializers.Serializer[Any]):
    """Describes a technique in the reader's language. A hidden one is not to be offered."""

    id = serializers.UUIDField()
    code = serializers.CharField()
    name = PickedField()
    description = PickedField()
    is_hidden = serializers.BooleanField()


class AggressionTypeSerializer(TechniqueSerializer):
    """Describes a kind of aggression in the reader's language. A hidden one is not to be
    offered."""

    style = serializers.ChoiceField(choices=Style.choices)  # type: ignore[assignment]


class TechniqueInFullSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    code = serializers.CharField()
    name = TextsSerializer()
    description = TextsSerializer()
    is_hidden = serializers.BooleanField()


class AggressionTypeInFullSerializer(TechniqueInFullSerializer):
    style = serializers.ChoiceField(choices=Style.choices)  # type: ignore[assignment]


class NewTechniqueSerializer(KnownMembers, serializers.Serializer[Any]):
    """Takes a technique; its code never changes."""

    code = CodeField()
    name = SomeTextsSerializer()
    description = SomeTextsSerializer()


class NewAggressionTypeSerializer(NewTechniqueSerializer):
    """Takes a kind of aggression; its code never changes."""

    style = serializers.ChoiceField(choices=Style.choices)  # type: ignore[assignment]


class TechniqueChangeSerializer(KnownMembers, serializers.Serializer[Any]):
    """Takes what changes; what is left out stays."""

    name = SomeTextsSerializer(required=False)
    description = SomeTextsSerializer(required=False)
    is_hidden = serializers.BooleanField(required=False)


class AggressionTypeChangeSerializer(TechniqueChangeSerializer):
    """Takes what changes; what is left out stays."""

    style = serializers.ChoiceField(  # type: ignore[assignment]
        choices=Style.choices, required=False
    )


class OrderSerializer(KnownMembers, serializers.Serializer[Any]):
    """Takes the ids of a whole list, in their new order."""

    ids = serializers.ListField(child=serializers.UUIDField(), max_length=MOST_ORDERED)
