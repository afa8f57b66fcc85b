"""Defines what the routes of finished feedback take and give."""

from typing import Any

from rest_framework import serializers

from coaching.models import Releasing
from coaching.queries.holds import MOST
from coaching.services.holds import REMARK_MAX
from core.rest.bodies import KnownMembers
from core.rest.fields import LineField, TextField

VERSION_MAX = 64  # characters
VERSION_HELP = "Names the marks that were finished; a release and a return name it."


class HeldReviewSerializer(serializers.Serializer[Any]):
    """Describes a hold on a review, as a coach sees it who may review the person."""

    coach_name = serializers.CharField(help_text="Who finished it.")
    finished_at = serializers.DateTimeField()
    version = serializers.CharField(help_text=VERSION_HELP)
    needs_lead = serializers.BooleanField(help_text="A lead coach looks at it first.")
    is_mine = serializers.BooleanField(help_text="The caller finished it.")
    may_release = serializers.BooleanField()
    may_resume = serializers.BooleanField(help_text="The caller may take it up again.")
    may_return = serializers.BooleanField(help_text="The caller may give it back to its coach.")


class LeadRemarkSerializer(serializers.Serializer[Any]):
    """Describes why a lead coach gave a review back to its coach."""

    id = serializers.UUIDField()
    lead_name = serializers.CharField(source="lead.shown_name")
    text = serializers.CharField()
    made_at = serializers.DateTimeField()


class ReleaseSerializer(serializers.Serializer[Any]):
    at = serializers.DateTimeField()
    coach_name = serializers.CharField(help_text="Who released it.")
    is_mine = serializers.BooleanField(help_text="The caller released it.")
    approved_by_name = serializers.CharField(
        help_text="The lead coach who looked at it before; blank for none."
    )


class HoldFieldsSerializer(serializers.Serializer[Any]):
    """Describes when a review goes, and what holds it until then."""

    releasing = serializers.ChoiceField(
        choices=Releasing.choices,
        help_text="When it goes: as its coach finishes it, once its coach releases it, or once a "
        "lead coach looked at it.",
    )
    hold = HeldReviewSerializer(
        allow_null=True, help_text="Null unless it is finished and not released."
    )
    lead_remarks = LeadRemarkSerializer(
        many=True, help_text="Of lead coaches who gave it back, the oldest first."
    )


class HeldLineSerializer(serializers.Serializer[Any]):
    """Describes feedback that is finished and not released."""

    review = serializers.UUIDField()
    submission = serializers.UUIDField()
    attempt = serializers.UUIDField()
    attempt_number = serializers.IntegerField(help_text="Which attempt at the exercise this is.")
    exercise_title = serializers.CharField()
    person_name = serializers.CharField()
    coach_name = serializers.CharField(help_text="Who finished it.")
    finished_at = serializers.DateTimeField()
    promised_at = serializers.DateTimeField(help_text="When the programme says feedback is there.")
    version = serializers.CharField(help_text=VERSION_HELP)
    needs_lead = serializers.BooleanField(help_text="A lead coach looks at it first.")
    may_release = serializers.BooleanField(help_text="The caller may.")


class HeldReviewsSerializer(serializers.Serializer[Any]):
    """Lists finished feedback, at most 100 of each, the soonest promised first."""

    mine = HeldLineSerializer(many=True, help_text="Finished by the caller.")
    for_lead = HeldLineSerializer(
        many=True, allow_null=True, help_text="Waits for the caller as a lead; null for no lead."
    )


class ChosenSerializer(KnownMembers, serializers.Serializer[Any]):
    review = serializers.UUIDField()
    version = LineField(max_length=VERSION_MAX, help_text="The one that was seen.")


class ReleaseSeveralSerializer(KnownMembers, serializers.Serializer[Any]):
    reviews = serializers.ListField(child=ChosenSerializer(), min_length=1, max_length=MOST)


class OutcomeSerializer(serializers.Serializer[Any]):
    """Describes what became of one of several."""

    review = serializers.UUIDField()
    code = serializers.SerializerMethodField(
        help_text="Blank where it is released; else why not, as a problem's code."
    )
    detail = serializers.SerializerMethodField(help_text="The same for people.")

    def get_code(self, one: Any) -> str:
        return one.refusal.code if one.refusal else ""

    def get_detail(self, one: Any) -> str:
        return str(one.refusal.message) if one.refusal else ""


class OutcomesSerializer(serializers.Serializer[Any]):
    results = OutcomeSerializer(many=True, help_text="One for each that was named, in order.")


class ReturnSerializer(KnownMembers, serializers.Serializer[Any]):
    version = LineField(max_length=VERSION_MAX, help_text="The one that was seen.")
    text = TextField(max_length=REMARK_MAX, help_text="Its coach reads it.")
