"""The coach's routes: queue, leases, reviews, marks, release."""

from uuid import UUID

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Membership, Role
from accounts.rest.views import OrganisationView
from coaching.api.serializers import (
    CommentSerializer,
    LeaseSerializer,
    NameLeaseSerializer,
    QueueLineSerializer,
    ReviewSerializer,
    SaveCommentSerializer,
    SaveScoreSerializer,
    ScoreSerializer,
    TakeLeaseSerializer,
)
from coaching.models import Review
from coaching.queries.documents import review_document
from coaching.queries.queue import line, queue
from coaching.queries.reviews import review_for, scene_of, takes_of
from coaching.services import leases, marks, release
from core.queries import one_of
from core.rest.pagination import CursorPages
from media.rest import PlaybackSerializer, playback_data
from media.services import grant_playback
from scenarios.queries import clip_of

LEASE = OpenApiParameter("lease", UUID, required=True, description="The caller's open lease.")


class CoachView(OrganisationView):
    allowed = frozenset({Role.COACH})


class OldestFirst(CursorPages):
    ordering = ("submitted_at", "id")


class QueueView(CoachView):
    pagination_class = OldestFirst
    serializer_class = QueueLineSerializer

    @extend_schema(
        operation_id="listQueue", responses=QueueLineSerializer(many=True), filters=False
    )
    def get(self, request: Request, organisation: str) -> Response:
        """What waits for a coach, oldest first; one's own attempts are left out."""
        page = self.paginate_queryset(queue(self.membership)) or []
        lines = [line(submission, self.membership) for submission in page]
        return self.get_paginated_response(QueueLineSerializer(lines, many=True).data)


class LeasesView(CoachView):
    serializer_class = TakeLeaseSerializer

    @extend_schema(
        operation_id="takeLease",
        request=TakeLeaseSerializer,
        responses={201: LeaseSerializer, 200: LeaseSerializer},
    )
    def post(self, request: Request, organisation: str) -> Response:
        """Takes the oldest free one, or the named submission; 200 when the caller holds it already.

        Problems: `queue_empty`, `lease_held`, `video_not_ready`, `own_attempt`,
        `already_released`, `not_found`.
        """
        asked = TakeLeaseSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        submission = asked.validated_data.get("submission")
        if submission is None:
            lease, new = leases.take_next(coach=self.membership), True
        else:
            lease, new = leases.take(submission=submission, coach=self.membership)
        return Response(LeaseSerializer(lease).data, status=_created(new))


class LeaseView(CoachView):
    serializer_class = LeaseSerializer

    @extend_schema(operation_id="giveBackLease", responses={204: None})
    def delete(self, request: Request, organisation: str, lease: UUID) -> Response:
        """Gives the review back; what was saved stays. Repeatable. Problems: `not_found`."""
        leases.give_back(lease=lease, coach=self.membership)
        return Response(status=status.HTTP_204_NO_CONTENT)


class LeaseRenewalView(CoachView):
    serializer_class = LeaseSerializer

    @extend_schema(operation_id="renewLease", request=None, responses=LeaseSerializer)
    def post(self, request: Request, organisation: str, lease: UUID) -> Response:
        """Holds it for another 20 minutes from now.

        Problems: `lease_stale` when it has ended, `not_found`.
        """
        renewed = leases.renew(lease=lease, coach=self.membership)
        return Response(LeaseSerializer(renewed).data)


class ReviewView(CoachView):
    serializer_class = ReviewSerializer

    @extend_schema(operation_id="readReview", responses=ReviewSerializer)
    def get(self, request: Request, organisation: str, review: UUID) -> Response:
        """The submitted takes: exercise, rubric and marks so far, in the coach's language."""
        return _document(review_for(self.membership, review), self.membership)


class ReviewedTakePlaybackView(CoachView):
    serializer_class = PlaybackSerializer

    @extend_schema(operation_id="playReviewedTake", responses=PlaybackSerializer)
    def get(self, request: Request, organisation: str, review: UUID, take: UUID) -> Response:
        """A short-lived address of a submitted take, for this coach."""
        found = one_of(takes_of(review_for(self.membership, review)), take)
        grant = grant_playback(
            video=found.video,
            viewer=self.membership,
            purpose="review",
            session_key=self.session_key,
        )
        return Response(playback_data(grant))


class ReviewScenePlaybackView(CoachView):
    serializer_class = PlaybackSerializer

    @extend_schema(operation_id="playReviewScene", responses=PlaybackSerializer)
    def get(self, request: Request, organisation: str, review: UUID, scene: UUID) -> Response:
        """The customer's clip that the employee replied to, in the coach's language."""
        shown = scene_of(review_for(self.membership, review), scene)
        clip = clip_of(shown, self.person.language)
        grant = grant_playback(
            video=clip, viewer=self.membership, purpose="scene", session_key=self.session_key
        )
        return Response(playback_data(grant))


class ReviewReleaseView(CoachView):
    serializer_class = ReviewSerializer

    @extend_schema(
        operation_id="releaseReview", request=NameLeaseSerializer, responses=ReviewSerializer
    )
    def post(self, request: Request, organisation: str, review: UUID) -> Response:
        """Gives the feedback to the employee, for good. Repeatable.

        Problems: `review_incomplete`, whose errors list what is missing; `lease_stale`,
        `already_released`, `not_found`.
        """
        asked = NameLeaseSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        done = release.release(coach=self.membership, review=review, **asked.validated_data)
        return _document(done, self.membership)


class ScoreView(CoachView):
    serializer_class = SaveScoreSerializer

    @extend_schema(operation_id="saveScore", request=SaveScoreSerializer, responses=ScoreSerializer)
    def put(self, request: Request, organisation: str, review: UUID, criterion: UUID) -> Response:
        """The level on one criterion; repeatable.

        Problems: `lease_stale` (nothing was saved), `invalid` with `unknown_level`, `not_found`.
        """
        asked = SaveScoreSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        score = marks.save_score(
            coach=self.membership, review=review, criterion=criterion, **asked.validated_data
        )
        return Response(ScoreSerializer(score).data)


class CommentView(CoachView):
    serializer_class = SaveCommentSerializer

    @extend_schema(
        operation_id="saveComment",
        request=SaveCommentSerializer,
        responses={200: CommentSerializer, 201: CommentSerializer},
    )
    def put(self, request: Request, organisation: str, review: UUID, comment: UUID) -> Response:
        """The comment with this client-made id; repeatable.

        Problems: `lease_stale` (nothing was saved), `invalid` with `unknown_take` or
        with `after_the_end`, `not_found`.
        """
        asked = SaveCommentSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        lease = asked.validated_data.pop("lease")
        saved, new = marks.save_comment(
            coach=self.membership,
            review=review,
            lease=lease,
            comment=comment,
            remark=marks.Remark(**asked.validated_data),
        )
        return Response(CommentSerializer(saved).data, status=_created(new))

    @extend_schema(operation_id="removeComment", parameters=[LEASE], responses={204: None})
    def delete(self, request: Request, organisation: str, review: UUID, comment: UUID) -> Response:
        """Takes the comment away; repeatable. Problems: `lease_stale`, `not_found`."""
        asked = NameLeaseSerializer(data=request.query_params)
        asked.is_valid(raise_exception=True)
        marks.remove_comment(
            coach=self.membership, review=review, comment=comment, **asked.validated_data
        )
        return Response(status=status.HTTP_204_NO_CONTENT)


def _document(review: Review, coach: Membership) -> Response:
    """The review as this coach sees it."""
    return Response(ReviewSerializer(review_document(review, coach)).data)


def _created(new: bool) -> int:
    return status.HTTP_201_CREATED if new else status.HTTP_200_OK
