"""Answers the coach's route of what they call a clip before they see what the employee called
it."""

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from coaching.api.base import CoachView
from coaching.api.call_serializers import SaveTagSerializer
from coaching.api.serializers import ReviewSerializer
from coaching.queries.documents import review_document
from coaching.queries.reviews import review_for
from coaching.services.tags import save_tag


class TagView(CoachView):
    serializer_class = SaveTagSerializer

    @extend_schema(
        operation_id="saveTag", request=SaveTagSerializer, responses={200: ReviewSerializer}
    )
    def put(self, request: Request, organisation: str, review: UUID, scene: UUID) -> Response:
        """Save the coach's own answer to a question about kind or style, and answer with the
        review, which has the employee's answer from now on. The first answer stays.

        Problems: `already_tagged`, `lease_stale`, `not_found`, `invalid` with `unknown_option`.
        """
        asked = SaveTagSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        save_tag(coach=self.membership, review=review, scene=scene, **asked.validated_data)
        found = review_for(self.membership, review)
        return Response(ReviewSerializer(review_document(found, self.membership)).data)
