"""Answers the coach's routes of leases, reviews and releases."""

from typing import ClassVar
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Membership
from coaching.api.base import CoachView, created
from coaching.api.queue_serializers import (
    LeaseSerializer,
    TakeLeaseSerializer,
)
from coaching.api.serializers import NameLeaseSerializer, ReviewSerializer
from coaching.models import Review
from coaching.queries.documents import review_document
from coaching.queries.reviews import review_for, scene_of, takes_of
from coaching.services import leases, release, taking
from core.etags import etag
from core.queries import one_of
from core.rest.conditions import ETAG, IF_MATCH, read_precondition
from core.snapshots import one_snapshot
from media.rest import PlaybackSerializer, represent_playback
from media.services import grant_playback
from scenarios.queries import clip_of


class LeasesView(CoachView):
    serializer_class = TakeLeaseSerializer

    @extend_schema(
        operation_id="takeLease",
        request=TakeLeaseSerializer,
        responses={201: LeaseSerializer, 200: LeaseSerializer},
    )
    def post(self, request: Request, organisation: str) -> Response:
        """Take the free submission that was promised soonest, or the named one, or go on with a
        review that was begun; 200 when it is the caller's already. With `resume`, also feedback
        that the caller finished and that is not released.

        Problems: `queue_empty`, `lease_taken`, `video_not_ready`, `recording_deleted`,
        `open_cap_reached`, `day_cap_reached`, `assigned`, `own_attempt`, `already_released`,
        `held` when it is finished, `not_found`; `invalid` with `one_only`.
        """
        asked = TakeLeaseSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        if named := asked.validated_data.get("submission"):
            lease, new = taking.take(submission=named, coach=self.membership)
        elif begun := asked.validated_data.get("review"):
            lease, new = taking.take_review(
                review=begun, coach=self.membership, resume=asked.validated_data["resume"]
            )
        else:
            lease, new = taking.take_next(coach=self.membership), True
        return Response(LeaseSerializer(lease).data, status=created(new))


class LeaseView(CoachView):
    serializer_class = LeaseSerializer

    @extend_schema(operation_id="giveBackLease", responses={204: None})
    def delete(self, request: Request, organisation: str, lease: UUID) -> Response:
        """Give the review back; what was saved stays. Repeatable. Problems: `not_found`."""
        leases.give_back(lease=lease, coach=self.membership)
        return Response(status=status.HTTP_204_NO_CONTENT)


class LeaseRenewalView(CoachView):
    serializer_class = LeaseSerializer
    without_body: ClassVar = frozenset({"POST"})

    @extend_schema(operation_id="renewLease", request=None, responses=LeaseSerializer)
    def post(self, request: Request, organisation: str, lease: UUID) -> Response:
        """Renew the lease: it lasts another 20 minutes from now.

        Problems: `lease_stale` when it has ended, `not_found`.
        """
        renewed = leases.renew(lease=lease, coach=self.membership)
        return Response(LeaseSerializer(renewed).data)


class ReviewView(CoachView):
    serializer_class = ReviewSerializer

    @extend_schema(operation_id="readReview", parameters=[ETAG], responses=ReviewSerializer)
    def get(self, request: Request, organisation: str, review: UUID) -> Response:
        """Return the submitted takes, exercise, rubric and marks so far, in the coach's
        language."""
        with one_snapshot():
            return document_of(review_for(self.membership, review), self.membership)


class ReviewedTakePlaybackView(CoachView):
    serializer_class = PlaybackSerializer

    @extend_schema(operation_id="playReviewedTake", responses=PlaybackSerializer)
    def get(self, request: Request, organisation: str, review: UUID, take: UUID) -> Response:
        """Return a short-lived address of a submitted take, for this coach."""
        found = one_of(takes_of(review_for(self.membership, review)), take)
        grant = grant_playback(
            video=found.video,
            viewer=self.membership,
            purpose="review",
            session_key=self.session_key,
        )
        return Response(represent_playback(grant))


class ReviewScenePlaybackView(CoachView):
    serializer_class = PlaybackSerializer

    @extend_schema(operation_id="playReviewScene", responses=PlaybackSerializer)
    def get(self, request: Request, organisation: str, review: UUID, scene: UUID) -> Response:
        """Return the customer's clip that the employee replied to, in the coach's language."""
        shown = scene_of(review_for(self.membership, review), scene)
        clip = clip_of(shown, self.person.language)
        grant = grant_playback(
            video=clip, viewer=self.membership, purpose="scene", session_key=self.session_key
        )
        return Response(represent_playback(grant))


class ReviewReleaseView(CoachView):
    serializer_class = ReviewSerializer

    @extend_schema(
        operation_id="releaseReview",
        parameters=[IF_MATCH, ETAG],
        request=NameLeaseSerializer,
        responses=ReviewSerializer,
    )
    def post(self, request: Request, organisation: str, review: UUID) -> Response:
        """Release the feedback to the employee, for good. Repeatable. A regrade stands below the
        feedback, which stays as it is; it needs no comments.

        If-Match names the review that the coach saw. Problems: `review_changed` when it is another
        by now; `if_match_required`; `review_incomplete`, whose errors list what is missing;
        `lead_first` where a lead coach looks before: finish it instead; `lease_stale`,
        `already_released`, `not_found`.
        """
        asked = NameLeaseSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        done = release.release(
            coach=self.membership,
            review=review,
            seen=read_precondition(request),
            **asked.validated_data,
        )
        return document_of(done, self.membership)


def document_of(review: Review, coach: Membership) -> Response:
    """Answer with the review as this coach sees it, and the ETag of its marks."""
    document = review_document(review, coach)
    return Response(ReviewSerializer(document).data, headers={"ETag": etag(document.version)})
