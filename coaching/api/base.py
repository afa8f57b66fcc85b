"""Defines what the coach's routes share: the role, and the headers that name a state (RFC 9110,
13.1)."""

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework import status
from rest_framework.request import Request

from accounts.models import Role
from accounts.rest.views import OrganisationView
from core.etags import Precondition

IF_MATCH = OpenApiParameter(
    "If-Match",
    OpenApiTypes.STR,
    OpenApiParameter.HEADER,
    description="The ETag of the state that the coach saw.",
)
IF_NONE_MATCH = OpenApiParameter(
    "If-None-Match",
    OpenApiTypes.STR,
    OpenApiParameter.HEADER,
    description="`*` where the coach saw nothing yet.",
)
ETAG = OpenApiParameter(
    "ETag",
    OpenApiTypes.STR,
    OpenApiParameter.HEADER,
    description="Names this state.",
    response=[200, 201],
)


class CoachView(OrganisationView):
    allowed = frozenset({Role.COACH})


def seen_by(request: Request) -> Precondition:
    """Return what the request says of the state that it changes."""
    return Precondition(
        if_match=request.headers.get("If-Match"),
        if_none_match=request.headers.get("If-None-Match"),
    )


def created(new: bool) -> int:
    return status.HTTP_201_CREATED if new else status.HTTP_200_OK
