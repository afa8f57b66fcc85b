"""Defines how levels look that were given, with their words. The highest value is the best."""

from typing import Any

from rest_framework import serializers


class FeedbackLevelSerializer(serializers.Serializer[Any]):
    value = serializers.IntegerField(help_text="1 is lowest.")
    of = serializers.IntegerField(help_text="The highest that the criterion has.")
    name = serializers.CharField()
    description = serializers.CharField()


class FeedbackScoreSerializer(serializers.Serializer[Any]):
    criterion = serializers.UUIDField()
    name = serializers.CharField()
    level = FeedbackLevelSerializer()
    note = serializers.CharField()


class OwnLevelSerializer(serializers.Serializer[Any]):
    """Describes the level that the employee gave themselves, before they read the feedback."""

    criterion = serializers.UUIDField()
    level = FeedbackLevelSerializer()
