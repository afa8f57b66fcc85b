"""Serves finishing feedback, and releasing it later."""

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from coaching.api.base import CoachView, created
from coaching.api.hold_serializers import (
    HeldReviewsSerializer,
    LeadRemarkSerializer,
    OutcomesSerializer,
    ReleaseSeveralSerializer,
    ReturnSerializer,
)
from coaching.api.serializers import NameLeaseSerializer, ReviewSerializer
from coaching.api.views import document_of
from coaching.queries.holds import held_for
from coaching.services import holds
from core.rest.conditions import ETAG, IF_MATCH, read_precondition


class FinishView(CoachView):
    serializer_class = NameLeaseSerializer

    @extend_schema(
        operation_id="finishReview",
        parameters=[IF_MATCH, ETAG],
        request=NameLeaseSerializer,
        responses=ReviewSerializer,
    )
    def post(self, request: Request, organisation: str, review: UUID) -> Response:
        """Finish feedback, and release it later: the lease ends, nobody changes it, and its
        employee learns nothing of it until then. Repeatable.

        If-Match names the review that the coach saw. Problems: `review_changed` when it is another
        by now; `if_match_required`; `review_incomplete`, whose errors list what is missing;
        `lease_stale`, `already_released`, `not_found`.
        """
        asked = NameLeaseSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        done = holds.finish(
            coach=self.membership,
            review=review,
            seen=read_precondition(request),
            **asked.validated_data,
        )
        return document_of(done, self.membership)


class HeldReviewsView(CoachView):
    serializer_class = HeldReviewsSerializer

    @extend_schema(operation_id="listHeldReviews", responses=HeldReviewsSerializer)
    def get(self, request: Request, organisation: str) -> Response:
        """List what the caller finished and what waits for them as a lead coach; none of it is
        released."""
        return Response(HeldReviewsSerializer(held_for(self.membership)).data)


class ReleasesView(CoachView):
    serializer_class = ReleaseSeveralSerializer

    @extend_schema(
        operation_id="releaseSeveral",
        request=ReleaseSeveralSerializer,
        responses=OutcomesSerializer,
    )
    def post(self, request: Request, organisation: str) -> Response:
        """Release feedback that is finished, for good, each by itself: one that is refused stops no
        other. Repeatable.

        The answer names each: its code is blank, or one of `not_held`, `review_changed`,
        `lead_first`, `held_by_another`, `review_incomplete`, `already_released`, `not_found`,
        `release_failed`.
        """
        asked = ReleaseSeveralSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        chosen = [holds.Chosen(**one) for one in asked.validated_data["reviews"]]
        results = holds.release_several(coach=self.membership, chosen=chosen)
        return Response(OutcomesSerializer({"results": results}).data)


class LeadRemarkView(CoachView):
    serializer_class = ReturnSerializer

    @extend_schema(
        operation_id="returnReview",
        request=ReturnSerializer,
        responses={201: LeadRemarkSerializer, 200: LeadRemarkSerializer},
    )
    def put(self, request: Request, organisation: str, review: UUID, id: UUID) -> Response:
        """Give feedback that waits for a lead coach back to its coach, with a remark under this id.
        It is kept for them until the promise runs short. For leads. Repeatable.

        Problems: `not_held` when it was taken up again, `review_changed` when it was finished anew,
        `already_released`; `held_by_another` for who is no lead, and for one's own; `id_in_use`,
        `not_found`.
        """
        asked = ReturnSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        remark, new = holds.return_to_coach(
            lead=self.membership,
            review=review,
            remark=id,
            returned=holds.Returned(**asked.validated_data),
        )
        return Response(LeadRemarkSerializer(remark).data, status=created(new))
