"""Serves the member's first screen, and the card behind a nudge's link."""

from typing import ClassVar
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.rest.views import OrganisationView
from training.api.serializers import CardSerializer, TodaySerializer
from training.queries.today import step_card, today
from training.services import offer_again, open_step, postpone


class TodayView(OrganisationView):
    serializer_class = TodaySerializer

    @extend_schema(operation_id="readToday")
    def get(self, request: Request, organisation: str) -> Response:
        """Returns one exercise to do, the attempts that wait for a coach, and the feedback that
        came."""
        return Response(TodaySerializer(today(self.membership)).data)


class StepView(OrganisationView):
    serializer_class = CardSerializer

    @extend_schema(operation_id="readStep")
    def get(self, request: Request, organisation: str, step: UUID) -> Response:
        """Returns the card of one exercise of the caller's own programmes.

        Problems: `not_found`; `exercise_not_ready` while nothing of it is published;
        `exercise_retired` once nobody starts it any more.
        """
        return Response(CardSerializer(step_card(self.membership, step)).data)


class StepOpeningView(OrganisationView):
    serializer_class = CardSerializer
    without_body: ClassVar = frozenset({"PUT"})

    @extend_schema(operation_id="openStep", request=None)
    def put(self, request: Request, organisation: str, step: UUID) -> Response:
        """Records that the caller opened the exercise, so that messages about it are read, and
        returns the card. Repeating changes nothing.

        Problems: `not_found`; `exercise_not_ready` while nothing of it is published;
        `exercise_retired` once nobody starts it any more.
        """
        open_step(member=self.membership, step=step)
        return Response(CardSerializer(step_card(self.membership, step)).data)


class PostponementView(OrganisationView):
    without_body: ClassVar = frozenset({"PUT", "DELETE"})

    @extend_schema(operation_id="postponeStep", request=None, responses={204: None})
    def put(self, request: Request, organisation: str, step: UUID) -> Response:
        """Offers the caller this exercise no more for a week, and something else instead. It stays
        in the programme and can be opened. Repeating changes nothing.

        Problems: `not_found`.
        """
        postpone(member=self.membership, step=step)
        return Response(status=status.HTTP_204_NO_CONTENT)

    @extend_schema(operation_id="offerStepAgain", responses={204: None})
    def delete(self, request: Request, organisation: str, step: UUID) -> Response:
        """Offers an exercise again that the caller postponed. Repeating changes nothing.

        Problems: `not_found`.
        """
        offer_again(member=self.membership, step=step)
        return Response(status=status.HTTP_204_NO_CONTENT)
