"""Answers the employee's route that takes a submission back."""

from typing import ClassVar
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.rest.views import OrganisationView
from coaching.services.withdrawal import withdraw


class WithdrawalView(OrganisationView):
    serializer_class = serializers.Serializer
    without_body: ClassVar = frozenset({"PUT"})

    @extend_schema(operation_id="withdrawSubmission", request=None, responses={204: None})
    def put(self, request: Request, organisation: str, attempt: UUID) -> Response:
        """Take back what was sent in: coaches can't see it any more, and it is one's own alone.
        Repeatable.

        Problems: `review_begun` once a coach has begun on it, `not_found`.
        """
        withdraw(employee=self.membership, attempt=attempt)
        return Response(status=status.HTTP_204_NO_CONTENT)
