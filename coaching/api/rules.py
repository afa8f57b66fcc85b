"""Serves an organisation's rules of coaching, to its admins."""

from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Role
from accounts.rest.views import OrganisationView
from coaching.domain.rules import LATER, Rules
from coaching.models import Releasing
from coaching.queries.coaches import rules_of
from coaching.services import rules
from core.etags import etag
from core.problem import CONTENT_TYPE
from core.rest.bodies import KnownMembers
from core.rest.conditions import ETAG, IF_MATCH, read_precondition
from core.rest.schema import Problem

MOST_CAPPED, MOST_LEVELS = 1000, 9
CHANGED = (412, CONTENT_TYPE)


class CoachingRulesSerializer(KnownMembers, serializers.Serializer[Any]):
    """Describes an organisation's rules of coaching."""

    may_repeat_answer = True
    leaders_review = serializers.BooleanField(
        help_text="Coaches review people whose team they lead as a manager."
    )
    most_open = serializers.IntegerField(
        min_value=1, max_value=MOST_CAPPED, allow_null=True, help_text="At a time; null for any."
    )
    most_a_day = serializers.IntegerField(
        min_value=1, max_value=MOST_CAPPED, allow_null=True, help_text="A coach's own local day."
    )
    releasing = serializers.ChoiceField(
        choices=Releasing.choices,
        required=False,
        help_text="When feedback goes; as it was where this is left out.",
    )
    promise_hours = serializers.IntegerField(
        min_value=1, max_value=720, help_text="What a new programme promises."
    )
    second_percent = serializers.IntegerField(
        min_value=0,
        max_value=100,
        help_text="Of the feedback, scored by a second coach too, who does not know it.",
    )
    adjudicate_from = serializers.IntegerField(
        min_value=1,
        max_value=MOST_LEVELS,
        allow_null=True,
        help_text="By how many levels both differ on a criterion, for a third coach to decide; "
        "null for never.",
    )
    licence_required = serializers.BooleanField(
        help_text="Only a coach with a valid licence takes reviews."
    )
    licence_percent = serializers.IntegerField(
        min_value=1,
        max_value=100,
        help_text="The weighted kappa of a calibration that gives a licence, times 100.",
    )
    licence_months = serializers.IntegerField(min_value=1, max_value=60)
    near_points = serializers.IntegerField(
        min_value=1,
        max_value=100,
        required=False,
        help_text="Within so many percentage points of a programme's pass mark no coach decides "
        "alone; as it was where this is left out.",
    )
    version = serializers.CharField(
        read_only=True,
        help_text="Names this state; as an ETag, what a change names in If-Match.",
    )


class CoachingRulesChangedSerializer(Problem):
    """Describes `coaching_rules_changed`: `current` is what the rules are now."""

    current = CoachingRulesSerializer()


class CoachingRulesView(OrganisationView):
    allowed: ClassVar = frozenset({Role.ADMIN})
    serializer_class = CoachingRulesSerializer

    @extend_schema(operation_id="readCoachingRules", parameters=[ETAG])
    def get(self, request: Request, organisation: str) -> Response:
        """Serve the organisation's rules of coaching, to admins."""
        return _answer(rules_of(self.membership))

    @extend_schema(
        operation_id="setCoachingRules",
        parameters=[IF_MATCH, ETAG],
        responses={200: CoachingRulesSerializer, CHANGED: CoachingRulesChangedSerializer},
    )
    def put(self, request: Request, organisation: str) -> Response:
        """Set the organisation's rules of coaching, in place of those that `If-Match` names. For
        admins. Repeatable.

        Problems: `coaching_rules_changed` with what they are now, `if_match_required`,
        `role_required`.
        """
        body = CoachingRulesSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        return _answer(
            rules.set_rules(
                actor=self.membership,
                rules=Rules(**dict.fromkeys(LATER) | body.validated_data),
                seen=read_precondition(request),
            )
        )


def _answer(found: Rules) -> Response:
    headers = {"ETag": etag(found.version)}
    return Response(CoachingRulesSerializer(found).data, headers=headers)
