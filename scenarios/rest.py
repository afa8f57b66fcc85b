"""Defines how `scenarios.exercise` looks over HTTP, for the API of the apps above."""

from typing import Any

from rest_framework import serializers

from scenarios.models import SceneKind


class ExerciseSummarySerializer(serializers.Serializer[Any]):
    scenario_version = serializers.UUIDField()
    title = serializers.CharField()
    summary = serializers.CharField()
    content_warning = serializers.CharField(help_text="Empty when there is nothing to warn for.")
    minutes = serializers.IntegerField()
    techniques = serializers.ListField(child=serializers.CharField())


class ExerciseOptionSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    text = serializers.CharField()


class ExerciseSceneSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    order = serializers.IntegerField()
    kind = serializers.ChoiceField(choices=SceneKind.choices)
    prompt = serializers.CharField()
    options = ExerciseOptionSerializer(many=True)
    max_take_ms = serializers.IntegerField(allow_null=True, help_text="Only on respond scenes.")
    has_video = serializers.BooleanField()


class ExerciseSerializer(ExerciseSummarySerializer):
    scenes = ExerciseSceneSerializer(many=True)


class RubricLevelSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    value = serializers.IntegerField()
    name = serializers.CharField()
    description = serializers.CharField()


class RubricCriterionSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    order = serializers.IntegerField()
    name = serializers.CharField()
    description = serializers.CharField()
    levels = RubricLevelSerializer(many=True)


class RubricDocumentSerializer(serializers.Serializer[Any]):
    version = serializers.UUIDField()
    criteria = RubricCriterionSerializer(many=True)
