"""Serves what was kept of a coach's text, to that coach alone."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from coaching.api.base import CoachView
from coaching.models import KeptDraft
from coaching.queries.drafts import drafts_of
from coaching.services import drafts
from core.texts import pick

MOST = 200


class KeptDraftSerializer(serializers.Serializer[Any]):
    """Describes a text that a stale lease kept from being saved. `content` is the body of that
    save without its lease, and `path` the mark that it was for: scores/{id} or comments/{id}."""

    id = serializers.UUIDField()
    review = serializers.UUIDField(source="review_id")
    person_name = serializers.CharField(source="review.submission.attempt.membership.shown_name")
    exercise_title = serializers.SerializerMethodField()
    released = serializers.SerializerMethodField(help_text="The review is fixed by now.")
    path = serializers.CharField()
    content = serializers.DictField()
    kept_at = serializers.DateTimeField()

    def get_exercise_title(self, one: KeptDraft) -> str:
        version = one.review.submission.attempt.scenario_version
        return pick(version.title, self.context["language"])

    def get_released(self, one: KeptDraft) -> bool:
        return one.review.released_at is not None


class KeptDraftsView(CoachView):
    serializer_class = KeptDraftSerializer
    pagination_class = None
    queryset = KeptDraft.objects.none()

    @extend_schema(operation_id="listKeptDrafts", responses=KeptDraftSerializer(many=True))
    def get(self, request: Request, organisation: str) -> Response:
        """List the caller's texts that were kept when a lease had ended, the newest first, at most
        200. Nobody else reads them, and they are deleted after 14 days."""
        context = {"language": self.person.language}
        found = drafts_of(self.membership)[:MOST]
        return Response(KeptDraftSerializer(found, many=True, context=context).data)


class KeptDraftView(CoachView):
    serializer_class = KeptDraftSerializer

    @extend_schema(operation_id="discardKeptDraft", responses={204: None})
    def delete(self, request: Request, organisation: str, draft: UUID) -> Response:
        """Delete a kept text of the caller's own, once it was applied or is not wanted.
        Repeatable: what is not there, or another's, is no error."""
        drafts.discard(coach=self.membership, draft=draft)
        return Response(status=204)
