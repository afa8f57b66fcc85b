"""Serves scenario versions as one file, with all that they need."""

from typing import Any
from uuid import UUID

from django.http import HttpResponseBase
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request

from accounts.models import Role
from core.rest.bodies import KnownMembers
from core.rest.files import FileAnswer
from scenarios import services
from scenarios.api.base import AuthoringView
from scenarios.domain.packages.layout import MOST_SCENARIOS

ZIP = "application/zip"


class ExportSerializer(KnownMembers, serializers.Serializer[Any]):
    versions = serializers.ListField(
        child=serializers.UUIDField(),
        min_length=1,
        max_length=MOST_SCENARIOS,
        help_text="Scenario versions, one of each scenario.",
    )

    def validate_versions(self, versions: list[UUID]) -> list[UUID]:
        return list(dict.fromkeys(versions))


class PackagesView(AuthoringView):
    """Authors take exercises with them as a file."""

    allowed = frozenset({Role.AUTHOR})
    serializer_class = ExportSerializer

    @extend_schema(
        operation_id="exportScenarios",
        summary="Scenario versions as one file",
        request=ExportSerializer,
        responses={(200, ZIP): OpenApiTypes.BINARY},
    )
    def post(self, request: Request, **kwargs: Any) -> HttpResponseBase:
        """Returns a ZIP file: `package.json` of the schema `kalm-package/1`, media, captions. It
        holds the texts, right answers, rubrics and clips, and nothing of people or of what they
        did. The same content gives the same file.

        Problems: `invalid`, `not_found`, `one_version_each`, `clips_not_ready`,
        `package_too_large`.
        """
        body = ExportSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        made = services.export_package(
            author=self.membership, versions=body.validated_data["versions"]
        )
        return FileAnswer(made.file, size=made.size, name=made.name, content_type=ZIP)
