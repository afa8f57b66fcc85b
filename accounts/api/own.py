"""Defines the views of the caller as a person and as a member of an organisation."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import services
from accounts.api.serializers import MembershipSerializer, MeSerializer
from accounts.rest.views import OrganisationView, PersonView


class Me(PersonView):
    serializer_class = MeSerializer

    @extend_schema(operation_id="readMe")
    def get(self, request: Request) -> Response:
        """Return the person who is signed in, with their memberships."""
        return Response(self.get_serializer(self.person).data)

    @extend_schema(operation_id="changeMe")
    def patch(self, request: Request) -> Response:
        """Changes the caller's own name or language. The answer is in the new language.

        Problems: `invalid`.
        """
        change = self.get_serializer(self.person, data=request.data, partial=True)
        change.is_valid(raise_exception=True)
        if "name" in change.validated_data:
            services.rename(person=self.person, name=change.validated_data["name"])
        if "language" in change.validated_data:
            language = change.validated_data["language"]
            services.set_language(person=self.person, language=language)
            self.speak(language)
        return Response(self.get_serializer(self.person).data)


class OwnMembership(OrganisationView):
    serializer_class = MembershipSerializer

    @extend_schema(operation_id="readMembership")
    def get(self, request: Request, organisation: str) -> Response:
        """Returns the caller's own place in this organisation."""
        return Response(self.get_serializer(self.membership).data)

    @extend_schema(operation_id="changeMembership")
    def patch(self, request: Request, organisation: str) -> Response:
        """Sets where the caller lives, for the hours at which nudges come.

        Problems: `invalid` with `unknown_time_zone`.
        """
        change = self.get_serializer(self.membership, data=request.data, partial=True)
        change.is_valid(raise_exception=True)
        if "time_zone" in change.validated_data:
            services.set_time_zone(
                membership=self.membership,
                time_zone=change.validated_data["time_zone"],
                actor=self.membership,
            )
        return Response(self.get_serializer(self.membership).data)
