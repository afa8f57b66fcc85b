"""Serves how a member scores their own submission over HTTP. Another member's attempt answers 404,
whatever the caller's roles."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from core.queries import one_of
from core.rest.bodies import KnownMembers
from scenarios.rest import RubricCriterionSerializer
from training import services
from training.api.attempts import OwnAttempts
from training.models import Attempt
from training.queries.self_assessment import self_assessment_of


class GivenSelfScoreSerializer(serializers.Serializer[Any]):
    criterion = serializers.UUIDField(source="criterion_id")
    level = serializers.UUIDField(source="level_id")


class SelfAssessmentSerializer(serializers.Serializer[Any]):
    submission = serializers.UUIDField(help_text="The one that it is about.")
    is_open = serializers.BooleanField(help_text="False once the feedback was read.")
    ask_first = serializers.BooleanField(
        help_text="Offer it before the feedback is shown: there is feedback, it was not read, a "
        "level is missing, and the submitted takes have no self-check."
    )
    criteria = RubricCriterionSerializer(many=True)
    scores = GivenSelfScoreSerializer(many=True, help_text="The levels given so far.")


class NewSelfScoreSerializer(KnownMembers, serializers.Serializer[Any]):
    submission = serializers.UUIDField(help_text="The submission that the caller looked at.")
    level = serializers.UUIDField()


class OwnSelfAssessment(OwnAttempts):
    """Answers with the self-assessment of the caller's own attempt."""

    serializer_class = SelfAssessmentSerializer

    def assessment(self, attempt: Attempt) -> Response:
        found = self_assessment_of(attempt, self.person.language)
        return Response(SelfAssessmentSerializer(found).data)


class SelfAssessmentView(OwnSelfAssessment):
    @extend_schema(operation_id="readSelfAssessment")
    def get(self, request: Request, organisation: str, attempt: UUID) -> Response:
        """Returns the rubric of a submitted attempt, and the levels that the caller gave it
        themselves. Problems: `not_submitted`, `not_found`."""
        return self.assessment(one_of(self.get_queryset(), attempt))


class SelfScoreView(OwnSelfAssessment):
    @extend_schema(operation_id="scoreSelf", request=NewSelfScoreSerializer)
    def put(self, request: Request, organisation: str, attempt: UUID, criterion: UUID) -> Response:
        """Gives one's own submission a level on one criterion, in place of the one given before.
        Repeating the request gets the same answer. The coach sees it beside the levels that they
        have released; nobody else does.

        Problems: `self_assessment_closed` (the feedback was read), `not_submitted` (that submission
        was taken back), `unknown_criterion`, `unknown_level`, `not_found`.
        """
        body = NewSelfScoreSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        row = services.score_self(
            member=self.membership, attempt=attempt, criterion=criterion, **body.validated_data
        )
        return self.assessment(row)
