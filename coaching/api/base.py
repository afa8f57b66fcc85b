"""Defines what the coach's routes share: the role, and the status of an answer."""

from rest_framework import status

from accounts.models import Role
from accounts.rest.views import OrganisationView


class CoachView(OrganisationView):
    allowed = frozenset({Role.COACH})


def created(new: bool) -> int:
    return status.HTTP_201_CREATED if new else status.HTTP_200_OK
