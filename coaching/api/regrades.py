"""Answers the coach's routes that open and remove a regrade."""

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from coaching.api.base import CoachView, created
from coaching.api.queue_serializers import AskRegradeSerializer, OpenedRegradeSerializer
from coaching.queries.regrades import opened_regrade
from coaching.services.regrades import Asked, regrade, remove_regrade


class RegradeView(CoachView):
    serializer_class = AskRegradeSerializer

    @extend_schema(
        operation_id="openRegrade",
        request=AskRegradeSerializer,
        responses={201: OpenedRegradeSerializer, 200: OpenedRegradeSerializer},
    )
    def put(self, request: Request, organisation: str, id: UUID) -> Response:
        """Open a review, under this client-made id, that scores a submission with feedback again by
        a newer version of its rubric, with a lease on it. The same again gets the same answer.

        The feedback stays as it is. Problems: `not_released` while there is none,
        `outcome_undecided` while another coach is still to look, `rubric_version_not_newer`,
        `already_regraded`, whose errors name the review; `video_not_ready`, `recording_deleted`,
        `own_attempt`, `id_in_use`, `not_found`.
        """
        body = AskRegradeSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        made, new = regrade(coach=self.membership, regrade=id, asked=Asked(**body.validated_data))
        answer = opened_regrade(made, self.membership)
        return Response(OpenedRegradeSerializer(answer).data, status=created(new))

    @extend_schema(operation_id="removeRegrade", responses={204: None})
    def delete(self, request: Request, organisation: str, id: UUID) -> Response:
        """Remove a regrade that the caller asked for and nobody has marked.

        Problems: `regrade_begun` once there is a mark, and while a colleague has it; `not_found`,
        also once it is gone.
        """
        remove_regrade(coach=self.membership, regrade=id)
        return Response(status=status.HTTP_204_NO_CONTENT)
