"""Defines how lists of rubrics and scenarios look over HTTP, with names in the reader's
language.
"""

from typing import Any

from django.utils.translation import get_language
from rest_framework import serializers

from core.rest.bodies import KnownMembers
from core.texts import pick
from scenarios.api.fields import CodeField, TextsSerializer, VersionLineSerializer
from scenarios.models import Scenario, Style


class PickedField(serializers.CharField):
    """Shows the text in the reader's language, from texts in several."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(read_only=True, **kwargs)

    def to_representation(self, value: Any) -> str:
        return pick(value, get_language() or "")


class TechniqueSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    code = serializers.CharField()
    name = PickedField()
    description = PickedField()


class AggressionTypeSerializer(TechniqueSerializer):
    style = serializers.ChoiceField(choices=Style.choices)  # type: ignore[assignment]


class RubricSerializer(serializers.Serializer[Any]):
    """Describes a rubric with its versions, newest first."""

    id = serializers.UUIDField()
    code = serializers.CharField()
    name = PickedField()
    versions = VersionLineSerializer(many=True)


class NewRubricSerializer(KnownMembers, serializers.Serializer[Any]):
    code = CodeField()
    name = TextsSerializer()


class ScenarioSerializer(serializers.Serializer[Any]):
    """Describes a scenario with its versions, newest first; the title is the newest version's,
    empty before there is one."""

    id = serializers.UUIDField()
    code = serializers.CharField()
    title = serializers.SerializerMethodField()
    versions = VersionLineSerializer(many=True)

    def get_title(self, scenario: Scenario) -> str:
        newest = next(iter(scenario.versions.all()), None)
        return pick(newest.title, get_language() or "") if newest else ""


class NewScenarioSerializer(KnownMembers, serializers.Serializer[Any]):
    code = CodeField()
