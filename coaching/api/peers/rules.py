"""Answers the admin's route that lets colleagues look along, or not."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Role
from accounts.rest.views import OrganisationView
from coaching.api.peers.serializers import PeerRulesSerializer
from coaching.queries.peers import are_allowed
from coaching.services import peers


class PeerRulesView(OrganisationView):
    allowed = frozenset({Role.ADMIN})
    serializer_class = PeerRulesSerializer

    @extend_schema(operation_id="readPeerRules", responses=PeerRulesSerializer)
    def get(self, request: Request, organisation: str) -> Response:
        """Return whether members may show recordings to colleagues whom they invite."""
        found = {"are_allowed": are_allowed(self.membership.organisation_id)}
        return Response(PeerRulesSerializer(found).data)

    @extend_schema(
        operation_id="setPeerRules", request=PeerRulesSerializer, responses=PeerRulesSerializer
    )
    def put(self, request: Request, organisation: str) -> Response:
        """Say whether members may show recordings to colleagues whom they invite. Switching it off
        ends what is open; what was sent stays its reader's. Repeatable. Problems: `invalid`."""
        body = PeerRulesSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        rules = peers.set_peer_rules(admin=self.membership, **body.validated_data)
        return Response(PeerRulesSerializer(rules).data)
