"""Serves whether the hours at which members practise are learned."""

from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Role
from accounts.rest.views import OrganisationView
from core.rest.bodies import KnownMembers
from training import services
from training.queries.moments import may_learn, moments_of


class NewMomentsSerializer(KnownMembers, serializers.Serializer[Any]):
    """Takes whether the caller's hours of practice are to be learned."""

    is_learned = serializers.BooleanField()


class MomentsSerializer(serializers.Serializer[Any]):
    """Describes whether the caller's hours of practice are learned, and what is known of them."""

    is_learned = serializers.BooleanField()
    may_learn = serializers.BooleanField(help_text="The organisation allows it.")
    usual_hour = serializers.IntegerField(
        allow_null=True, help_text="From 0 to 23, local; null while too little is known."
    )
    explanation = serializers.CharField(help_text="Why messages come when they do, in a line.")


class MomentRulesSerializer(KnownMembers, serializers.Serializer[Any]):
    """Says whether members may let their hours of practice be learned."""

    may_learn = serializers.BooleanField()


class MomentsView(OrganisationView):
    serializer_class = MomentsSerializer

    @extend_schema(operation_id="readMoments", summary="When messages come to the caller")
    def get(self, request: Request, organisation: str) -> Response:
        """Returns whether the caller's hours of practice are learned, and at which one they usually
        practise. Nobody else can read that."""
        return Response(MomentsSerializer(moments_of(self.membership)).data)

    @extend_schema(
        operation_id="chooseMoments",
        summary="Choose when messages come",
        request=NewMomentsSerializer,
        responses=MomentsSerializer,
    )
    def put(self, request: Request, organisation: str) -> Response:
        """Lets the caller's nudges come at the hours at which they usually practise, of those
        that the programme allows, or at any of these. Repeating changes nothing.

        Problems: `moments_not_allowed`.
        """
        body = NewMomentsSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        services.learn_moments(member=self.membership, **body.validated_data)
        return Response(MomentsSerializer(moments_of(self.membership)).data)


class MomentRulesView(OrganisationView):
    """Everyone reads the rules; admins change them."""

    allowed_to: ClassVar = {"PUT": frozenset({Role.ADMIN})}
    serializer_class = MomentRulesSerializer

    @extend_schema(operation_id="readMomentRules", summary="Whether hours may be learned")
    def get(self, request: Request, organisation: str) -> Response:
        """Returns whether members of the organisation may let their hours of practice be
        learned."""
        rules = {"may_learn": may_learn(self.membership.organisation_id)}
        return Response(MomentRulesSerializer(rules).data)

    @extend_schema(operation_id="changeMomentRules", summary="Say whether hours may be learned")
    def put(self, request: Request, organisation: str) -> Response:
        """Allows or forbids it for the whole organisation; admins may. Choices that members made
        stay, and count while it is allowed. Repeating changes nothing."""
        body = MomentRulesSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        services.change_moment_rules(admin=self.membership, **body.validated_data)
        return self.get(request, organisation)
