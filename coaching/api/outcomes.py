"""Serves whether submissions passed, and which outcomes wait for a coach whom there is not."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.errors import RoleRequired
from accounts.models import Language
from accounts.rest.views import OrganisationView
from coaching.queries.coaches import oversees
from coaching.queries.outcomes import SECOND, THIRD, without_coach
from training.models import Outcome


class OutcomeWithoutCoachSerializer(serializers.Serializer[Any]):
    """Describes an outcome that waits for a coach whom there is not; whose it is is not said."""

    id = serializers.UUIDField()
    exercise_title = serializers.CharField()
    language = serializers.ChoiceField(
        choices=Language.choices, help_text="In which a second coach would listen."
    )
    since = serializers.DateField()
    needs = serializers.ChoiceField(
        choices=[SECOND, THIRD],
        help_text="A second coach, or a third one where two see it on different sides of the mark.",
    )


class OutcomesWithoutCoachView(OrganisationView):
    serializer_class = OutcomeWithoutCoachSerializer
    pagination_class = None
    queryset = Outcome.objects.none()

    @extend_schema(
        operation_id="listOutcomesWithoutCoach",
        responses=OutcomeWithoutCoachSerializer(many=True),
    )
    def get(self, request: Request, organisation: str) -> Response:
        """List at most 100 outcomes near a pass mark that wait for one more coach where no other
        coach may look, the oldest first. They go on by themselves once one may. For admins and lead
        coaches.

        Problems: `role_required`.
        """
        if not oversees(self.membership):
            raise RoleRequired
        found = without_coach(self.membership)
        return Response(OutcomeWithoutCoachSerializer(found, many=True).data)
