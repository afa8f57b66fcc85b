"""Describes what a coach calls a clip before they see what the employee called it."""

from typing import Any

from rest_framework import serializers

from core.rest.bodies import KnownMembers


class SaveTagSerializer(KnownMembers, serializers.Serializer[Any]):
    lease = serializers.UUIDField()
    option = serializers.UUIDField(help_text="The coach's own answer to the question.")


class CallSerializer(serializers.Serializer[Any]):
    """Describes a question about kind or style that the coach answers before they see what the
    employee answered."""

    scene = serializers.UUIDField()
    option = serializers.UUIDField(allow_null=True, help_text="The coach's answer.")
