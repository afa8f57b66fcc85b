"""Serves over HTTP who is registered for a workshop and who was there."""

from typing import ClassVar
from uuid import UUID

from django.conf import settings
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Role
from accounts.rest.views import OrganisationView
from core import client_paths
from core.queries import first_of, one_of
from training.api.workshop_serializers import (
    AttendanceChangeSerializer,
    AttendanceSerializer,
    CheckInSerializer,
    RegistrationSerializer,
    WorkshopCodeSerializer,
)
from training.domain.qr import draw_qr
from training.models import Attendance, AttendanceState
from training.queries.workshops import people_of, workshops_run_by
from training.services import workshops


class AttendancesView(OrganisationView):
    serializer_class = AttendanceSerializer
    pagination_class = None
    queryset = Attendance.objects.none()

    @extend_schema(operation_id="listAttendances", responses=AttendanceSerializer(many=True))
    def get(self, request: Request, organisation: str, workshop: UUID) -> Response:
        """Lists everyone who registered for a live session, in that order: for admins, its trainer
        and who planned it. Other managers get the people of the teams that they lead.

        Problems: `not_found`.
        """
        found = one_of(workshops_run_by(self.membership), workshop)
        return Response(
            AttendanceSerializer(people_of(found, reader=self.membership), many=True).data
        )


class AttendanceView(OrganisationView):
    serializer_class = AttendanceSerializer

    @extend_schema(
        operation_id="changeAttendance",
        request=AttendanceChangeSerializer,
        responses=AttendanceSerializer,
    )
    def put(
        self, request: Request, organisation: str, workshop: UUID, membership: UUID
    ) -> Response:
        """Registers or withdraws another member, or says whether they were there. For managers and
        admins, and for the trainer; a manager who neither planned nor gives it reaches the people
        of the teams that they lead. Repeating changes nothing.

        Problems: `not_found`, `unknown_member`, `not_an_employee`, `workshop_started`,
        `workshop_over`, `workshop_cancelled`, `workshop_full`, `check_in_closed`.
        """
        body = AttendanceChangeSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        state = AttendanceState(body.validated_data["state"])
        actor = self.membership
        if state == AttendanceState.REGISTERED:
            workshops.register_other(actor=actor, workshop=workshop, membership=membership)
        elif state == AttendanceState.WITHDRAWN:
            workshops.withdraw_other(actor=actor, workshop=workshop, membership=membership)
        else:
            workshops.mark(actor=actor, workshop=workshop, membership=membership, state=state)
        found = one_of(workshops_run_by(actor), workshop)
        rows = people_of(found, reader=actor).filter(membership=membership)
        return Response(AttendanceSerializer(first_of(rows)).data)


class WorkshopCodeView(OrganisationView):
    serializer_class = WorkshopCodeSerializer

    @extend_schema(operation_id="readWorkshopCode")
    def get(self, request: Request, organisation: str, workshop: UUID) -> Response:
        """Returns the code that the trainer's screen shows now, for phones to mark their owner as
        present. For managers and admins, and for the trainer.

        Problems: `not_found`, `workshop_cancelled`, `check_in_closed`.
        """
        shown = workshops.show_code(actor=self.membership, workshop=workshop)
        path = client_paths.PRESENT.format(organisation=organisation, id=workshop, key=shown.code)
        drawn = draw_qr(settings.PUBLIC_URL + path)
        return Response(WorkshopCodeSerializer({**vars(shown), **vars(drawn)}).data)


class CheckInView(OrganisationView):
    allowed: ClassVar = frozenset({Role.EMPLOYEE})
    serializer_class = RegistrationSerializer

    @extend_schema(
        operation_id="checkIn", request=CheckInSerializer, responses=RegistrationSerializer
    )
    def put(self, request: Request, organisation: str, workshop: UUID) -> Response:
        """Marks the caller as present, by the code on the trainer's screen: whoever is registered,
        and others while seats are left. Repeating changes nothing.

        Problems: `role_required`, `not_found`, `workshop_cancelled`, `check_in_closed`,
        `code_expired`, `workshop_full`.
        """
        body = CheckInSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        code = body.validated_data["code"]
        row = workshops.check_in(member=self.membership, workshop=workshop, code=code)
        return Response(RegistrationSerializer(row).data)
