"""Serves when the caller wants no nudges: leave and snooze."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.rest.views import OrganisationView
from core.rest.bodies import KnownMembers
from core.rest.fields import DayField
from training import services
from training.api.days import DaysSerializer
from training.api.serializers import CalendarSerializer, LeaveSerializer
from training.domain.schedule import Days
from training.queries.calendar import away_of
from training.services import SnoozeChoice


class NewSnoozeSerializer(KnownMembers, serializers.Serializer[Any]):
    """Takes the day on which reminders come again, or the name of one: `choice` or `until`. Where
    `or_later` is said, a later day that was said before stays."""

    choice = serializers.ChoiceField(choices=[one.value for one in SnoozeChoice], required=False)
    until = DayField(required=False)
    or_later = serializers.BooleanField(required=False)

    def validate(self, attrs: Any) -> Any:
        if ("choice" in attrs) == ("until" in attrs):
            raise serializers.ValidationError(
                _("Say until when: a day, or the name of one."), code="required"
            )
        return attrs


class CalendarView(OrganisationView):
    serializer_class = CalendarSerializer

    @extend_schema(operation_id="readCalendar")
    def get(self, request: Request, organisation: str) -> Response:
        """Returns the caller's leaves that are not over, and until when they snoozed. Nobody else
        can read them."""
        return Response(CalendarSerializer(away_of(self.membership)).data)


class LeaveView(OrganisationView):
    serializer_class = LeaveSerializer

    @extend_schema(
        operation_id="takeLeave",
        request=DaysSerializer,
        responses={
            200: LeaveSerializer,
            201: OpenApiResponse(LeaveSerializer, description="A new leave"),
        },
    )
    def put(self, request: Request, organisation: str, leave: UUID) -> Response:
        """Sends the caller no nudges on these days, under a client-made id; afterwards one comes at
        the next opening. Repeating changes nothing, other days move the leave, and leaves may
        overlap.

        Problems: `not_found`, `too_many_leaves`, `invalid` with `not_a_range`.
        """
        body = DaysSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        days = Days(**body.validated_data)
        row, is_new = services.take_leave(member=self.membership, leave=leave, days=days)
        return Response(LeaveSerializer(row).data, status=201 if is_new else 200)

    @extend_schema(operation_id="endLeave", responses={204: None})
    def delete(self, request: Request, organisation: str, leave: UUID) -> Response:
        """Deletes a leave of the caller's. Practice was open all the time; one nudge comes at the
        next opening.

        Problems: `not_found`.
        """
        services.end_leave(member=self.membership, leave=leave)
        return Response(status=204)


class SnoozeView(OrganisationView):
    serializer_class = CalendarSerializer

    @extend_schema(operation_id="snooze", request=NewSnoozeSerializer, responses=CalendarSerializer)
    def put(self, request: Request, organisation: str) -> Response:
        """Sends the caller no nudges before tomorrow, next Monday or another day, where they live.
        What was put off comes at the first opening from then on. Repeating changes nothing.

        Problems: `until_unreachable`.
        """
        body = NewSnoozeSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        wanted = body.validated_data
        until = wanted["until"] if "until" in wanted else SnoozeChoice(wanted["choice"])
        or_later = wanted.get("or_later", False)
        services.snooze(member=self.membership, until=until, or_later=or_later)
        return Response(CalendarSerializer(away_of(self.membership)).data)

    @extend_schema(operation_id="endSnooze", responses={204: None})
    def delete(self, request: Request, organisation: str) -> Response:
        """Lets nudges come again. Repeating changes nothing."""
        services.end_snooze(member=self.membership)
        return Response(status=204)
