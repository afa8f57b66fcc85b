"""Answers the coach's routes that ask for another take with a review, and withdraw that."""

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from coaching.api.base import CoachView, created
from coaching.api.marks import CHANGED, LEASE
from coaching.api.serializers import (
    NameLeaseSerializer,
    RetakeRequestChangedSerializer,
    RetakeRequestSerializer,
    SaveRetakeRequestSerializer,
)
from coaching.services.retakes import remove_retake_request, save_retake_request
from core.etags import etag
from core.rest.conditions import ETAG, IF_MATCH, IF_NONE_MATCH, read_precondition


class RetakeRequestView(CoachView):
    serializer_class = SaveRetakeRequestSerializer

    @extend_schema(
        operation_id="saveRetakeRequest",
        parameters=[IF_MATCH, IF_NONE_MATCH, ETAG],
        request=SaveRetakeRequestSerializer,
        responses={
            200: RetakeRequestSerializer,
            201: RetakeRequestSerializer,
            CHANGED: RetakeRequestChangedSerializer,
        },
    )
    def put(self, request: Request, organisation: str, review: UUID) -> Response:
        """Ask for another take because of a comment of this review. The employee learns of it when
        the feedback is released. The same again gets the same answer.

        Problems: `mark_changed` with what stands there now, `if_match_required`, `lease_stale`; of
        each of these nothing was saved. `invalid` with `unknown_comment`; `not_found`, also for a
        review that is no feedback.
        """
        asked = SaveRetakeRequestSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        saved, new = save_retake_request(
            coach=self.membership,
            review=review,
            seen=read_precondition(request),
            **asked.validated_data,
        )
        return Response(
            RetakeRequestSerializer(saved).data,
            status=created(new),
            headers={"ETag": etag(saved.version)},
        )

    @extend_schema(
        operation_id="removeRetakeRequest",
        parameters=[LEASE, IF_MATCH],
        responses={204: None, CHANGED: RetakeRequestChangedSerializer},
    )
    def delete(self, request: Request, organisation: str, review: UUID) -> Response:
        """Ask for no other take any more; repeatable.

        Problems: `mark_changed` with what stands there now, `if_match_required`, `lease_stale`,
        `not_found`.
        """
        asked = NameLeaseSerializer(data=request.query_params)
        asked.is_valid(raise_exception=True)
        remove_retake_request(
            coach=self.membership,
            review=review,
            seen=read_precondition(request),
            **asked.validated_data,
        )
        return Response(status=status.HTTP_204_NO_CONTENT)
