"""Serves what a member is about to forget. Nobody but the member reads it."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.rest.views import OrganisationView
from training.models import ReviewSource
from training.queries.memory import skills_of


class SkillPracticeSerializer(serializers.Serializer[Any]):
    attempt = serializers.UUIDField()
    at = serializers.DateTimeField()
    reached = serializers.FloatField(help_text="How well it went, from 0 to 1.")
    judged_by = serializers.ChoiceField(ReviewSource.choices, help_text="Who judged it.")


class ChanceSerializer(serializers.Serializer[Any]):
    at = serializers.DateTimeField()
    chance = serializers.FloatField(help_text="How likely it is shown well then, from 0 to 1.")


class SkillExerciseSerializer(serializers.Serializer[Any]):
    step = serializers.UUIDField()
    title = serializers.CharField()


class OwnSkillSerializer(serializers.Serializer[Any]):
    """Describes what is remembered of one technique."""

    technique = serializers.UUIDField()
    name = serializers.CharField()
    is_hidden = serializers.BooleanField(help_text="It is not practised any more.")
    chance = serializers.FloatField(help_text="How likely it is shown well now, from 0 to 1.")
    due = serializers.DateTimeField(help_text="When it is down to 0.9.")
    practised = SkillPracticeSerializer(many=True, help_text="Newest first.")
    curve = ChanceSerializer(many=True, help_text="Over time, with what is foreseen.")
    exercise = SkillExerciseSerializer(
        allow_null=True, help_text="One of the caller's programmes that trains it."
    )


class OwnSkillsSerializer(serializers.Serializer[Any]):
    now = serializers.DateTimeField()
    begins = serializers.DateTimeField(help_text="Where curves begin at the earliest.")
    ends = serializers.DateTimeField(help_text="Where curves end.")
    skills = OwnSkillSerializer(many=True, help_text="What is due first at the top.")


class SkillsView(OrganisationView):
    serializer_class = OwnSkillsSerializer

    @extend_schema(operation_id="readSkills")
    def get(self, request: Request, organisation: str) -> Response:
        """Returns how well the caller knows each technique, over time, and when it fades. It is the
        caller's own: no role reads another's."""
        return Response(OwnSkillsSerializer(skills_of(self.membership)).data)
