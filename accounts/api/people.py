"""Defines the views of an organisation's people."""

from typing import Any, ClassVar
from uuid import UUID

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.mixins import ListModelMixin
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import queries, services
from accounts.api.serializers import (
    NewPersonSerializer,
    PersonChangeSerializer,
    PersonSerializer,
)
from accounts.models import Membership, Role
from accounts.rest.views import OrganisationView
from core.rest.pagination import CursorPages


class ByName(CursorPages):
    ordering = ("sort_name", "id")


class People(ListModelMixin, OrganisationView):
    allowed: ClassVar = queries.OVERSEERS
    allowed_to: ClassVar = {"POST": frozenset({Role.ADMIN})}
    serializer_class = PersonSerializer
    pagination_class = ByName
    queryset = Membership.objects.none()

    def get_queryset(self) -> QuerySet[Membership]:
        return queries.people_visible_to(self.membership)

    def get_serializer_context(self) -> dict[str, Any]:
        reader = getattr(self, "membership", None)
        return {**super().get_serializer_context(), "reader": reader}

    @extend_schema(operation_id="listPeople")
    def get(self, request: Request, organisation: str) -> Response:
        """Lists people by name, also who was let go: everyone in the organisation for admins, for
        managers themselves and who is in a team that they lead, with those of their teams."""
        return self.list(request)

    @extend_schema(
        operation_id="addPerson", request=NewPersonSerializer, responses={201: PersonSerializer}
    )
    def post(self, request: Request, organisation: str) -> Response:
        """Adds a person to the organisation, who gets a mail with a link to begin. For admins.

        Problems: `already_member`, `unknown_team`, `invalid` with `unknown_time_zone`.
        """
        new = NewPersonSerializer(data=request.data)
        new.is_valid(raise_exception=True)
        membership = services.add_member(
            actor=self.membership,
            organisation=self.membership.organisation,
            **new.validated_data,
        )
        return Response(PersonSerializer(membership).data, status=201)


class OnePerson(OrganisationView):
    allowed: ClassVar = frozenset({Role.ADMIN})
    serializer_class = PersonSerializer

    @extend_schema(operation_id="readPerson")
    def get(self, request: Request, organisation: str, membership: UUID) -> Response:
        """Serves one person of the organisation, to admins."""
        return Response(self.get_serializer(self._found(membership)).data)

    @extend_schema(operation_id="changePerson", request=PersonChangeSerializer)
    def patch(self, request: Request, organisation: str, membership: UUID) -> Response:
        """Changes roles, teams, the teams that somebody leads, time zone, lets someone go and back
        in, or corrects their name and address. For admins.

        Whoever gets another address is signed out and chooses a password by a link that is mailed
        there; the old address hears of it. Problems: `last_admin`, `unknown_team`,
        `address_not_usable`, `own_address`, `address_taken`, `invalid` with `unknown_time_zone`.
        """
        found = self._found(membership)
        change = PersonChangeSerializer(data=request.data)
        change.is_valid(raise_exception=True)
        services.change_member(actor=self.membership, membership=found, **change.validated_data)
        return Response(self.get_serializer(self._found(membership)).data)

    def _found(self, membership_id: UUID) -> Membership:
        return queries.person_seen_by(membership=self.membership, membership_id=membership_id)


class Invitation(OrganisationView):
    allowed: ClassVar = frozenset({Role.ADMIN})
    serializer_class = PersonSerializer
    without_body: ClassVar = frozenset({"POST"})

    @extend_schema(operation_id="invitePerson", request=None)
    def post(self, request: Request, organisation: str, membership: UUID) -> Response:
        """Sends the person a link to begin once more. For admins.

        Problems: `member_inactive`, `not_found`.
        """
        found = queries.person_seen_by(membership=self.membership, membership_id=membership)
        services.invite(actor=self.membership, membership=found)
        return Response(self.get_serializer(found).data)
