"""Answers the coach's routes of scores and comments. Each save names its lease and what it
changes."""

from uuid import UUID

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from coaching.api.base import CoachView, created
from coaching.api.serializers import (
    CommentChangedSerializer,
    MarkedCommentSerializer,
    MarkedScoreSerializer,
    NameLeaseSerializer,
    SaveCommentSerializer,
    SaveScoreSerializer,
    ScoreChangedSerializer,
)
from coaching.models import Comment, Score
from coaching.services import marks
from coaching.services.drafts import kept_when_stale
from core.etags import etag
from core.problem import CONTENT_TYPE
from core.rest.conditions import ETAG, IF_MATCH, IF_NONE_MATCH, read_precondition

LEASE = OpenApiParameter("lease", UUID, required=True, description="The caller's open lease.")
CHANGED = (412, CONTENT_TYPE)


class ScoreView(CoachView):
    serializer_class = SaveScoreSerializer

    @extend_schema(
        operation_id="saveScore",
        parameters=[IF_MATCH, IF_NONE_MATCH, ETAG],
        request=SaveScoreSerializer,
        responses={200: MarkedScoreSerializer, CHANGED: ScoreChangedSerializer},
    )
    def put(self, request: Request, organisation: str, review: UUID, criterion: UUID) -> Response:
        """Save the level on one criterion. The same again gets the same answer.

        Problems: `mark_changed` with what stands there now, `if_match_required`, `lease_stale`; of
        each of these nothing was saved; of the last one the body is kept (`listKeptDrafts`).
        `invalid` with `unknown_level`, `not_found`.
        """
        asked = SaveScoreSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        path, seen = f"scores/{criterion}", read_precondition(request)
        with kept_when_stale(coach=self.membership, review=review, path=path, body=asked.data):
            score = marks.save_score(
                coach=self.membership,
                review=review,
                criterion=criterion,
                seen=seen,
                **asked.validated_data,
            )
        return _saved(MarkedScoreSerializer(score).data, score, status.HTTP_200_OK)


class CommentView(CoachView):
    serializer_class = SaveCommentSerializer

    @extend_schema(
        operation_id="saveComment",
        parameters=[IF_MATCH, IF_NONE_MATCH, ETAG],
        request=SaveCommentSerializer,
        responses={
            200: MarkedCommentSerializer,
            201: MarkedCommentSerializer,
            CHANGED: CommentChangedSerializer,
        },
    )
    def put(self, request: Request, organisation: str, review: UUID, comment: UUID) -> Response:
        """Save a comment under this client-made id. The same again gets the same answer.

        Problems: `mark_changed` with what stands there now, `if_match_required`, `lease_stale`; of
        each of these nothing was saved; of the last one the body is kept (`listKeptDrafts`).
        `invalid` with `unknown_take`, with `unknown_criterion`, with `after_the_end`, with
        `ends_before_start`, with `blank` or with `unknown_recording`, `not_found`.
        """
        asked = SaveCommentSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        body = dict(asked.data)
        lease = asked.validated_data.pop("lease")
        path, seen = f"comments/{comment}", read_precondition(request)
        with kept_when_stale(coach=self.membership, review=review, path=path, body=body):
            saved, new = marks.save_comment(
                coach=self.membership,
                review=review,
                lease=lease,
                comment=comment,
                remark=marks.Remark(**asked.validated_data),
                seen=seen,
            )
        return _saved(MarkedCommentSerializer(saved).data, saved, created(new))

    @extend_schema(
        operation_id="removeComment",
        parameters=[LEASE, IF_MATCH],
        responses={204: None, CHANGED: CommentChangedSerializer},
    )
    def delete(self, request: Request, organisation: str, review: UUID, comment: UUID) -> Response:
        """Remove the comment that the coach saw; repeatable.

        Problems: `mark_changed` with what stands there now, `if_match_required`, `lease_stale`,
        `not_found`.
        """
        asked = NameLeaseSerializer(data=request.query_params)
        asked.is_valid(raise_exception=True)
        marks.remove_comment(
            coach=self.membership,
            review=review,
            comment=comment,
            seen=read_precondition(request),
            **asked.validated_data,
        )
        return Response(status=status.HTTP_204_NO_CONTENT)


def _saved(data: object, mark: Score | Comment, status: int) -> Response:
    """Answer with the saved mark and the ETag that a later change must name."""
    return Response(data, status=status, headers={"ETag": etag(mark.version)})
