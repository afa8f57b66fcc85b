"""Serves workshops over HTTP: planning them, and registering for them."""

from typing import Any, ClassVar
from uuid import UUID

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.mixins import ListModelMixin
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Membership, Role
from accounts.queries import OVERSEERS
from accounts.rest.views import OrganisationView
from core.etags import etag
from core.queries import one_of
from core.rest.conditions import ETAG, IF_MATCH, read_precondition
from core.rest.pagination import CursorPages
from training.api.workshop_serializers import (
    TrainerSerializer,
    WorkshopPlanSerializer,
    WorkshopSerializer,
)
from training.models import Workshop
from training.queries.progress import database_now
from training.queries.workshops import (
    shown_to,
    trainers_for,
    version_of_workshop,
    with_details,
    workshops_visible_to,
)
from training.services import workshops

PAST = "past"
WHEN = OpenApiParameter(
    "when",
    str,
    enum=["upcoming", PAST],
    description="Those that are not over, the first one first; or those that are, the latest "
    "first.",
)


class ByStart(CursorPages):
    """Gives the workshops by their start."""

    def get_ordering(self, request: Any, queryset: Any, view: Any) -> tuple[str, ...]:
        is_past = request.query_params.get("when") == PAST
        return ("-starts_at", "-id") if is_past else ("starts_at", "id")


class ByName(CursorPages):
    ordering = ("sort_name", "id")


class AnyWorkshop(OrganisationView):
    """Answers with one workshop as the caller sees it."""

    serializer_class = WorkshopSerializer
    queryset = Workshop.objects.none()

    def get_queryset(self) -> QuerySet[Workshop]:
        return with_details(workshops_visible_to(self.membership), self.membership)

    def answer(self, workshop: UUID, *, is_new: bool = False) -> Response:
        """Return the workshop's document, with the ETag of what makers write."""
        row = one_of(self.get_queryset(), workshop)
        [shown] = shown_to(self.membership, [row], database_now())
        named = {"ETag": etag(version_of_workshop(row))}
        return Response(
            WorkshopSerializer(shown).data, status=201 if is_new else 200, headers=named
        )


class WorkshopsView(AnyWorkshop):
    pagination_class = ByStart

    @extend_schema(
        operation_id="listWorkshops",
        parameters=[WHEN],
        responses=WorkshopSerializer(many=True),
    )
    def get(self, request: Request, organisation: str) -> Response:
        """Lists the live sessions: for managers and admins all, for others those to come and those
        that they had to do with."""
        now, rows = database_now(), self.get_queryset()
        if request.query_params.get("when") == PAST:
            rows = rows.filter(ends_at__lte=now)
        else:
            rows = rows.filter(ends_at__gt=now)
        page = self.paginate_queryset(rows) or []
        shown = shown_to(self.membership, page, now)
        return self.get_paginated_response([WorkshopSerializer(one).data for one in shown])


class WorkshopView(AnyWorkshop):
    allowed_to: ClassVar = {"PUT": OVERSEERS}

    @extend_schema(operation_id="readWorkshop", parameters=[ETAG])
    def get(self, request: Request, organisation: str, workshop: UUID) -> Response:
        """Returns one live session. Problems: `not_found`."""
        return self.answer(workshop)

    @extend_schema(
        operation_id="saveWorkshop",
        parameters=[IF_MATCH, ETAG],
        request=WorkshopPlanSerializer,
        responses={
            200: WorkshopSerializer,
            201: OpenApiResponse(WorkshopSerializer, description="A new live session"),
        },
    )
    def put(self, request: Request, organisation: str, workshop: UUID) -> Response:
        """Plans a live session under a client-made id, or changes it over the ETag that was seen.
        Whoever is registered or waits is told of another time or place. Repeating the request gets
        the same answer.

        Problems: `role_required`, `not_found`, `unknown_member`, `workshop_in_the_past`,
        `if_match_required`, `workshop_changed`, `seats_taken`, `workshop_started`,
        `workshop_over`, `workshop_cancelled`, `made_by_another`.
        """
        body = WorkshopPlanSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        _row, is_new = workshops.save(
            actor=self.membership,
            workshop=workshop,
            plan=body.plan(),
            seen=read_precondition(request),
        )
        return self.answer(workshop, is_new=is_new)


class WorkshopCancellationView(AnyWorkshop):
    allowed: ClassVar = OVERSEERS
    without_body: ClassVar = frozenset({"PUT"})

    @extend_schema(operation_id="cancelWorkshop", request=None)
    def put(self, request: Request, organisation: str, workshop: UUID) -> Response:
        """Cancels a live session, and tells everyone who is registered or waits, once. Repeating
        changes nothing.

        Problems: `role_required`, `not_found`, `workshop_over`, `made_by_another`.
        """
        workshops.cancel(actor=self.membership, workshop=workshop)
        return self.answer(workshop)


class TrainersView(ListModelMixin, OrganisationView):
    allowed: ClassVar = OVERSEERS
    serializer_class = TrainerSerializer
    pagination_class = ByName
    queryset = Membership.objects.none()

    def get_queryset(self) -> QuerySet[Membership]:
        return trainers_for(self.membership)

    @extend_schema(operation_id="listTrainers")
    def get(self, request: Request, organisation: str) -> Response:
        """Lists by name who may be chosen as the trainer of a live session: whoever is more than an
        employee, and the people whom the caller oversees. For managers and admins."""
        return self.list(request)


class WorkshopRegistrationView(AnyWorkshop):
    allowed: ClassVar = frozenset({Role.EMPLOYEE})
    without_body: ClassVar = frozenset({"PUT", "DELETE"})

    @extend_schema(operation_id="registerForWorkshop", request=None)
    def put(self, request: Request, organisation: str, workshop: UUID) -> Response:
        """Registers the caller: for a seat, or for the last place in the waiting list where all
        are taken. `overlaps` names other live sessions at the same time. Repeating changes nothing.

        Problems: `role_required`, `not_found`, `workshop_started`, `workshop_over`,
        `workshop_cancelled`.
        """
        workshops.register(member=self.membership, workshop=workshop)
        return self.answer(workshop)

    @extend_schema(
        operation_id="withdrawFromWorkshop", request=None, responses={200: WorkshopSerializer}
    )
    def delete(self, request: Request, organisation: str, workshop: UUID) -> Response:
        """Gives up the caller's seat or place; the first of the waiting list moves up and is told.
        Repeating changes nothing.

        Problems: `role_required`, `not_found`, `workshop_started`, `workshop_over`,
        `workshop_cancelled`.
        """
        workshops.withdraw(member=self.membership, workshop=workshop)
        return self.answer(workshop)
