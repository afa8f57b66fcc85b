"""Serves assigning and handing over what waits, to admins."""

from typing import Any, ClassVar
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Role
from accounts.rest.views import OrganisationView
from coaching.api.queue import FILTERS, SoonestPromisedFirst, filters_of
from coaching.models import SOMEBODY_WAITS, WaitingSubmission
from coaching.queries.filters import narrowed
from coaching.queries.queue import hold_on, lease_on, with_details
from coaching.services import assignments
from core.rest.bodies import KnownMembers
from core.texts import pick


class AssignmentLineSerializer(serializers.Serializer[Any]):
    """Describes what waits for a coach, as an admin sees it: who is on it, for whom it is kept."""

    submission = serializers.UUIDField()
    exercise_title = serializers.CharField()
    person_name = serializers.CharField()
    submitted_at = serializers.DateTimeField()
    promised_at = serializers.DateTimeField()
    leased_by_name = serializers.CharField(help_text="Blank for nobody.")
    finished_by_name = serializers.CharField(
        help_text="Who finished it and did not release it; blank for nobody."
    )
    assigned_to = serializers.UUIDField(allow_null=True, help_text="The coach's membership.")
    assigned_to_name = serializers.CharField(help_text="Blank for nobody.")
    assigned_until = serializers.DateTimeField(allow_null=True)


class AssignSerializer(KnownMembers, serializers.Serializer[Any]):
    coach = serializers.UUIDField(help_text="The coach's membership.")


class HandOverSerializer(KnownMembers, serializers.Serializer[Any]):
    to = serializers.UUIDField(allow_null=True, help_text="A coach; null for everybody.")


class HandedOverSerializer(serializers.Serializer[Any]):
    """Counts what was open with the coach, and what of all is kept for the other one now."""

    ended = serializers.IntegerField()
    assigned = serializers.IntegerField()


class AssignmentsView(OrganisationView):
    allowed: ClassVar = frozenset({Role.ADMIN})
    serializer_class = AssignmentLineSerializer
    pagination_class = SoonestPromisedFirst
    queryset = WaitingSubmission.objects.none()

    @extend_schema(
        operation_id="listAssignments",
        parameters=FILTERS,
        responses=AssignmentLineSerializer(many=True),
        filters=False,
    )
    def get(self, request: Request, organisation: str) -> Response:
        """List all that waits for a coach, the soonest promised first. For admins.

        Problems: `invalid`, `role_required`.
        """
        here = self.membership.organisation_id
        waiting = with_details(WaitingSubmission.objects.filter(SOMEBODY_WAITS, organisation=here))
        page = self.paginate_queryset(narrowed(waiting, filters_of(request), here)) or []
        lines = [line_of(row, self.person.language) for row in page]
        return self.get_paginated_response(AssignmentLineSerializer(lines, many=True).data)


class AssignmentView(OrganisationView):
    allowed: ClassVar = frozenset({Role.ADMIN})
    serializer_class = AssignSerializer

    @extend_schema(
        operation_id="assignReview",
        request=AssignSerializer,
        responses=AssignmentLineSerializer,
    )
    def put(self, request: Request, organisation: str, submission: UUID) -> Response:
        """Keep what waits for a coach, until a quarter of the promise is left: then everybody may
        take it again. For admins. Repeatable.

        Problems: `coach_may_not_review`, `lease_taken` while another coach is on it or finished
        it; `not_found`, `role_required`.
        """
        body = AssignSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        row = assignments.assign(
            actor=self.membership, submission=submission, coach=body.validated_data["coach"]
        )
        found = with_details(WaitingSubmission.objects.filter(pk=row.pk)).get()
        return Response(AssignmentLineSerializer(line_of(found, self.person.language)).data)

    @extend_schema(operation_id="unassignReview", responses={204: None})
    def delete(self, request: Request, organisation: str, submission: UUID) -> Response:
        """Let everybody take it again. For admins. Repeatable.

        Problems: `not_found`, `role_required`.
        """
        assignments.unassign(actor=self.membership, submission=submission)
        return Response(status=204)


class HandOverView(OrganisationView):
    allowed: ClassVar = frozenset({Role.ADMIN})
    serializer_class = HandOverSerializer

    @extend_schema(
        operation_id="handOverReviews",
        request=HandOverSerializer,
        responses=HandedOverSerializer,
    )
    def post(self, request: Request, organisation: str, coach: UUID) -> Response:
        """Give back all that an absent coach has open or kept: to everybody, or kept for another
        coach, where that one may review it. What was saved stays. For admins. Repeatable.

        Problems: `not_found`, `role_required`.
        """
        body = HandOverSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        found = assignments.hand_over(
            actor=self.membership, coach=coach, to=body.validated_data["to"]
        )
        return Response(HandedOverSerializer(found).data)


def line_of(row: WaitingSubmission, language: str) -> dict[str, Any]:
    """Return a row of `with_details` as an admin sees it."""
    attempt, lease, hold = row.submission.attempt, lease_on(row), hold_on(row)
    kept = row.assigned_to if row.is_assigned else None
    return {
        "submission": row.pk,
        "exercise_title": pick(attempt.scenario_version.title, language),
        "person_name": attempt.membership.shown_name,
        "submitted_at": row.submitted_at,
        "promised_at": row.promised_at,
        "leased_by_name": lease.coach.shown_name if lease else "",
        "finished_by_name": hold.finished_by.shown_name if hold else "",
        "assigned_to": kept.pk if kept else None,
        "assigned_to_name": kept.shown_name if kept else "",
        "assigned_until": row.assigned_until if kept else None,
    }
