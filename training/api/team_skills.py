"""Serves how well teams do, to managers and admins."""

from typing import Any, ClassVar

from django.utils.translation import get_language
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.queries import OVERSEERS
from accounts.rest.views import OrganisationView
from core.texts import pick
from scenarios.models import Technique
from training.api.programme_serializers import TeamNameSerializer
from training.services import read_team_skills


class TechniqueNameSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.SerializerMethodField()

    def get_name(self, technique: Technique) -> str:
        return pick(technique.name, get_language() or "en")


class SkillSerializer(serializers.Serializer[Any]):
    """Describes how far people are with a technique; `reached` is their average, from 0 to 1."""

    technique = TechniqueNameSerializer()
    people = serializers.IntegerField()
    reached = serializers.FloatField()


class TeamSkillSerializer(serializers.Serializer[Any]):
    team = TeamNameSerializer()
    skills = SkillSerializer(many=True, help_text="Those that may be shown, the least first.")


class TeamSkillsSerializer(serializers.Serializer[Any]):
    """Describes how well teams do; `week` is the day on which the oldest of the figures were made.
    Each stays as it is for seven days."""

    week = serializers.DateField()
    teams = TeamSkillSerializer(many=True)


class TeamSkillsView(OrganisationView):
    allowed: ClassVar = OVERSEERS
    serializer_class = TeamSkillsSerializer

    @extend_schema(operation_id="readTeamSkills")
    def get(self, request: Request, organisation: str) -> Response:
        """Says how well each team does on each technique, by the latest feedback of a coach. The
        figures of a team stay for seven days; none is of fewer than five people, and none has a
        difference with another, or with those seen before, that speaks of fewer. For managers
        and admins.

        Problems: `role_required`.
        """
        return Response(TeamSkillsSerializer(read_team_skills(reader=self.membership)).data)
