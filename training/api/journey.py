"""Serves a member's own programmes, and the theory steps on the way."""

from typing import Any, ClassVar
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.rest.views import OrganisationView
from training.api.serializers import ProgrammeNameSerializer, TheoryCardSerializer
from training.models import Enrolment, EnrolmentState, FinishRule, StepKind
from training.queries import journey
from training.queries.outcomes import StepOutcome
from training.services import read_theory


class JourneyStepSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=StepKind.choices)
    title = serializers.CharField(help_text="May be empty for a live session.")
    state = serializers.ChoiceField(choices=[journey.DONE, journey.NEXT, journey.TO_COME])
    done_at = serializers.DateTimeField(allow_null=True)
    outcome = serializers.ChoiceField(
        choices=[StepOutcome.NOT_YET, StepOutcome.AWAITED, StepOutcome.PASSED],
        allow_null=True,
        help_text="Whether what was practised passed; null without a pass mark.",
    )


class JourneySerializer(serializers.Serializer[Any]):
    """Describes one's own way through a programme. `ends_on` is a local date, where the programme
    has a length."""

    enrolment = serializers.UUIDField()
    programme = ProgrammeNameSerializer()
    description = serializers.CharField()
    state = serializers.ChoiceField(choices=EnrolmentState.choices)
    finish_rule = serializers.ChoiceField(choices=FinishRule.choices)
    pass_percent = serializers.IntegerField(
        allow_null=True, help_text="The share of the points from which a reply passes."
    )
    ends_on = serializers.DateField(allow_null=True)
    finished_at = serializers.DateTimeField(allow_null=True)
    steps = JourneyStepSerializer(many=True)


class TheorySerializer(serializers.Serializer[Any]):
    card = TheoryCardSerializer()
    html = serializers.CharField(
        help_text="Sanitised HTML of paragraphs, emphasis, lists, quotes, h2, h3 and links."
    )
    done_at = serializers.DateTimeField(allow_null=True)


class JourneysView(OrganisationView):
    serializer_class = JourneySerializer
    pagination_class = None
    queryset = Enrolment.objects.none()

    @extend_schema(operation_id="listJourneys", responses=JourneySerializer(many=True))
    def get(self, request: Request, organisation: str) -> Response:
        """Lists one's own programmes, newest first: what is done, next and still to come."""
        rows = journey.journeys_of(self.membership)
        return Response(JourneySerializer(rows, many=True).data)


class TheoryView(OrganisationView):
    serializer_class = TheorySerializer

    @extend_schema(operation_id="readTheory")
    def get(self, request: Request, organisation: str, step: UUID) -> Response:
        """Returns the text of a theory step of one's own programmes.

        Problems: `not_found`.
        """
        return Response(TheorySerializer(journey.theory_of(self.membership, step)).data)


class TheoryReadingView(OrganisationView):
    serializer_class = TheorySerializer
    without_body: ClassVar = frozenset({"PUT"})

    @extend_schema(operation_id="markTheoryRead", request=None)
    def put(self, request: Request, organisation: str, step: UUID) -> Response:
        """Records that one read the text to its end; what comes next follows. Repeating changes
        nothing.

        Problems: `not_found`, `step_removed`.
        """
        read_theory(member=self.membership, step=step)
        return Response(TheorySerializer(journey.theory_of(self.membership, step)).data)
