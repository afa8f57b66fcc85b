"""OpenAPI: every operation can answer with a problem document."""

from typing import Any, Literal

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiResponse
from rest_framework import serializers

Direction = Literal["request", "response"]


class ProblemPart(serializers.Serializer[Any]):
    code = serializers.CharField()
    detail = serializers.CharField()
    attr = serializers.CharField(allow_null=True)


class Problem(serializers.Serializer[Any]):
    """RFC 9457; branch on `code`, show `detail`."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    code = serializers.CharField()

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        # Declared here because `errors` is also the name of a property of serializers.
        return super().get_fields() | {"errors": ProblemPart(many=True, required=False)}


class Schema(AutoSchema):
    """Adds the problem answer to each operation, and takes tags from the app's name."""

    def get_tags(self) -> list[str]:
        return [type(self.view).__module__.split(".")[0]]

    def _get_response_bodies(self, direction: Direction = "response") -> Any:
        bodies = super()._get_response_bodies(direction)
        answer = OpenApiResponse(Problem, description="A problem, by code")
        # drf-spectacular gives this method no types.
        bodies["default"] = self._get_response_for_code(  # type: ignore[no-untyped-call]
            answer, "default", ["application/problem+json"], direction
        )
        return bodies
