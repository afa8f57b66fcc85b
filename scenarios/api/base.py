"""Provides the base of this app's views: reading for some roles, writing for authors, ETag."""

from collections.abc import Mapping
from typing import ClassVar

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework.response import Response

from accounts.models import Role
from accounts.rest.views import OrganisationView
from scenarios.domain.completeness import Gap
from scenarios.domain.drafts import RubricDraft, ScenarioDraft, etag
from scenarios.models import RubricVersion, ScenarioVersion

IF_MATCH = OpenApiParameter(
    "If-Match",
    OpenApiTypes.STR,
    OpenApiParameter.HEADER,
    description="The ETag of the draft that is changed; leave out when making a new one.",
)


class AuthoringView(OrganisationView):
    """Lets the roles in `allowed` read, and authors do everything else."""

    allowed_to: ClassVar[Mapping[str, frozenset[Role]]] = dict.fromkeys(
        ("POST", "PUT", "PATCH", "DELETE"), frozenset({Role.AUTHOR})
    )


def document_answer(
    data: object, document: RubricDraft | ScenarioDraft, *, created: bool = False
) -> Response:
    """Return a version's document with the ETag that a later change must name."""
    return Response(data, status=201 if created else 200, headers={"ETag": etag(document)})


def publication_answer(version: RubricVersion | ScenarioVersion, warnings: list[Gap]) -> Response:
    return Response({"id": version.id, "published_at": version.published_at, "warnings": warnings})
