"""Answers the route of how fair an organisation's scoring is."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Role
from accounts.rest.views import OrganisationView
from coaching.domain.agreement import Standing, Undefined
from coaching.domain.severity import NotJudged
from coaching.queries.fairness import fairness_for


class MeasureSerializer(serializers.Serializer[Any]):
    """Describes a figure with the interval in which it lies with 95% confidence; a value is null
    together with its interval, and `why` says why."""

    value = serializers.FloatField(allow_null=True)
    low = serializers.FloatField(allow_null=True)
    high = serializers.FloatField(allow_null=True)
    is_flagged = serializers.BooleanField(
        help_text="It is off by more than a margin, beyond doubt."
    )
    why = serializers.ChoiceField(
        choices=[(one.value, one.value) for one in NotJudged], allow_null=True
    )


class AgreementSerializer(serializers.Serializer[Any]):
    """Describes how far coaches agree: 1 is always, 0 no more than by chance."""

    recordings = serializers.IntegerField(help_text="Submissions that were scored twice.")
    value = serializers.FloatField(allow_null=True)
    low = serializers.FloatField(allow_null=True)
    high = serializers.FloatField(allow_null=True)
    why = serializers.ChoiceField(
        choices=[(one.value, one.value) for one in Undefined], allow_null=True
    )


class CoachFairnessSerializer(serializers.Serializer[Any]):
    """Describes how one coach scores beside their colleagues. Severity and drift are in steps of a
    rubric of four levels; a positive one is harsher, or getting harsher."""

    coach = serializers.UUIDField()
    name = serializers.CharField()
    reviews = serializers.IntegerField(help_text="Released in the period.")
    severity = MeasureSerializer()
    drift = MeasureSerializer(help_text="From the start of the period to its end.")
    agreement = AgreementSerializer(help_text="Quadratic-weighted kappa with their colleagues.")


class FairnessSerializer(serializers.Serializer[Any]):
    since = serializers.DateTimeField()
    until = serializers.DateTimeField()
    reviews = serializers.IntegerField()
    people = serializers.IntegerField(help_text="Whose submissions were reviewed.")
    agreement = AgreementSerializer(help_text="Ordinal Krippendorff alpha.")
    standing = serializers.ChoiceField(
        choices=[(one.value, one.value) for one in Standing],
        allow_null=True,
        help_text="`good` from .80 on, `tentative` from .667 on.",
    )
    calls = AgreementSerializer(
        help_text="How far employees and coaches name kind and style alike, each before hearing "
        "the other; kappa over even chance. No score depends on it."
    )
    coaches = CoachFairnessSerializer(many=True, help_text="By name.")


class FairnessView(OrganisationView):
    allowed = frozenset({Role.ADMIN, Role.COACH})
    serializer_class = FairnessSerializer

    @extend_schema(operation_id="readFairness")
    def get(self, request: Request, organisation: str) -> Response:
        """Says how fair scoring was in the last 180 days: how far coaches agree on what was scored
        twice, who scores harsher or milder than their colleagues, and whose scoring drifts. Admins
        and lead coaches read of all coaches, other coaches of themselves.

        Problems: `role_required`.
        """
        return Response(FairnessSerializer(fairness_for(self.membership)).data)
