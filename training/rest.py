"""Defines how an answer looks over HTTP, for this app and the one above."""

from typing import Any

from rest_framework import serializers


class ExplanationSerializer(serializers.Serializer[Any]):
    option = serializers.UUIDField()
    text = serializers.CharField()


class AnswerSerializer(serializers.Serializer[Any]):
    """Describes an answer. It is right when all the options are chosen that fit, and no others."""

    scene = serializers.UUIDField()
    options = serializers.ListField(child=serializers.UUIDField(), help_text="Those chosen.")
    is_right = serializers.BooleanField()
    right_options = serializers.ListField(
        child=serializers.UUIDField(), help_text="Those that fit best."
    )
    explanations = ExplanationSerializer(
        many=True, help_text="Of the chosen options and of the right ones."
    )
