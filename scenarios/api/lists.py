"""Defines how lists of rubrics and scenarios look over HTTP, with names in the reader's
language.
"""

from typing import Any

from django.utils.translation import get_language
from rest_framework import serializers

from accounts.models import Language
from core.rest.bodies import KnownMembers
from core.texts import pick
from scenarios.api.fields import (
    CodeField,
    PickedField,
    TextsSerializer,
    VersionLineSerializer,
    WorkedVersionLineSerializer,
)
from scenarios.models import Channel, Scenario, ScenarioState, Sector


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
    """Describes a scenario with its versions, newest first. What it is about is the newest
    version's, draft or published; empty or null before there is one."""

    id = serializers.UUIDField()
    code = serializers.CharField()
    state = serializers.ChoiceField(choices=ScenarioState.choices)
    title = PickedField(source="newest.title", default="")
    summary = PickedField(source="newest.summary", default="")
    intensity = serializers.IntegerField(
        source="newest.intensity", allow_null=True, default=None, read_only=True
    )
    sector = serializers.ChoiceField(
        source="newest.sector",
        choices=Sector.choices,
        allow_null=True,
        default=None,
        read_only=True,
    )
    channel = serializers.ChoiceField(
        source="newest.channel",
        choices=Channel.choices,
        allow_null=True,
        default=None,
        read_only=True,
    )
    minutes = serializers.IntegerField(
        source="newest.shown_minutes", allow_null=True, default=None, read_only=True
    )
    techniques = serializers.SerializerMethodField(help_text="Names.")
    aggression_type = PickedField(
        source="newest.aggression_type.name", default="", help_text="Its name."
    )
    languages = serializers.ListField(
        child=serializers.ChoiceField(choices=Language.choices),
        help_text="Those in which all of it is there.",
    )
    retired_at = serializers.DateTimeField(allow_null=True)
    retired_by_name = serializers.CharField(
        source="retired_by.shown_name", allow_null=True, default=None, read_only=True
    )
    versions = VersionLineSerializer(many=True)

    def get_techniques(self, scenario: Scenario) -> list[str]:
        names = getattr(scenario.newest, "technique_names", ())  # of queries.with_rows
        return [pick(name, get_language() or "") for name in names]


class ScenarioHistorySerializer(ScenarioSerializer):
    """Describes a scenario as its row of the list does, with who worked on its versions."""

    versions = WorkedVersionLineSerializer(many=True)


class NewScenarioSerializer(KnownMembers, serializers.Serializer[Any]):
    code = CodeField()
