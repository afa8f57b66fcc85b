"""Serves calendars: a member's own feed, and one live session as a file."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.rest.views import OrganisationView
from core.queries import one_of
from core.rest.bodies import KnownMembers
from training.domain.calendars import write_calendar
from training.models import CalendarFeed
from training.queries.calendars import entry_of
from training.queries.workshops import workshops_visible_to
from training.services import calendar_feeds

CALENDAR = "text/calendar; charset=utf-8"


class FeedChangeSerializer(KnownMembers, serializers.Serializer[Any]):
    with_practice = serializers.BooleanField(help_text="Whether planned practice is in it too.")


class FeedSerializer(serializers.Serializer[Any]):
    """Describes a member's feed. `address` is told once, when it is made: only a hash of its secret
    is stored."""

    is_on = serializers.BooleanField()
    with_practice = serializers.BooleanField()
    created_at = serializers.DateTimeField(allow_null=True)
    address = serializers.CharField(allow_null=True)


class CalendarFeedView(OrganisationView):
    serializer_class = FeedSerializer

    @extend_schema(operation_id="readCalendarFeed")
    def get(self, request: Request, organisation: str) -> Response:
        """Says whether the caller's calendar feed is on, and what is in it."""
        return _shown(CalendarFeed.objects.filter(membership=self.membership).first())

    @extend_schema(
        operation_id="renewCalendarFeed",
        request=FeedChangeSerializer,
        responses={201: FeedSerializer},
    )
    def post(self, request: Request, organisation: str) -> Response:
        """Gives the caller's calendar feed a new secret address, which is told this once. The
        address before stops at once."""
        row, secret = calendar_feeds.renew_feed(
            member=self.membership, with_practice=_with_practice(request)
        )
        return _shown(row, address=f"{settings.PUBLIC_URL}/api/calendar/{secret}.ics", status=201)

    @extend_schema(
        operation_id="changeCalendarFeed", request=FeedChangeSerializer, responses=FeedSerializer
    )
    def patch(self, request: Request, organisation: str) -> Response:
        """Changes what is in the caller's calendar feed; its address stays.

        Problems: `not_found` where there is none.
        """
        row = calendar_feeds.change_feed(
            member=self.membership, with_practice=_with_practice(request)
        )
        return _shown(row)

    @extend_schema(
        operation_id="switchCalendarFeedOff", request=None, responses={200: FeedSerializer}
    )
    def delete(self, request: Request, organisation: str) -> Response:
        """Ends the caller's calendar feed: its address is unknown from now on. Repeating changes
        nothing."""
        calendar_feeds.switch_feed_off(member=self.membership)
        return _shown(None)


class WorkshopCalendarView(OrganisationView):
    serializer_class = serializers.Serializer

    @extend_schema(
        operation_id="readWorkshopCalendar",
        responses={(200, "text/calendar"): OpenApiTypes.BINARY},
    )
    def get(self, request: Request, organisation: str, workshop: UUID) -> HttpResponse:
        """Returns one live session as a file for a calendar. Problems: `not_found`."""
        row = one_of(workshops_visible_to(self.membership), workshop)
        entry = entry_of(row, self.person.language)
        named = {"Content-Disposition": 'attachment; filename="live-session.ics"'}
        content = write_calendar([entry], name="Kalm")
        return HttpResponse(content, content_type=CALENDAR, headers=named)


def _with_practice(request: Request) -> bool:
    body = FeedChangeSerializer(data=request.data)
    body.is_valid(raise_exception=True)
    return bool(body.validated_data["with_practice"])


def _shown(row: CalendarFeed | None, *, address: str | None = None, status: int = 200) -> Response:
    shown = {
        "is_on": row is not None,
        "with_practice": bool(row and row.with_practice),
        "created_at": row.created_at if row else None,
        "address": address,
    }
    return Response(FeedSerializer(shown).data, status=status)
